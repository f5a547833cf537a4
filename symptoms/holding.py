"""What a finished self-check does to a member's plan: stops it, or lets it go on."""

from datetime import UTC, datetime

from routines.models import Hold
from symptoms.answers import Kept
from symptoms.outcome import Outcome


def settle(user, outcome: Outcome, kept: Kept, now: datetime) -> bool:
    """Place or lift the member's hold. False if a hold stands that this result cannot lift.

    A visitor has no plan to hold. Call before the result is shown.
    """
    if not user.is_authenticated:
        return True
    if not outcome.clear:
        if outcome.flags:
            Hold.objects.place(user, outcome.level, signs_to_keep(user, outcome), "check", now)
        return True
    hold = Hold.objects.active(user)
    if hold is None:
        return True
    return is_newer(kept, hold) and Hold.objects.lift(user, now)


def signs_to_keep(user, outcome: Outcome) -> list[str]:
    """The hold itself needs no leave: it only stops us. Which signs it was for are health data."""
    return [hit.id for hit in outcome.flags] if user.has_consent("health_data") else []


def is_newer(kept: Kept, hold: Hold) -> bool:
    """Were these answers given after the sign that caused the hold?

    A sign reported in a check may be corrected in that same check. One reported anywhere else
    needs a check that was begun afterwards, from its first page.
    """
    given = kept.changed if hold.source == Hold.Source.CHECK else kept.began
    return datetime.fromtimestamp(given / 1000, UTC) > hold.started_at
