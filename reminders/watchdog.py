"""Ends a process that should see sweeps and sees none, so that whatever started it starts it anew.

A worker whose connection to Redis has gone deaf looks healthy from outside. The ledger's heartbeat
tells: the database answers, yet nothing was swept. While the database itself is away nobody can
sweep, and a restart would help nobody.
"""

import logging
import os
import signal
import threading
import time

from django.db import Error, connection

from reminders.models import Heartbeat

SILENCE = 120  # seconds without a sweep
LOOK_EVERY = 15
LAST_WORDS = 20  # seconds a process has to end by itself

logger = logging.getLogger(__name__)


def start() -> None:
    threading.Thread(target=watch, name="watchdog", daemon=True).start()


def watch() -> None:
    """Counts its own seconds from one heartbeat to the next, so that no clock can fool it."""
    seen, since = None, time.monotonic()
    while time.monotonic() - since < SILENCE:
        time.sleep(LOOK_EVERY)
        latest = last_sweep()
        if latest != seen:
            seen, since = latest, time.monotonic()
    end()


def last_sweep():
    """The moment of the last sweep. Something new each time the database is away, which is no silence of ours."""
    try:
        return Heartbeat.objects.filter(name="sweep").values_list("at", flat=True).first()
    except Error:
        return object()
    finally:
        connection.close()


def end() -> None:
    logger.critical("No sweep for %s seconds: ending this process", SILENCE)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(LAST_WORDS)
    os._exit(75)  # it did not listen
