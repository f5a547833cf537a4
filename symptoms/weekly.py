"""A person's looks back at their weeks: when one is due, what it is saved with, what it counts."""

from datetime import date, datetime, timedelta

from django.db import transaction

from routines.models import Plan
from symptoms.pace import LogChoices
from symptoms.weekly_models import WeeklyCheck

NOT_YET = timedelta(days=6)  # after the first day with an entry or a plan


def is_due(user, today: date) -> bool:
    """Is a look back worth asking for today? Not in the first days, nor twice a week, nor to who said no."""
    if not is_asked_for(user):
        return False
    last = user.weekly_checks.order_by("-local_date").values_list("local_date", flat=True).first()
    if last is not None:
        return today - last > NOT_YET
    began = user.log_entries.order_by("local_date").values_list("local_date", flat=True).first()
    return began is not None and today - began >= NOT_YET


def is_asked_for(user) -> bool:
    """Does this person want to be asked once a week?"""
    return LogChoices.objects.of(user).wants_weekly


def is_done(user, day: date) -> bool:
    """Is there a look back in the week of this local date?"""
    return user.weekly_checks.of_week(day) is not None


@transaction.atomic
def record(
    user, day: date, items: dict, ratings: dict[str, int | None], now: datetime
) -> WeeklyCheck:
    """Save the week's answers; choose the activities that are named in them, in their order."""
    chosen = user.activities.choose(list(ratings), now)
    rated = {str(one.public_id): ratings[one.name] for one in chosen}
    told = {**items, "ratings": {key: value for key, value in rated.items() if value is not None}}
    plan = Plan.objects.current(user)
    return user.weekly_checks.record(
        day, told, now, sessions=sessions(user, day), target=plan.per_week if plan else None
    )


def sessions(user, day: date) -> int:
    """Days with a session in the seven days that end with `day`."""
    week = (day - timedelta(days=6), day)
    return user.sessions.filter(local_date__range=week).values("local_date").distinct().count()


def initial(check: WeeklyCheck | None, activities: list) -> dict:
    """What the form shows of a week that was answered already."""
    if check is None:
        return {}
    fields = ("average", "change", "active_days", "confident", "flares")
    shown = {name: getattr(check, name) for name in fields}
    for slot, activity in enumerate(activities, start=1):
        shown[f"rating_{slot}"] = check.ratings.get(str(activity.public_id))
    return shown
