"""Later, not today, pause: three answers to a reminder, each with its own effect."""

from datetime import date, datetime, timedelta

from django.db import transaction

from reminders import arranging, bell, planner
from reminders.models import PUT_OFF, Delivery, Occurrence, Schedule
from reminders.pattern import UNTIL_I_SAY
from reminders.policy import later_choices
from reminders.preferences import Preferences

PAUSES = {"week": timedelta(weeks=1), "weeks": timedelta(weeks=2)}
OPEN = [Delivery.State.DUE, Delivery.State.CLAIMED]


def choices(schedule: Schedule, now: datetime) -> dict[str, datetime]:
    quiet = Preferences.objects.of(schedule.user).quiet
    return later_choices(now, schedule.zone_info, quiet)


@transaction.atomic
def later(occurrence: Occurrence, at: datetime) -> None:
    """Ring at `at` instead. Said again, it moves: only the newest wish of a day is kept."""
    schedule = Schedule.objects.select_for_update().get(pk=occurrence.schedule_id)
    day = at.astimezone(schedule.zone_info).date()
    earlier = schedule.occurrences.filter(local_date=day, slot__startswith=PUT_OFF)
    let_go(earlier | schedule.occurrences.filter(pk=occurrence.pk), Delivery.Reason.LATER)
    planner.add(f"{PUT_OFF}-{earlier.count() + 1}", {schedule: [(day, at)]})
    bell.ring()


@transaction.atomic
def not_today(schedule: Schedule, day: date) -> None:
    """Let go of what is still to come on this local date. Tomorrow is as always."""
    let_go(schedule.occurrences.filter(local_date=day), Delivery.Reason.NOT_TODAY)


def let_go(occurrences, reason: str) -> None:
    """Close what has not begun, and say why. What is on its way stays."""
    waiting = Delivery.objects.filter(occurrence__in=occurrences, state__in=OPEN)
    waiting.update(state=Delivery.State.SKIPPED, reason=reason, owner="", lease_until=None)
    occurrences.filter(status=Occurrence.Status.PLANNED).update(status=Occurrence.Status.CLOSED)


def pause(schedule: Schedule, until: date, now: datetime) -> None:
    """No reminder before the local date `until`; UNTIL_I_SAY for no end."""
    arranging.touch(schedule, {"paused_until": until, "confirmed_at": now}, now)


def resume(schedule: Schedule, now: datetime) -> None:
    arranging.touch(schedule, {"paused_until": None, "confirmed_at": now}, now)


def keep(schedule: Schedule, now: datetime) -> None:
    """It suits as it is: whatever we were about to ask, we do not."""
    schedule.user.schedules.live().update(confirmed_at=now)


def pause_until(choice: str, schedule: Schedule, now: datetime) -> date | None:
    """The date a pause named `choice` ends; None for a choice we do not offer."""
    today = now.astimezone(schedule.zone_info).date()
    if choice == "open":
        return UNTIL_I_SAY
    return today + PAUSES[choice] if choice in PAUSES else None
