"""Danger signs, asked and answered: what a clinician wants to know first, from whichever page asked."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.text import Truncator

from routines.models import ClearScreen, Hold
from symptoms.definition import load

Date = date  # for use where a field has the name
MOST_TOLD, MOST_SIGNS = 3, 5
SIGN_LETTERS = 90


@dataclass(frozen=True)
class Told:
    """One report of danger signs: its day, the signs in words, and until when the plan rested."""

    date: date
    signs: list[str]
    lifted: Date | None


@dataclass(frozen=True)
class Signs:
    """asked: the last day they were all asked; None if never. clear: none fitted then, and none stands."""

    asked: date | None
    clear: bool
    told: list[Told] = field(default_factory=list)


def signs_asked(user, first: date, last: date) -> Signs:
    """What was told from `first` to `last`, or before and still stands; newest first."""
    after = datetime.combine(last + timedelta(days=1), datetime.min.time(), user.zone)
    begun = datetime.combine(first, datetime.min.time(), user.zone)
    holds = user.holds.filter(Q(started_at__gte=begun) | Q(lifted_at=None), started_at__lt=after)
    told = [as_told(user, hold) for hold in holds.order_by("-started_at")[:MOST_TOLD]]
    asked = [user.local_date(at) for at in times_asked(user, after)]
    stands = any(report.lifted is None for report in told)
    newest = max([*asked, *(report.date for report in told)], default=None)
    return Signs(newest, clear=bool(asked) and not stands, told=told)


def times_asked(user, before: datetime) -> list[datetime]:
    """When every danger sign was gone through with none that fitted."""
    checks = user.self_check_results.filter(taken_at__lt=before)
    found = [check.taken_at for check in checks[:1] if not check.outcome.get("flags")]
    screens = ClearScreen.objects.filter(user=user, cleared_at__lt=before)
    return [*found, *screens.values_list("cleared_at", flat=True)]


def as_told(user, hold: Hold) -> Told:
    lifted = user.local_date(hold.lifted_at) if hold.lifted_at else None
    return Told(user.local_date(hold.started_at), words(hold.signs), lifted)


def words(signs: list[str]) -> list[str]:
    """The signs as the self-check asks about them; one that it no longer has is left out."""
    asks = load()
    every = [*asks.flags.values(), *asks.combined_flags, *asks.late_flags]
    known = {flag.id: flag.label or flag.why for flag in every}
    told = [known[sign] for sign in signs if sign in known]
    return [Truncator(sign).chars(SIGN_LETTERS) for sign in told[:MOST_SIGNS]]
