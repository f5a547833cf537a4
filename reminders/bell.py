"""Ringing asks for a sweep now rather than at the next tick. A bell nobody hears costs a few seconds, nothing more."""

import logging

from celery import current_app
from django.db import transaction

logger = logging.getLogger(__name__)


def ring() -> None:
    """After the commit, hand the workers a sweep. Without workers (eager) the next tick does it."""
    if not current_app.conf.task_always_eager:
        transaction.on_commit(call)


def call() -> None:
    try:
        current_app.tasks["reminders.sweep"].delay()
    except Exception:  # gone, full, or holding something that is not a queue
        logger.warning("The queue is away; the next tick will find what is due")
