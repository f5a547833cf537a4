"""What a person has done about their reminders: the facts that the policy decides from."""

from datetime import datetime, time

from django.db.models import Max

from accounts.models import User
from reminders import policy
from reminders.models import DAILY, About, Delivery, Occurrence, Schedule
from reminders.pattern import UNTIL_I_SAY
from reminders.schedule import instant

TRIED = [Delivery.State.SENT, Delivery.State.UNKNOWN, Delivery.State.SENDING]


def last_active(user: User, now: datetime) -> datetime | None:
    """The newest of: a session done, a week looked back at, a reminder set, changed or confirmed, and a
    pause that ran out.

    None for a person with none of these before `now`.
    """
    moments = [
        user.sessions.aggregate(at=Max("finished_at"))["at"],
        user.weekly_checks.aggregate(at=Max("answered_at"))["at"],
    ]
    for schedule in user.schedules.live():
        moments.append(schedule.last_word_at)
        if schedule.paused_until and schedule.paused_until != UNTIL_I_SAY:
            moments.append(instant(schedule.paused_until, time(0), schedule.zone_info))
    return max((moment for moment in moments if moment and moment <= now), default=None)


def idle(occurrence: Occurrence) -> policy.Idle:
    """How this reminder stands: as usual, as the one question, or in the silence after it."""
    user, now = occurrence.schedule.user, occurrence.due_at
    if active_lately(
        occurrence.schedule, now
    ):  # nearly everybody, so the short question comes first
        return policy.Idle.NO
    active = last_active(user, now) or occurrence.schedule.last_word_at
    asked = rung(user).exclude(pk=occurrence.pk).filter(due_at__gt=active + policy.IDLE)
    return policy.idle(active, asked.aggregate(at=Max("due_at"))["at"], now)


def active_lately(schedule: Schedule, now: datetime) -> bool:
    """A word about this reminder, or what it reminds of, within the last 30 days."""
    since = now - policy.IDLE
    if schedule.last_word_at >= since:
        return True
    if schedule.about == About.WEEKLY:
        return schedule.user.weekly_checks.filter(answered_at__gte=since).exists()
    return schedule.user.sessions.filter(finished_at__gte=since, finished_at__lte=now).exists()


def rung(user: User):
    """The occurrences of which at least one delivery was tried."""
    return Occurrence.objects.filter(schedule__user=user, deliveries__state__in=TRIED).distinct()


def rung_on(occurrence: Occurrence) -> int:
    """How many other reminders rang on this occurrence's local date."""
    others = rung(occurrence.schedule.user).exclude(pk=occurrence.pk)
    return others.filter(local_date=occurrence.local_date).count()


def offers_another_time(schedule: Schedule, now: datetime) -> bool:
    """Have the last three reminders, on days that are over, gone unused since the person last said it suits?"""
    today = now.astimezone(schedule.zone_info).date()
    rang = rung(schedule.user).filter(
        schedule=schedule, slot=DAILY, local_date__lt=today, due_at__gt=schedule.last_word_at
    )
    newest = list(rang.order_by("-local_date").values_list("local_date", flat=True)[:3])
    if len(newest) < policy.UNUSED_BEFORE_OFFER:
        return False
    done = set(
        schedule.user.sessions.filter(local_date__in=newest).values_list("local_date", flat=True)
    )
    return policy.offers_another_time(day in done for day in newest)
