"""Tells an outside watcher that the sweep is alive. When the pings stop, the watcher raises the alarm."""

import logging
from datetime import datetime, timedelta
from urllib.request import urlopen

from django.conf import settings

from reminders.models import Heartbeat

EVERY = timedelta(minutes=1)
PATIENCE = 5  # seconds; a slow watcher must not hold up reminders

logger = logging.getLogger(__name__)


def ping(now: datetime) -> None:
    """After a sweep that ended well, once a minute at most. A watcher that does not answer changes nothing."""
    if not settings.DEAD_MAN_URL or not Heartbeat.turn("dead-man ping", now, EVERY):
        return
    try:
        with urlopen(settings.DEAD_MAN_URL, timeout=PATIENCE) as answer:  # noqa: S310 - http(s) only, see settings
            answer.read(1)
    except OSError as error:
        logger.warning("The outside watcher did not answer: %s", type(error).__name__)
