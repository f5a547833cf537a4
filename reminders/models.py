"""The reminder ledger: what was asked for, what fell due, and what became of it.

Schedule → Occurrence (one a local date) → Delivery (one a channel) → Attempt (one a try).
The ledger holds no text and no address: a message is written at the moment of sending.
"""

import uuid
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from reminders.rests import ChannelRest
from reminders.schedule import unpack
from reminders.tallies import Tally
from reminders.words import rhythm

AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)  # the planner looks at the next sweep
LATEST = timedelta(minutes=30)  # later than this a nudge is noise, and is let go
LEASE = timedelta(seconds=60)  # how long a sender may hold a delivery
DAILY = "daily"
BY_HAND = "now"  # prefix of the slot of a reminder asked for with "Send me one now"


class Channel(models.TextChoices):
    EMAIL = "email", _("E-mail")


def by_email() -> list[str]:
    return [Channel.EMAIL.value]


class ScheduleQuerySet(models.QuerySet):
    def live(self):
        return self.filter(ended_at=None)

    def to_plan(self, now: datetime):
        """Those it is time to look at again, the longest overdue first: one index, however many there are."""
        return self.live().filter(plan_at__lte=now).order_by("plan_at", "pk")

    def of_a_moved_clock(self, user):
        """Those that follow the clock in this person's profile."""
        return self.live().filter(user=user, zone="")


class Schedule(models.Model):
    """The days and the time at which one person asked for a nudge."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="schedules")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    days = models.PositiveSmallIntegerField(
        help_text=_("Monday is 1, Tuesday 2, Wednesday 4 … Sunday 64, added up.")
    )
    local_time = models.TimeField()
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
    created_at = models.DateTimeField()
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

    def in_words(self) -> str:
        return rhythm(self.weekdays, self.local_time)

    def dates_over(self, now: datetime) -> frozenset[date]:
        """Local dates from yesterday on whose reminder has already had its turn."""
        since = now.astimezone(self.zone_info).date() - timedelta(days=1)
        over = self.occurrences.filter(
            slot=DAILY, status=Occurrence.Status.CLOSED, local_date__gte=since
        )
        return frozenset(over.values_list("local_date", flat=True))


class Occurrence(models.Model):
    """One time a reminder falls due. Its name is (schedule, local date, slot), so nothing can make it twice."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("Next")  # may still move or be dropped
        CLOSED = "closed", _("Had its turn")  # sent, tried or let go: never rings again
        SUPERSEDED = "superseded", _("Changed")  # an edit took it away before its turn

    schedule = models.ForeignKey(Schedule, models.CASCADE, related_name="occurrences")
    local_date = models.DateField()
    slot = models.CharField(max_length=40, default=DAILY)
    due_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    version = models.PositiveIntegerField(
        help_text=_("The schedule's version this was planned from.")
    )
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PLANNED)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["schedule", "local_date", "slot"], name="one_occurrence_a_slot"
            )
        ]

    def __str__(self) -> str:
        return f"occurrence {self.pk}"

    @property
    def by_hand(self) -> bool:
        return self.slot.startswith(BY_HAND)


class DeliveryQuerySet(models.QuerySet):
    def of(self, user):
        return self.filter(occurrence__schedule__user=user)

    def due(self, now: datetime):
        return self.filter(state=Delivery.State.DUE, next_try_at__lte=now).order_by(
            "next_try_at", "pk"
        )

    def abandoned(self, now: datetime):
        """Taken up by a sender whose lease ran out: it died, or was frozen.

        A lease that reaches further ahead than any can was written before the clock was put back.
        """
        held = (Delivery.State.CLAIMED, Delivery.State.SENDING)
        over = Q(lease_until__lt=now) | Q(lease_until__gt=now + 2 * LEASE)
        return self.filter(over, state__in=held)

    def hopeless(self, now: datetime):
        """Never tried, and so late that they are let go: what an outage leaves behind."""
        return self.filter(state=Delivery.State.DUE, next_try_at__lt=now - LATEST)

    def movable(self):
        """Never begun: an edit may still re-time or drop these, or bring back one that an edit dropped."""
        waiting = Q(
            state__in=[Delivery.State.DUE, Delivery.State.CLAIMED],
            occurrence__status=Occurrence.Status.PLANNED,
        )
        return self.filter(waiting | Q(occurrence__status=Occurrence.Status.SUPERSEDED))


class Delivery(models.Model):
    """One occurrence on one channel, from due to its end. Sent, failed, unknown and skipped are final,
    but for one door: the same attempt may still turn unknown into sent."""

    class State(models.TextChoices):
        DUE = "due", _("Next")
        CLAIMED = "claimed", _("Getting ready")
        SENDING = "sending", _("On its way")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Not sent")
        UNKNOWN = "unknown", _("Not confirmed")
        SKIPPED = "skipped", _("Left out")

    class Reason(models.TextChoices):
        NONE = "", ""
        LATE = "late", _("More than 30 minutes late, so we let it go.")
        DONE = "done", _("You had already done a session that day.")
        HOLD = "hold", _("Your plan was resting.")
        SUPERSEDED = "superseded", _("You changed this reminder before its time.")
        ENDED = "ended", _("You deleted this reminder.")
        CONSENT = "consent", _("Reminders were switched off.")
        ADDRESS = "address", _("Your e-mail address was not confirmed.")
        INACTIVE = "inactive", _("Your account was closed.")
        TOO_SOON = "too_soon", _("Less than 6 hours after the one before.")
        NO_PLAN = "no_plan", _("There was no plan to remind you of.")
        REFUSED = "refused", _("Your mail server did not accept it.")
        BOUNCED = "bounced", _("Your mail server refused the last three, so we stopped trying.")
        UNREACHABLE = "unreachable", _("We could not reach the mail server.")
        NO_REPLY = "no_reply", _("The mail server took it but did not answer.")
        CUT_SHORT = "cut_short", _("We were interrupted while sending.")
        OUR_FAULT = "our_fault", pgettext_lazy("reminder", "Something went wrong on our side.")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DUE)
    reason = models.CharField(max_length=12, choices=Reason.choices, blank=True)
    next_try_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(
        default=0,
        help_text=_("How often a sender took it in hand. With owner, it fences off late senders."),
    )
    owner = models.CharField(max_length=80, blank=True)
    lost = models.PositiveSmallIntegerField(
        default=0, help_text=_("How often a sender vanished before it came to this one.")
    )
    lease_until = models.DateTimeField(null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(fields=["occurrence", "channel"], name="one_delivery_a_channel")
        ]
        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(state="due"), name="delivery_due"),
            models.Index(
                fields=["lease_until"],
                condition=Q(state__in=["claimed", "sending"]),
                name="delivery_leased",
            ),
            models.Index(
                fields=["next_try_at"], condition=Q(state="unknown"), name="delivery_unknown"
            ),
            models.Index(fields=["next_try_at", "state"], name="delivery_by_time"),
        ]

    def __str__(self) -> str:
        return f"delivery {self.pk}"


class Attempt(models.Model):
    """One try, written before the network is touched and closed once, after. Rows are only ever added."""

    class Outcome(models.TextChoices):
        SENT = "sent", _("Sent")
        REFUSED_FOR_NOW = "for_now", _("Refused, try later")
        REFUSED = "refused", _("Refused")
        UNKNOWN = "unknown", _("Not confirmed")

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="tries")
    number = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    reason = models.CharField(
        max_length=40,
        blank=True,
        help_text=_("The server's reply code or the kind of error; never its text."),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["delivery", "number"], name="one_attempt_a_number")
        ]

    def __str__(self) -> str:
        return f"attempt {self.pk}"


class Heartbeat(models.Model):
    """When a background job last ran to its end."""

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d %H:%M:%S}"

    @classmethod
    def beat(cls, name: str, now: datetime) -> None:
        if not cls.objects.filter(name=name).update(at=now):
            cls.objects.get_or_create(name=name, defaults={"at": now})

    @classmethod
    def turn(cls, name: str, now: datetime, every: timedelta) -> bool:
        """Is it time to do this again? True for one asker only, however many ask at once."""
        row, made = cls.objects.get_or_create(name=name, defaults={"at": now})
        off = row.at <= now - every or row.at > now + every  # the clock may have been put back
        return made or (off and cls.objects.filter(pk=row.pk, at=row.at).update(at=now) == 1)
