"""What became of each reminder, told as it is."""

from dataclasses import dataclass, field
from datetime import datetime

from accounts.models import User
from reminders.models import Delivery, Occurrence

SHOWN = 60
OPEN = (Delivery.State.DUE, Delivery.State.CLAIMED, Delivery.State.SENDING)


@dataclass
class Groups:
    coming: list[Delivery] = field(default_factory=list)
    past: list[Delivery] = field(default_factory=list)


def history(user: User, now: datetime) -> Groups:
    """The reminders still to come, soonest first, and those that had their turn, newest first.

    Reminders that an edit took away before their turn are not shown: nothing happened.
    """
    rows = Delivery.objects.of(user).exclude(occurrence__status=Occurrence.Status.SUPERSEDED)
    rows = rows.select_related("occurrence__schedule")
    coming = rows.filter(state__in=OPEN).order_by("occurrence__due_at")[:SHOWN]
    past = rows.exclude(state__in=OPEN).order_by("-occurrence__due_at", "-pk")[:SHOWN]
    return Groups(list(coming), list(past))
