"""The page one entry is made on: the day it is about, and a key of its own.

A page that the site made carries both, signed for one person, with the moment it was opened. So an
entry is about the day that the person saw, however late it is saved and wherever they have flown
since. A page that was opened without a network was made by nobody: its device names the day and
the key, and any day that could be read off a calendar somewhere on Earth is taken at its word.
"""

import uuid
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from django.core import signing

from accounts.models import User

SALT = "symptoms.log.page"
DAYS_BACK = 7  # how long an earlier day can still be filled in
STILL_LAST_NIGHT = timedelta(hours=6)  # an entry made at 1 a.m. about the day before is on time
# A calendar may be this far ahead of, or behind, UTC: Kiritimati and Baker Island.
AHEAD, BEHIND = timedelta(hours=14), timedelta(hours=12)
FRESH = (
    AHEAD + BEHIND
)  # a page younger than this is about today, or was, wherever its person is now


class TooOld(Exception):
    """The page is not ours, is somebody else's, or is about a day that can no longer be filled in."""


@dataclass(frozen=True)
class LogPage:
    """late: the day was over when the page was opened."""

    day: date
    opened_at: datetime
    late: bool = False
    key: uuid.UUID = field(default_factory=uuid.uuid4)

    def token(self, user: User) -> str:
        opened = int(self.opened_at.timestamp())
        parts = [str(user.public_id), self.day.isoformat(), str(self.key), opened, self.late]
        return signing.dumps(parts, salt=SALT)


def opened(user: User, day: date, now: datetime) -> LogPage:
    """A fresh page, made by the site at the moment `now`."""
    return LogPage(day, now, late=is_late(user, day, now))


def read(token: str, user: User, saved_at: datetime) -> LogPage:
    """The page this token names, if it can be saved at `saved_at`. Raises TooOld."""
    try:
        owner, day, key, opened_at, late = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        raise TooOld from None
    page = LogPage(
        date.fromisoformat(day), datetime.fromtimestamp(opened_at, UTC), late, uuid.UUID(key)
    )
    fresh = saved_at - page.opened_at <= FRESH
    if owner != str(user.public_id) or not (
        fresh or can_fill_in(page.day, user.local_date(saved_at))
    ):
        raise TooOld
    return page if fresh or late else replace(page, late=is_late(user, page.day, saved_at))


def from_device(day: date, key: uuid.UUID, user: User, saved_at: datetime) -> LogPage:
    """A page that was opened without a network, saved on the device at `saved_at`. Raises TooOld."""
    first = (saved_at - BEHIND).date() - timedelta(days=DAYS_BACK)
    if not first <= day <= (saved_at + AHEAD).date():
        raise TooOld
    return LogPage(day, saved_at, is_late(user, day, saved_at), key)


def can_fill_in(day: date, today: date) -> bool:
    return today - timedelta(days=DAYS_BACK) <= day <= today


def is_late(user: User, day: date, now: datetime) -> bool:
    return day < user.local_date(now - STILL_LAST_NIGHT)
