"""A person's own log: how it was, in a few taps, on their own calendar."""

import uuid
from datetime import date, datetime

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.encryption import EncryptedTextField
from accounts.models import User
from symptoms import log_packed
from symptoms.log_before import EntryBefore
from symptoms.log_page import is_late
from symptoms.sites import Site
from symptoms.trends import Reading

NOTE_LIMIT = 2000
ANSWERS = ["worst", "interfere", "morning", "routine_done", "sleep", "tags", "sites", "note"]


class Morning(models.TextChoices):
    BACK_TO_USUAL = "back_to_usual", _("Back to usual")
    STILL_SORE = "still_sore", _("Still sore")
    DID_NOT_EXERCISE = "did_not_exercise", _("I did not exercise")


class RoutineDone(models.TextChoices):
    ALL = "all", _("All of it")
    PART = "part", _("Part of it")
    SKIPPED = "skipped", _("Not today")


class Sleep(models.TextChoices):
    GOOD = "good", _("Good")
    OK = "ok", _("OK")
    POOR = "poor", _("Poor")


class Tag(models.TextChoices):
    LONG_SITTING = "long_sitting", _("Long sitting")
    HILLS_STAIRS = "hills_stairs", _("Hills or stairs")
    SPORT = "sport", _("Sport")
    LIFTING = "lifting", _("Lifting")
    TRAVEL = "travel", _("Travel")
    STRESS = "stress", _("Stress")
    UNWELL = "unwell", _("Unwell")


class LogEntryQuerySet(models.QuerySet["LogEntry"]):
    def on(self, day: date):
        return self.filter(local_date=day).order_by("logged_at", "pk")

    def newest(self) -> "LogEntry | None":
        return self.order_by("-local_date", "-logged_at", "-pk").first()

    def readings(self) -> list[Reading]:
        """What the trends need, oldest first. Notes stay sealed."""
        rows = self.order_by("local_date", "logged_at", "pk").values_list(*Reading._fields)
        return [Reading(*row) for row in rows]


Entries = models.Manager.from_queryset(LogEntryQuerySet)


class LogEntryManager(Entries["LogEntry"]):
    instance: User  # Django sets it on `user.log_entries`

    @transaction.atomic
    def record(
        self, key: uuid.UUID, day: date, answers: dict, now: datetime, late: bool | None = None
    ) -> "LogEntry":
        """Save what one page says, called on a person: `user.log_entries.record(...)`.

        Saving the same page again (the same key) changes its entry and never makes a second one.
        late: as the page knows it; None works it out from `now`.
        """
        late = is_late(self.instance, day, now) if late is None else late
        first = {**answers, "local_date": day, "logged_at": now, "late": late}
        if known := self.filter(key=key).first():
            return known.amend(answers, now)
        return self.update_or_create(key=key, defaults=answers, create_defaults=first)[0]


def within_0_and_10(field: str) -> Q:
    return Q(**{f"{field}__gte": 0, f"{field}__lte": 10})


class LogEntry(models.Model):
    """One moment's answers. A day may hold several; only `worst` is always there."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="log_entries")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.UUIDField(
        default=uuid.uuid4, editable=False, help_text=_("Names the page that was saved.")
    )
    local_date = models.DateField(help_text=_("The day it is about, on the person's own calendar."))
    logged_at = models.DateTimeField(help_text=_("When it was first saved."))
    late = models.BooleanField(default=False, help_text=_("Filled in on a later day."))
    worst = models.PositiveSmallIntegerField(validators=[MaxValueValidator(10)])
    interfere = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(10)]
    )
    morning = models.CharField(max_length=20, choices=Morning.choices, blank=True)
    routine_done = models.CharField(max_length=10, choices=RoutineDone.choices, blank=True)
    sleep = models.CharField(max_length=10, choices=Sleep.choices, blank=True)
    tags = models.JSONField(default=list, blank=True)
    sites = models.JSONField(default=list, blank=True)
    note = EncryptedTextField(blank=True, default="")
    # The small answers once more, for the charts. The database keeps it true, whoever writes the row.
    packed = models.GeneratedField(
        expression=log_packed.expression(), output_field=models.IntegerField(), db_persist=True
    )

    objects = LogEntryManager()

    class Meta:
        verbose_name = _("log entry")
        verbose_name_plural = _("log entries")
        # Holds all that the charts read of an entry (symptoms/diary.py), in three columns of fixed width.
        indexes = [models.Index(fields=["user", "local_date", "packed"], name="log_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="one_entry_a_log_page"),
            models.CheckConstraint(condition=within_0_and_10("worst"), name="log_worst_0_to_10"),
            models.CheckConstraint(
                condition=Q(interfere=None) | within_0_and_10("interfere"),
                name="log_interfere_0_to_10",
            ),
        ]

    def __str__(self) -> str:
        return f"log entry {self.pk}"

    @transaction.atomic
    def amend(self, answers: dict, now: datetime) -> "LogEntry":
        """Put these answers in place of the old ones, which can be brought back for a day."""
        changed = {name: said for name, said in answers.items() if getattr(self, name) != said}
        if changed:
            EntryBefore.objects.keep(self, now)
            for name, answer in changed.items():
                setattr(self, name, answer)
            self.save(update_fields=list(changed))
        return self

    @transaction.atomic
    def remove(self, now: datetime) -> None:
        """Delete it. It can be brought back for a day."""
        EntryBefore.objects.keep(self, now, gone=True)
        self.delete()

    @property
    def answers(self) -> dict:
        return {name: getattr(self, name) for name in ANSWERS}

    def named_tags(self) -> list:
        return named(Tag, self.tags)

    def named_sites(self) -> list:
        return named(Site, self.sites)


def named(choices: type[models.TextChoices], keys: list[str]) -> list:
    """The words for stored keys; a key that is no longer offered is left out."""
    return [choices(key).label for key in keys if key in choices.values]
