"""Other work of the tick: rows in other apps' tables that want something done. The site fills this in as it starts."""

import logging
from collections.abc import Callable
from datetime import datetime

logger = logging.getLogger(__name__)

Chore = Callable[[datetime], object]
_chores: list[Chore] = []


def register(chore: Chore) -> None:
    """`chore` is given the time of the tick, does a little, and may be run twice or at the same time elsewhere."""
    if chore not in _chores:
        _chores.append(chore)


def do_all(now: datetime) -> None:
    """Each in turn, after the reminders. One that breaks keeps no other from its turn."""
    for chore in _chores:
        try:
            chore(now)
        except Exception:
            logger.exception("A chore of the tick broke: %s", chore.__module__)
