"""Celery rings the bell; the database is the ledger. See docs/decisions."""

import os

from celery import Celery
from celery.signals import beat_init, worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "psoascare.settings")
app = Celery("psoascare")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@beat_init.connect
@worker_ready.connect
def watch(**kwargs) -> None:
    from reminders import watchdog  # models need Django set up first

    watchdog.start()
