"""What a person does with a routine: their plan, their sessions, and a hold that stops both."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from accounts.encryption import EncryptedTextField
from routines.library import Irritability, Routine


class PlanManager(models.Manager["Plan"]):
    instance: Any  # the person, when reached as user.plans

    def current(self, user) -> "Plan | None":
        """The plan this person follows now, its routines ready to read; None for a visitor."""
        if not user.is_authenticated:
            return None
        plans = self.filter(user=user, ended_at=None).select_related("routine")
        return plans.prefetch_related("others").first()

    @transaction.atomic
    def start(
        self,
        main: Routine,
        others: Iterable[Routine],
        findings: Sequence[str],
        irritability: str,
        kneeling: bool,
        check_hash: str,
        now: datetime,
        reasons: Sequence[str] = (),
    ) -> "Plan":
        """Call as `user.plans.start(...)`. Ends the person's current plan and begins this one.

        kneeling: whether the person can kneel. reasons: sentences to show under "why this one".
        """
        user = self.instance
        type(user).objects.select_for_update().get(pk=user.pk)  # one start at a time
        self.filter(ended_at=None).update(ended_at=now)
        plan = self.create(
            routine=main,
            findings=list(findings),
            reasons=list(reasons),
            irritability=irritability,
            kneeling=kneeling,
            check_hash=check_hash,
            created_at=now,
        )
        plan.others.set(others)
        return plan


class Plan(models.Model):
    """The routine a person chose to follow, and why. One current plan a person; old ones are kept."""

    class Dose(models.TextChoices):
        FULL = "full", _("Whole")
        HALF = "half", _("Half")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="plans")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    routine = models.ForeignKey(Routine, models.PROTECT, related_name="+")
    others = models.ManyToManyField(Routine, related_name="+")
    findings = models.JSONField(default=list)
    reasons = models.JSONField(default=list)
    irritability = models.CharField(max_length=8, choices=Irritability.choices)
    kneeling = models.BooleanField()
    check_hash = models.CharField(max_length=64)
    dose = models.CharField(max_length=4, choices=Dose.choices, default=Dose.FULL)
    week = models.PositiveSmallIntegerField(default=1, help_text="How far into a staged routine.")
    per_week = models.PositiveSmallIntegerField(default=3, help_text="The person's own target.")
    upkeep = models.BooleanField(default=False, help_text="Settled: a little now and then.")
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = PlanManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(ended_at=None), name="one_current_plan_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"plan {self.public_id}"

    def end(self, now: datetime) -> None:
        Plan.objects.filter(pk=self.pk, ended_at=None).update(ended_at=now)


class PlanDecision(models.Model):
    """What was offered for a plan, why, and whether the person took it."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="decisions")
    offer = models.CharField(max_length=8)
    why = models.CharField(max_length=300)
    accepted = models.BooleanField()
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["-decided_at"]

    def __str__(self) -> str:
        return f"decision {self.pk}"


class HoldManager(models.Manager["Hold"]):
    def active(self, user) -> "Hold | None":
        """The hold on this person now; None for a visitor."""
        if not user.is_authenticated:
            return None
        return self.filter(user=user, lifted_at=None).first()

    @transaction.atomic
    def place(self, user, level: str, signs: Iterable[str], source: str, now: datetime) -> "Hold":
        """Hold this person's plan. A second sign joins the hold there is, at the more serious level."""
        user._meta.model.objects.select_for_update().get(pk=user.pk)
        hold = self.active(user)
        if hold is None:
            return self.create(
                user=user, level=level, signs=sorted(set(signs)), source=source, started_at=now
            )
        hold.level = min(hold.level, level, key=Hold.Level.values.index)
        hold.signs = sorted({*hold.signs, *signs})
        hold.save(update_fields=["level", "signs"])
        return hold

    def lift(self, user, now: datetime) -> bool:
        """End the hold after a clear re-check. False if there was none."""
        return self.filter(user=user, lifted_at=None).update(lifted_at=now) > 0


class Hold(models.Model):
    """A danger sign stands: no session starts and no reminder is sent until a clear re-check."""

    class Level(models.TextChoices):  # most serious first
        EMERGENCY = "emergency", _("Get help now")
        URGENT = "urgent", _("Get medical advice today")
        SEE_CLINICIAN = "see_clinician", _("Talk to a health professional before you exercise")

    class Source(models.TextChoices):
        CHECK = "check", _("self-check")
        LOG = "log", _("daily log")
        WEEKLY = "weekly", _("weekly check")
        SESSION = "session", _("session")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="holds")
    level = models.CharField(max_length=14, choices=Level.choices)
    signs = models.JSONField(default=list, help_text="Danger sign ids of the self-check.")
    source = models.CharField(max_length=8, choices=Source.choices)
    started_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    objects = HoldManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(lifted_at=None), name="one_active_hold_a_person"
            ),
            models.CheckConstraint(
                condition=models.Q(level__in=["emergency", "urgent", "see_clinician"]),
                name="hold_level_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"hold {self.pk}"


class ClearScreenManager(models.Manager["ClearScreen"]):
    def note(self, user, now: datetime) -> None:
        """This person was asked every danger sign and none fitted."""
        self.update_or_create(user=user, defaults={"cleared_at": now})

    def is_recent(self, user, since: datetime) -> bool:
        return self.filter(user=user, cleared_at__gt=since).exists()


class ClearScreen(models.Model):
    """When a person last went through the danger signs with nothing to report. It says no more."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="clear_screen"
    )
    cleared_at = models.DateTimeField()

    objects = ClearScreenManager()

    def __str__(self) -> str:
        return f"clear screen {self.pk}"


class SessionManager(models.Manager["Session"]):
    instance: Any  # the person, when reached as user.sessions

    def record(
        self,
        routine: Routine,
        key: uuid.UUID,
        started_at: datetime,
        now: datetime,
        **told: Any,
    ) -> "Session":
        """Call as `user.sessions.record(...)`. One row a key, however often the form arrives.

        told: felt, pain_during, hurt and note, each if known. A later form with the same key may add
        them; it never empties one, and never moves the times or the routine.
        """
        day = self.instance.local_date(now)
        made = {"routine": routine, "started_at": started_at, "finished_at": now, "local_date": day}
        session, _made = self.get_or_create(key=key, defaults=made)
        news = {name: value for name, value in told.items() if value not in ("", None, [])}
        if news:
            self.filter(pk=session.pk).update(**news)
            session.refresh_from_db()
        return session


class Session(models.Model):
    """One routine done to the end."""

    class Felt(models.TextChoices):
        EASY = "easy", _("Too easy")
        RIGHT = "right", _("About right")
        MUCH = "much", _("Too much")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sessions")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    routine = models.ForeignKey(Routine, models.PROTECT, related_name="+")
    key = models.UUIDField(
        editable=False,
        help_text="Made by the page that started it; the same key is the same session.",
    )
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    local_date = models.DateField(help_text="The day it ended, on the person's own calendar.")
    felt = models.CharField(max_length=5, choices=Felt.choices, blank=True)
    pain_during = models.PositiveSmallIntegerField(null=True, help_text="0 to 10.")
    hurt = models.JSONField(default=list, help_text="Keys of the moves that were stopped: it hurt.")
    note = EncryptedTextField(blank=True, default="")

    objects = SessionManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="one_session_a_key"),
            models.CheckConstraint(
                condition=models.Q(pain_during__isnull=True) | models.Q(pain_during__lte=10),
                name="session_pain_0_to_10",
            ),
        ]
        indexes = [models.Index(fields=["user", "local_date"])]

    def __str__(self) -> str:
        return f"session {self.public_id}"
