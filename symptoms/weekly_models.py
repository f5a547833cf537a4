"""A look back at a week: one row a person and week, and the activities that person chose to rate."""

import uuid
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.encryption import EncryptedTextField

MOST_ACTIVITIES = 3
NAME_LIMIT = 80
ITEMS = ["average", "change", "active_days", "confident", "flares", "ratings"]


class Change(models.TextChoices):
    MUCH_WORSE = "much_worse", _("Much worse")
    WORSE = "worse", _("Worse")
    A_LITTLE_WORSE = "a_little_worse", _("A little worse")
    SAME = "same", _("About the same")
    A_LITTLE_BETTER = "a_little_better", _("A little better")
    BETTER = "better", _("Better")
    MUCH_BETTER = "much_better", _("Much better")


class Barrier(models.TextChoices):
    TIME = "time", _("No time")
    FORGOT = "forgot", _("I forgot")
    SORE = "sore", _("It hurt, or I was afraid it would")
    TIRED = "tired", _("Too tired")
    DULL = "dull", _("I did not feel like it")
    PLACE = "place", _("No good place, or I was away")
    DOUBT = "doubt", _("I am not sure it helps")
    UNWELL = "unwell", _("I was ill")


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


class ActivityManager(models.Manager["Activity"]):
    instance: Any  # the person, when reached as user.activities

    def live(self) -> list["Activity"]:
        return list(self.filter(retired_at=None))

    @transaction.atomic
    def choose(self, names: list[str], now: datetime) -> list["Activity"]:
        """Make these the person's activities. One that keeps its name keeps its ratings; the rest retire."""
        kept = {activity.name: activity for activity in self.live()}
        gone = [one.pk for name, one in kept.items() if name not in names]
        self.filter(pk__in=gone).update(retired_at=now)
        return [kept.get(name) or self.create(name=name, chosen_at=now) for name in names]


class Activity(models.Model):
    """Something a person wants to do as before, in their own words."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="activities")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = EncryptedTextField()
    chosen_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = ActivityManager()

    class Meta:
        ordering = ["chosen_at", "pk"]
        verbose_name_plural = _("activities")

    def __str__(self) -> str:
        return f"activity {self.pk}"


class WeeklyCheckManager(models.Manager["WeeklyCheck"]):
    instance: Any  # the person, when reached as user.weekly_checks

    def of_week(self, day: date) -> "WeeklyCheck | None":
        return self.filter(week=monday_of(day)).first()

    def record(self, day: date, items: dict, now: datetime, **counted: Any) -> "WeeklyCheck":
        """Call as `user.weekly_checks.record(...)`. One a week: said again, it takes the new answers.

        counted: sessions and target, as they stand when it is first answered.
        """
        first = {**items, **counted, "local_date": day, "answered_at": now}
        return self.update_or_create(week=monday_of(day), defaults=items, create_defaults=first)[0]


def up_to(field: str, most: int) -> models.CheckConstraint:
    condition = Q(**{field: None}) | Q(**{f"{field}__gte": 0, f"{field}__lte": most})
    return models.CheckConstraint(condition=condition, name=f"weekly_{field}_0_to_{most}")


def number(most: int, **more: Any) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(most)], **more
    )


class WeeklyCheck(models.Model):
    """average, confident: 0 to 10. active_days, flares: 0 to 7. ratings: activity id -> 0 to 10, 10 as before."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="weekly_checks")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    week = models.DateField(help_text=_("The Monday of the week in which it was answered."))
    local_date = models.DateField(help_text=_("The day, on the person's own calendar."))
    answered_at = models.DateTimeField()
    average = number(10)
    change = models.CharField(max_length=16, choices=Change.choices, blank=True)
    active_days = number(7)
    confident = number(10)
    flares = number(7)
    ratings = models.JSONField(default=dict, blank=True)
    sessions = models.PositiveSmallIntegerField(
        default=0, help_text=_("Days with a session in the 7 days before.")
    )
    target = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("How many they meant to do; empty without a plan.")
    )
    barrier = models.CharField(max_length=8, choices=Barrier.choices, blank=True)

    objects = WeeklyCheckManager()

    class Meta:
        verbose_name = _("weekly look back")
        verbose_name_plural = _("weekly looks back")
        constraints = [
            models.UniqueConstraint(fields=["user", "week"], name="one_look_back_a_week"),
            *(up_to(field, most) for field, most in [("average", 10), ("confident", 10), ("active_days", 7), ("flares", 7)]),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"weekly look back {self.pk}"

    @property
    def reached(self) -> bool:
        return self.target is not None and self.sessions >= self.target
