import os
import subprocess
import sys

from celery import current_app
from django.conf import settings

from reminders import bell


def test_ringing_costs_nothing_when_the_queue_is_away(tmp_path):
    away = {
        **os.environ,
        "REDIS_URL": "redis://127.0.0.1:9/0",
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": "",
    }
    rung = subprocess.run(
        [sys.executable, "manage.py", "shell", "-c", "from reminders import bell; bell.ring()"],
        cwd=settings.BASE_DIR,
        env=away,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert rung.returncode == 0, rung.stderr
    assert "the next tick will find what is due" in rung.stderr


def test_without_workers_ringing_does_nothing(db, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setitem(current_app.conf, "task_always_eager", True)
    with django_capture_on_commit_callbacks() as calls:
        bell.ring()
    assert calls == []
