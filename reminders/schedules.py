"""What a person asked for: days, a time, what it is tied to, and how it should reach them."""

import uuid
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.text import get_text_list
from django.utils.translation import gettext_lazy as _

from reminders.pattern import Pattern
from reminders.schedule import unpack
from reminders.words import rhythm, tied

AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)  # the planner looks at the next sweep
DAILY = "daily"  # the slot of a reminder's own time on a day


class Channel(models.TextChoices):
    EMAIL = "email", _("E-mail")
    PUSH = "push", _("Notification")


def by_email() -> list[str]:
    return [Channel.EMAIL.value]


class About(models.TextChoices):
    SESSION = "session", _("A session")
    WEEKLY = "weekly", _("Looking back at the week")


class ScheduleQuerySet(models.QuerySet):
    def live(self):
        return self.filter(ended_at=None)

    def for_sessions(self):
        return self.live().filter(about=About.SESSION)

    def for_the_week(self):
        return self.live().filter(about=About.WEEKLY)

    def to_plan(self, now: datetime):
        """Those it is time to look at again, the longest overdue first: one index, however many there are."""
        return self.live().filter(plan_at__lte=now).order_by("plan_at", "pk")

    def of_a_moved_clock(self, user):
        """Those that follow the clock in this person's profile."""
        return self.live().filter(user=user, zone="")


class Schedule(models.Model):
    """The days and the time at which one person asked for a nudge."""

    class Anchor(models.TextChoices):
        LUNCH = "lunch", _("After lunch")
        WORK = "work", _("When I finish work")
        BED = "bed", _("Before bed")
        TIME = "time", _("Something else")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="schedules")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    about = models.CharField(max_length=8, choices=About.choices, default=About.SESSION)
    days = models.PositiveSmallIntegerField(
        help_text=_("Monday is 1, Tuesday 2, Wednesday 4 … Sunday 64, added up.")
    )
    local_time = models.TimeField()
    anchor = models.CharField(max_length=8, choices=Anchor.choices, default=Anchor.TIME)
    cue = models.CharField(
        max_length=60, blank=True, help_text=_("What they already do then, in their own words.")
    )
    zone = models.CharField(
        max_length=64, blank=True, help_text=_("Empty follows the zone in the person's profile.")
    )
    routine = models.ForeignKey(
        "routines.Routine",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Empty means the next session in their plan."),
    )
    channels = models.JSONField(default=by_email)
    version = models.PositiveIntegerField(
        default=1, help_text=_("Grows with each edit, so that older occurrences die unsent.")
    )
    paused_until = models.DateField(
        null=True, blank=True, help_text=_("The first date on which it rings again.")
    )
    ends_on = models.DateField(
        null=True, blank=True, help_text=_("The last date on which it rings.")
    )
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When they last changed it, or said it suits them.")
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    # How far the planner has come, and when it looks again.
    planned_through = models.DateTimeField(null=True, editable=False)
    plan_at = models.DateTimeField(default=AT_ONCE, editable=False)

    objects = ScheduleQuerySet.as_manager()

    class Meta:
        ordering = ["local_time", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(days__gte=1, days__lte=127), name="schedule_has_a_day"
            )
        ]
        indexes = [
            models.Index(fields=["plan_at"], condition=Q(ended_at=None), name="schedule_to_plan")
        ]

    def __str__(self) -> str:
        return f"schedule {self.pk}"

    @property
    def zone_name(self) -> str:
        return self.zone or self.user.time_zone

    @property
    def zone_info(self) -> ZoneInfo:
        return ZoneInfo(self.zone_name)

    @property
    def weekdays(self) -> frozenset[int]:
        return unpack(self.days)

    @property
    def pattern(self) -> Pattern:
        return Pattern(
            self.weekdays, self.local_time, self.zone_info, self.paused_until, self.ends_on
        )

    @property
    def last_word_at(self) -> datetime:
        """When the person last set it, changed it, or said that it suits them."""
        return self.confirmed_at or self.created_at

    @property
    def after_what(self) -> str:
        """What it is tied to, in the person's own words or in ours; may be empty."""
        return self.cue or ("" if self.anchor == self.Anchor.TIME else self.get_anchor_display())

    def is_paused(self, now: datetime) -> bool:
        today = now.astimezone(self.zone_info).date()
        return self.paused_until is not None and self.paused_until > today

    def in_words(self) -> str:
        return rhythm(self.weekdays, self.local_time)

    def channels_in_words(self) -> str:
        """Such as "by e-mail and notification"; where it has none, that it is in the calendar."""
        names = [str(Channel(name).label).lower() for name in self.channels]
        if not names:
            return str(_("in my calendar only"))
        return str(_("by %(channels)s")) % {"channels": get_text_list(names, str(_("and")))}

    def tied_in_words(self) -> str:
        """As `in_words`, with what it is tied to. For the person's own pages only: the words may be private."""
        return tied(self.in_words(), self.after_what)

    def dates_over(self, now: datetime) -> frozenset[date]:
        """Local dates from yesterday on whose reminder has already had its turn."""
        since = now.astimezone(self.zone_info).date() - timedelta(days=1)
        closed = self.occurrences.model.Status.CLOSED
        over = self.occurrences.filter(slot=DAILY, status=closed, local_date__gte=since)
        return frozenset(over.values_list("local_date", flat=True))
