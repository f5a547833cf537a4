"""Who was erased, in a form that only tells whether a given account is among them.

A backup still holds people who asked to be erased after it was made. The list lives outside the
database, so that it outlives a restore; `manage.py after_restore` erases them again. A line is a day
and a keyed hash. A line is dropped once the last backup that could hold the person is gone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from fcntl import LOCK_EX, flock
from os import SEEK_END, fsync
from pathlib import Path
from typing import TextIO

from django.conf import settings
from django.utils.crypto import salted_hmac

from accounts.models import User

KEPT = timedelta(days=60)  # twice as long as a backup is kept


def file() -> Path:
    return settings.VAR_DIR / "erased.txt"


def mark(user: User) -> str:
    """The same for the same account before and after a restore, and of no use to anybody without our key."""
    return salted_hmac("accounts.erased", f"{user.pk} {user.date_joined.isoformat()}").hexdigest()


def note(name: str, now: datetime) -> None:
    """Add one person's mark."""
    with locked() as lines:
        lines.seek(0, SEEK_END)
        lines.write(f"{now.date()} {name}\n")


def drop_old(now: datetime) -> None:
    with locked() as lines:
        recent = [line for line in lines if date.fromisoformat(line.split()[0]) > now.date() - KEPT]
        lines.seek(0)
        lines.truncate()
        lines.writelines(recent)


@contextmanager
def locked() -> Iterator[TextIO]:
    """The file, open for one writer at a time, and on the disk before the next one has it."""
    file().touch(mode=0o600)
    with file().open("r+") as lines:
        flock(lines, LOCK_EX)
        yield lines
        lines.flush()
        fsync(lines.fileno())


def back_again() -> list[User]:
    """Accounts in the database now whose people asked to be erased."""
    text = file().read_text() if file().exists() else ""
    names = {line.split()[1] for line in text.splitlines()}
    return [user for user in User.objects.iterator() if mark(user) in names] if names else []
