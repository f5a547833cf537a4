import pytest
from celery import current_app

from reminders import arranging, bell
from reminders.arranging import Wish
from reminders.schedule import EVERY_DAY
from tests.reminders.conftest import NOON, remind


@pytest.fixture
def workers():
    """As with REDIS_URL set, but nobody listens at that address."""
    before = current_app.conf.task_always_eager, current_app.conf.broker_url
    current_app.conf.task_always_eager, current_app.conf.broker_url = False, "redis://127.0.0.1:9/0"
    yield
    current_app.conf.task_always_eager, current_app.conf.broker_url = before


@pytest.mark.django_db(transaction=True)
def test_saving_works_when_the_queue_is_away(workers, subscriber, caplog):
    schedule = remind(subscriber)
    arranging.change(schedule, Wish(EVERY_DAY, schedule.local_time), NOON)
    assert "the next tick will find what is due" in caplog.text


@pytest.mark.django_db
def test_without_workers_ringing_does_nothing(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as calls:
        bell.ring()
    assert calls == []
