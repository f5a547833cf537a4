"""Who a person is, where their clock stands, and what they have agreed to."""

import uuid
from datetime import date, datetime
from typing import ClassVar
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts import clocks


def known_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(_("Choose a time zone from the list."), code="time_zone")


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email=(email or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account. The e-mail address is the name; it is kept in lower case."""

    class Region(models.TextChoices):
        GB = "GB", _("United Kingdom")
        IE = "IE", _("Ireland")
        EU = "EU", _("Another country in Europe")
        US = "US", _("United States")
        AU = "AU", _("Australia")
        NZ = "NZ", _("New Zealand")
        OTHER = "other", _("Somewhere else")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    time_zone = models.CharField(
        _("time zone"), max_length=64, default="Europe/London", validators=[known_zone]
    )
    region = models.CharField(
        _("where you live"),
        max_length=5,
        choices=Region.choices,
        default=Region.GB,
        help_text=_("So that we show the right emergency number."),
    )
    over_16_at = models.DateTimeField(
        null=True, editable=False, help_text=_("When they said they are 16 or over.")
    )
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("may open the editors' pages"), default=False)
    date_joined = models.DateTimeField(auto_now_add=True)

    zone_before: str | None = None  # as the database had it; not a column

    objects = UserManager()
    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_an_address")]

    def __str__(self) -> str:
        return f"person {self.pk}"

    @classmethod
    def from_db(cls, *args, **kwargs) -> "User":
        user = super().from_db(*args, **kwargs)
        user.zone_before = user.__dict__.get("time_zone")
        return user

    def save(self, *args, **kwargs) -> None:
        super().save(*args, **kwargs)
        if self.zone_before not in (None, self.time_zone):
            clocks.moved(self)
        self.zone_before = self.time_zone

    def clean(self) -> None:
        self.email = self.email.strip().lower()

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def local_date(self, now: datetime) -> date:
        """The date on this person's own calendar at the instant `now`."""
        return now.astimezone(self.zone).date()

    def has_consent(self, purpose: str) -> bool:
        return self.consents.live().filter(purpose=purpose).exists()


class ConsentQuerySet(models.QuerySet["Consent"]):
    def live(self):
        return self.filter(withdrawn_at=None)

    def withdraw(self, purpose: str, now: datetime) -> int:
        return self.live().filter(purpose=purpose).update(withdrawn_at=now)


Agreements = models.Manager.from_queryset(ConsentQuerySet)


class ConsentManager(Agreements["Consent"]):
    def give(self, purpose: str, text_version: str, now: datetime) -> "Consent":
        """Record agreement, as in `user.consents.give(…)`. Agreeing twice to one text keeps the first row."""
        agreed = {"purpose": purpose, "text_version": text_version, "withdrawn_at": None}
        return self.get_or_create(**agreed, defaults={"given_at": now})[0]


class Consent(models.Model):
    """One explicit agreement to one use of a person's data: which text they saw, and when."""

    class Purpose(models.TextChoices):
        HEALTH_DATA = "health_data", _("Keep my plan and my log")
        REMINDERS = "reminders", _("Send me reminders")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    text_version = models.CharField(max_length=20)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentManager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "purpose", "text_version"],
                condition=models.Q(withdrawn_at=None),
                name="one_live_consent_a_purpose",
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.text_version}"
