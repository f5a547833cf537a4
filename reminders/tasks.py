from celery import shared_task

from reminders.tick import tick


@shared_task(name="reminders.sweep", ignore_result=True)
def sweep() -> None:
    """Every few seconds, and whenever the bell rings. Safe to lose, double or delay: see sending."""
    tick()
