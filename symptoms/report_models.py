"""The page for an appointment: what its person wrote on it and left out, and the links that show it."""

import hashlib
import secrets
import uuid
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.encryption import EncryptedTextField
from accounts.models import User

MOST_LINKS = 5
QUESTION_LIMIT, SINCE_LIMIT, MEDICINES_LIMIT = 300, 80, 200


class Part(models.TextChoices):
    """What may be left out. A person's own words are left out by not writing them."""

    WHERE = "where", _("Where it was")
    CHANGED = "changed", _("What changed")
    CHART = "chart", _("The chart")
    TIMELINE = "timeline", _("What happened when")
    TRIED = "tried", _("What I tried")
    SIGNS = "signs", _("Danger signs, asked and answered")
    NOTES = "notes", _("The newest notes from my log")


LEFT_OUT_AT_FIRST = [Part.NOTES.value]


def left_out_at_first() -> list[str]:
    return list(LEFT_OUT_AT_FIRST)


class ReportChoices(models.Model):
    """What a report says in its person's words, the days it is about, and what it leaves out."""

    class Period(models.TextChoices):
        MONTH = "30", _("Last 30 days")
        QUARTER = "90", _("Last 90 days")
        ALL = "all", _("Everything")

    question = EncryptedTextField(blank=True, default="")
    since = EncryptedTextField(blank=True, default="")
    medicines = EncryptedTextField(blank=True, default="")
    period = models.CharField(max_length=3, choices=Period.choices, default=Period.MONTH)
    left_out = models.JSONField(default=left_out_at_first, blank=True)

    class Meta:
        abstract = True

    def shows(self, part: str) -> bool:
        return part not in self.left_out

    @property
    def days(self) -> int | None:
        """How many days it is about; None for all."""
        return None if self.period == self.Period.ALL else int(self.period)

    @property
    def choices_made(self) -> dict:
        return {field.name: getattr(self, field.name) for field in ReportChoices._meta.fields}


class Report(ReportChoices):
    """A person's own report, as they last set it up."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="report")
    saved_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("page for an appointment")
        verbose_name_plural = _("pages for an appointment")

    def __str__(self) -> str:
        return f"report {self.pk}"


class ReportLinkQuerySet(models.QuerySet["ReportLink"]):
    def live(self, now: datetime):
        return self.filter(expires_at__gt=now)


Links = models.Manager.from_queryset(ReportLinkQuerySet)


class ReportLinkManager(Links["ReportLink"]):
    instance: User  # Django sets it on `user.report_links`

    def open(self, report: Report, ends_on: date, days: int, now: datetime):
        """A link to this report as it is set up now, good for `days`; with its token.

        Call as `user.report_links.open(...)`. The token is shown this once and kept only as a hash.
        """
        token = secrets.token_urlsafe(32)
        link = self.create(
            **report.choices_made,
            token_hash=hashed(token),
            ends_on=ends_on,
            made_at=now,
            expires_at=now + timedelta(days=days),
        )
        return link, token

    def by_token(self, token: str, now: datetime) -> "ReportLink | None":
        """The link, while it is good and its person still lets us keep a log."""
        link = self.live(now).select_related("user").filter(token_hash=hashed(token)).first()
        return link if link and link.may_be_shown() else None


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


class ReportLink(ReportChoices):
    """One address at which one report can be read without an account. Deleting the row closes it at once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="report_links")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the token.")
    ends_on = models.DateField(help_text=_("The last day it is about."))
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    views = models.PositiveIntegerField(default=0)
    last_viewed_at = models.DateTimeField(null=True)

    objects = ReportLinkManager()

    class Meta:
        verbose_name = _("link to a page for an appointment")
        verbose_name_plural = _("links to a page for an appointment")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"report link {self.pk}"

    def may_be_shown(self) -> bool:
        return self.user.is_active and self.user.has_consent("health_data")

    def count_view(self, now: datetime) -> None:
        ReportLink.objects.filter(pk=self.pk).update(views=F("views") + 1, last_viewed_at=now)
