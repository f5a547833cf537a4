"""What every door of the reminders shares: whose row it is, and what a hold answers."""

from datetime import datetime
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.consent import MemberRequest, consent_required
from reminders.models import BY_HAND, Occurrence, Schedule
from routines.models import Hold

reminder_consent_required = consent_required("reminders")


def own(request: MemberRequest, public_id: UUID) -> Schedule:
    return get_object_or_404(
        request.user.schedules.live().select_related("user", "routine"), public_id=public_id
    )


def today_of(schedule: Schedule, now: datetime) -> Occurrence | None:
    """Today's newest reminder of this schedule, on its own calendar; None if there is none today."""
    today = now.astimezone(schedule.zone_info).date()
    found = schedule.occurrences.filter(local_date=today).exclude(slot__startswith=BY_HAND)
    return found.exclude(status=Occurrence.Status.SUPERSEDED).order_by("-due_at").first()


def form_key(request: HttpRequest) -> UUID:
    """The key that names one press of a button, however often it arrives."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()


def resting(request: HttpRequest, hold: Hold) -> HttpResponse:
    """A hold beats everything: no reminder is set, changed or sent until a clear re-check."""
    status = 409 if request.method == "POST" else 200
    return render(request, "reminders/resting.html", {"nav": "home", "hold": hold}, status=status)
