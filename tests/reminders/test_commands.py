import json
from io import StringIO

import pytest
from django.core.management import call_command

from reminders.tasks import sweep
from tests.reminders.conftest import DUE, minutes

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_due(monkeypatch):
    """The database's clock shows the moment the reminder is due."""
    for user in ("reminders.tick", "reminders.management.commands.reminder_report"):
        monkeypatch.setattr(f"{user}.database_now", lambda: DUE)


def report(*args) -> str:
    out = StringIO()
    call_command("reminder_report", *args, stdout=out)
    return out.getvalue()


def test_a_timer_can_send_what_is_due_without_celery(schedule, sink, at_due):
    call_command("send_due")
    call_command("send_due")
    assert len(sink.messages) == 1


def test_the_task_sends_what_is_due(schedule, sink, at_due):
    sweep()
    sweep()
    assert len(sink.messages) == 1


def test_the_report_counts_each_state_and_names_nobody(schedule, sink, at_due, subscriber):
    assert "last sweep      never" in report()
    call_command("send_due")
    counted = json.loads(report("--json"))
    assert counted["deliveries"] == {
        "due": 1,
        "claimed": 0,
        "sending": 0,
        "sent": 1,
        "failed": 0,
        "unknown": 0,
        "skipped": 0,
    }
    assert counted["last_sweep"].startswith("2026-11-24T17:30")
    assert subscriber.email not in report()


def test_a_timer_that_rings_once_a_minute_can_look_again_in_between(
    schedule, sink, monkeypatch, settings
):
    settings.SWEEP_SECONDS = 0.1
    moments = iter([DUE - minutes(1), *[DUE] * 50])
    monkeypatch.setattr("reminders.tick.database_now", lambda: next(moments))
    call_command("send_due", "--for", "1")
    assert len(sink.messages) == 1
