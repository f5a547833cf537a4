"""Celery rings the bell; the database is the ledger. See docs/decisions."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "psoascare.settings")
app = Celery("psoascare")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
