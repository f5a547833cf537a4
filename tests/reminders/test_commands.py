import json
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command

from reminders.tasks import sweep
from tests.reminders.conftest import DUE

pytestmark = pytest.mark.django_db


def report(*args) -> str:
    out = StringIO()
    call_command("reminder_report", *args, stdout=out)
    return out.getvalue()


def test_a_timer_can_send_what_is_due_without_celery(schedule, sink):
    with time_machine.travel(DUE, tick=False):
        call_command("send_due")
        call_command("send_due")
    assert len(sink.messages) == 1


def test_the_task_sends_what_is_due(schedule, sink):
    with time_machine.travel(DUE, tick=False):
        sweep()
        sweep()
    assert len(sink.messages) == 1


def test_the_report_counts_each_state_and_names_nobody(schedule, sink, subscriber):
    with time_machine.travel(DUE, tick=False):
        assert "last sweep   never" in report()
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
