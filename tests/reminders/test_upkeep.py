"""What the engine does beside sending: folding, the outside watcher, and a restored backup."""

import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from psoascare import environment
from reminders import dead_man, planner, sending, upkeep
from reminders.models import Attempt, Delivery, Occurrence, Tally
from tests.reminders.conftest import DUE, NOON, minutes, remind, state

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


# ------------------------------------------------------------------ old rows become counts


def test_after_90_days_rows_become_counts_that_name_nobody(schedule, sink):
    sending.sweep(DUE)
    upkeep.fold(DUE + 91 * DAY)
    assert not Delivery.objects.filter(state="sent").exists()
    assert not Attempt.objects.exists()
    assert not Occurrence.objects.filter(due_at=DUE).exists()
    tally = Tally.objects.get(state="sent")
    assert (tally.day, tally.channel, tally.number) == (DUE.date(), "email", 1)


def test_younger_rows_stay(schedule, sink):
    sending.sweep(DUE)
    upkeep.fold(DUE + 89 * DAY)
    assert Delivery.objects.filter(state="sent").count() == 1
    assert not Tally.objects.exists()


def test_folding_twice_counts_once_and_adds_to_what_was_counted(make_subscriber, sink):
    for n in range(3):
        remind(make_subscriber(f"p{n}@example.org"))
    sending.sweep(DUE)
    for _ in range(2):
        upkeep.fold_batch(DUE + minutes(1))
    assert Tally.objects.get(state="sent").number == 3


# ------------------------------------------------------------------ the outside watcher


@pytest.fixture
def watcher(settings):
    """A web server that counts who asks."""

    class Counting(BaseHTTPRequestHandler):
        asked = 0

        def do_GET(self):
            Counting.asked += 1
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            pass

    with HTTPServer(("127.0.0.1", 0), Counting) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.DEAD_MAN_URL = f"http://127.0.0.1:{server.server_port}/ping/secret"
        yield Counting
        server.shutdown()


def test_the_watcher_is_asked_once_a_minute_however_many_sweeps_there_are(watcher):
    for second in (0, 10, 30, 59):
        dead_man.ping(DUE + timedelta(seconds=second))
    assert watcher.asked == 1
    dead_man.ping(DUE + timedelta(seconds=61))
    assert watcher.asked == 2


def test_a_watcher_that_is_away_holds_up_nothing_and_its_address_is_in_no_log(settings, caplog):
    settings.DEAD_MAN_URL = "http://127.0.0.1:9/ping/secret"
    dead_man.ping(DUE)
    assert "did not answer" in caplog.text
    assert "secret" not in caplog.text


def test_without_a_watcher_nobody_is_asked(settings, watcher):
    settings.DEAD_MAN_URL = ""
    dead_man.ping(DUE)
    assert watcher.asked == 0


@pytest.mark.parametrize(
    "url", ["ftp://watcher.example/x", "file:///etc/passwd", "watcher.example"]
)
def test_an_address_that_is_none_stops_the_start(monkeypatch, url):
    monkeypatch.setenv("DEAD_MAN_URL", url)
    with pytest.raises(ImproperlyConfigured, match="DEAD_MAN_URL is not a web address"):
        environment.watcher_url("DEAD_MAN_URL")


# ------------------------------------------------------------------ after a restore


def test_after_a_restore_nothing_that_may_have_been_sent_is_sent_again(schedule, sink, monkeypatch):
    """The backup is from noon. The site sent at 17:30, broke, and came back from it at 17:40."""
    monkeypatch.setattr("reminders.restoring.database_now", lambda: DUE + minutes(10))
    call_command("after_restore")
    sending.sweep(DUE + minutes(10))
    assert sink.messages == []
    assert state()[0] == ("skipped", "late")
    sending.sweep(DUE + DAY)
    assert len(sink.messages) == 1


def test_after_a_restore_what_an_old_backup_never_planned_is_not_sent_late_either(
    schedule, sink, monkeypatch
):
    now = DUE + 5 * DAY + minutes(10)
    monkeypatch.setattr("reminders.restoring.database_now", lambda: now)
    call_command("after_restore")
    sending.sweep(now)
    assert sink.messages == []
    assert not Delivery.objects.filter(state="due", next_try_at__lte=now).exists()
    planner.plan_all(NOON + 5 * DAY)
    sending.sweep(DUE + 6 * DAY)
    assert len(sink.messages) == 1
