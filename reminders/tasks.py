from celery import shared_task
from django.utils import timezone

from reminders import sending


@shared_task(name="reminders.sweep", ignore_result=True)
def sweep() -> None:
    """Every few seconds, and whenever the bell rings. Safe to lose, double or delay: see sending."""
    sending.sweep(now=timezone.now())
