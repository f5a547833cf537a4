"""One whole tick of the engine, the same from beat, from a worker and from cron."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import Error, close_old_connections, connection

from reminders import dead_man, sending, upkeep
from reminders.clock import database_now

logger = logging.getLogger(__name__)
ALSO: list[Callable[[datetime], None]] = []


def register(work: Callable[[datetime], None]) -> None:
    """Have `work` done at every tick, after the reminders. It must be safe to lose, double or delay."""
    if work not in ALSO:
        ALSO.append(work)


def tick() -> None:
    """Safe to lose, double, delay, or run in many places at once: see sending."""
    if not connection.in_atomic_block:
        close_old_connections()  # beat and cron have no request whose end would do it
    try:
        now = database_now()
        sending.sweep(now)
        upkeep.fold(now)
        for work in ALSO:
            do(work, now)
        dead_man.ping(now)
    except Error:
        connection.close()  # beat lives for months: the next tick starts on a new connection
        raise


def do(work: Callable[[datetime], None], now: datetime) -> None:
    """Other work that fails must not silence the reminders."""
    try:
        work(now)
    except Exception:
        logger.exception("%s failed; the next tick tries again", work.__qualname__)
