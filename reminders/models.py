"""The reminder ledger: what was asked for, what fell due, and what became of it.

Schedule → Occurrence (one a local date) → Delivery (one a channel) → Attempt (one a try).
The ledger holds no text and no address: a message is written at the moment of sending.
"""

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from reminders.calendar_models import CalendarFeed as CalendarFeed
from reminders.preferences import Preferences as Preferences
from reminders.push_models import PushHost as PushHost
from reminders.push_models import PushSubscription as PushSubscription
from reminders.rests import ChannelRest as ChannelRest
from reminders.schedules import AT_ONCE as AT_ONCE
from reminders.schedules import DAILY as DAILY
from reminders.schedules import About as About
from reminders.schedules import Channel as Channel
from reminders.schedules import Schedule as Schedule
from reminders.schedules import by_email as by_email  # a migration names it here
from reminders.tallies import Tally as Tally

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

LATEST = timedelta(minutes=30)  # later than this a nudge is noise, and is let go
LEASE = timedelta(seconds=60)  # how long a sender may hold a delivery
PUT_OFF = "later"  # prefix of the slot of one that the person asked to have later
BY_HAND = "now"  # prefix of the slot of a reminder asked for with "Send me one now"


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

    @property
    def was_put_off(self) -> bool:
        return self.slot.startswith(PUT_OFF)


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
        dropped = Q(state=Delivery.State.SKIPPED, reason=Delivery.Reason.SUPERSEDED) & Q(
            occurrence__status=Occurrence.Status.PLANNED
        )
        return self.filter(waiting | dropped | Q(occurrence__status=Occurrence.Status.SUPERSEDED))


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
        LOOKED = "looked", _("You had already looked back at that week.")
        UNASKED = "unasked", _("You said that we need not ask once a week.")
        LATER = "later", _("You asked for it later.")
        NOT_TODAY = "not_today", _("You said not today.")
        PAUSED = "paused", _("You paused this reminder.")
        QUIET = "quiet", _("It came late, into your quiet hours, so we let it go.")
        CAP = "cap", _("You had as many that day as you allow.")
        IDLE = "idle", _("We asked if you want to go on, and then kept quiet.")
        NO_DEVICE = "no_device", _("No device was signed in for notifications.")
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

    @property
    def reason_in_words(self) -> str:
        """Why it stands as it does, in a sentence that fits its channel; may be empty."""
        by_push = PUSH_REASONS.get(self.reason) if self.channel == Channel.PUSH else None
        return str(by_push or self.get_reason_display())


PUSH_REASONS: dict[str, "StrPromise"] = {  # where the words for e-mail would not be true
    Delivery.Reason.REFUSED: _("Your device's notification service did not accept it."),
    Delivery.Reason.UNREACHABLE: _("We could not reach your device's notification service."),
    Delivery.Reason.NO_REPLY: _("Your device's notification service did not answer."),
}


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
