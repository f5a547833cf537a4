"""Whether a reminder is welcome: quiet hours, a cap a day, and what to do when reminders go unused.

Pure: every function takes the moment and the facts, and none of them asks a clock or a database.
"""

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

UNUSED_BEFORE_OFFER = 3
IDLE = timedelta(days=30)
CATCH_UP = timedelta(minutes=5)  # later than this a reminder is catching up, not on time
TONIGHT = time(20, 0)
SOON = {"15": timedelta(minutes=15), "60": timedelta(hours=1)}


@dataclass(frozen=True)
class Quiet:
    """The hours in which nothing may catch up, on the person's own clock. Equal ends mean never."""

    start: time
    end: time

    def holds(self, at: time) -> bool:
        if self.start <= self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end


def too_late_for_quiet(due_at: datetime, now: datetime, zone: ZoneInfo, quiet: Quiet) -> bool:
    """Would a late reminder ring into the quiet hours?

    One that the person set inside them rings, since they asked for it; only one that comes late
    and from outside is let go. Waiting for the morning would be a stale nudge.
    """
    set_inside = quiet.holds(due_at.astimezone(zone).time())
    return (
        now - due_at > CATCH_UP
        and not set_inside
        and quiet.holds(now.astimezone(zone).time().replace(tzinfo=None))
    )


def later_choices(now: datetime, zone: ZoneInfo, quiet: Quiet) -> dict[str, datetime]:
    """When "later" can be: in 15 minutes, in an hour, or at 20:00 today. None of them in the quiet hours."""
    local = now.astimezone(zone)
    tonight = datetime.combine(local.date(), TONIGHT, zone)
    choices = {key: now + wait for key, wait in SOON.items()}
    if tonight - now > SOON["60"]:
        choices["tonight"] = tonight
    return {key: at for key, at in choices.items() if not quiet.holds(at.astimezone(zone).time())}


def offers_another_time(used: Iterable[bool]) -> bool:
    """Have the newest three reminders gone unused? `used` starts with the newest."""
    newest = list(used)[:UNUSED_BEFORE_OFFER]
    return len(newest) == UNUSED_BEFORE_OFFER and not any(newest)


class Idle(enum.Enum):
    """What 30 days without a session or a word from the person ask of us."""

    NO = enum.auto()
    ASK = enum.auto()  # once: keep, change or stop?
    SILENT = enum.auto()  # we asked, and nobody answered


def idle(last_active: datetime, asked_at: datetime | None, now: datetime) -> Idle:
    """asked_at: when the newest reminder rang, of those that fell due after 30 idle days; None before."""
    if now - last_active <= IDLE:
        return Idle.NO
    return Idle.SILENT if asked_at else Idle.ASK
