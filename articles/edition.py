"""The number of what readers get now. Whoever keeps finished pages drops them when it changes."""

import time

from django.db import models, transaction
from django.db.models import F

LOOK_EVERY = 1.0  # seconds between two looks at the database, in each process


class Edition(models.Model):
    """One row. Its number grows with everything that may change a public page."""

    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)


class _Seen:
    number = -1
    at = float("-inf")


def forget_pages() -> None:
    """No finished page made before this counts any more: here once this commits, elsewhere a second later.

    In the same transaction as the change, so that nobody can see the one without the other.
    """
    if not Edition.objects.filter(pk=1).update(number=F("number") + 1):
        Edition.objects.get_or_create(pk=1, defaults={"number": 1})
    look_again()
    transaction.on_commit(look_again)


def changed(sender: type[models.Model], **_) -> None:
    """A signal's receiver: a row that public pages show was saved or deleted."""
    forget_pages()


def look_again() -> None:
    _Seen.at = float("-inf")


def current() -> int:
    """The number as it was at most LOOK_EVERY seconds ago. Raises what the database raises."""
    if time.monotonic() - _Seen.at > LOOK_EVERY:
        began = time.monotonic()
        _Seen.number = Edition.objects.filter(pk=1).values_list("number", flat=True).first() or 0
        _Seen.at = began
    return _Seen.number
