"""One whole tick of the engine, the same from beat, from a worker and from cron."""

from django.db import Error, close_old_connections, connection

from reminders import chores, dead_man, sending, upkeep
from reminders.clock import database_now


def tick() -> None:
    """Safe to lose, double, delay, or run in many places at once: see sending."""
    if not connection.in_atomic_block:
        close_old_connections()  # beat and cron have no request whose end would do it
    try:
        now = database_now()
        sending.sweep(now)
        upkeep.fold(now)
        dead_man.ping(now)
        chores.do_all(now)
    except Error:
        connection.close()  # beat lives for months: the next tick starts on a new connection
        raise
