"""One whole tick of the engine, the same from beat, from a worker and from cron."""

from reminders import dead_man, sending, upkeep
from reminders.clock import database_now


def tick() -> None:
    """Safe to lose, double, delay, or run in many places at once: see sending."""
    now = database_now()
    sending.sweep(now)
    upkeep.fold(now)
    dead_man.ping(now)
