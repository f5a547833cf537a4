"""What a person wrote down for a day when it comes back: their own words, kept encrypted."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.encryption import EncryptedTextField

WORDS_LIMIT = 1000


class FlarePlanManager(models.Manager["FlarePlan"]):
    def of(self, user) -> "FlarePlan | None":
        return self.filter(user=user).first()

    def write(self, user, words: dict[str, str], now: datetime) -> "FlarePlan":
        return self.update_or_create(user=user, defaults={**words, "written_at": now})[0]


class FlarePlan(models.Model):
    """One a person."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="flare_plan")
    notice = EncryptedTextField(blank=True)
    helps = EncryptedTextField(blank=True)
    ask = EncryptedTextField(blank=True)
    written_at = models.DateTimeField()

    objects = FlarePlanManager()

    class Meta:
        verbose_name = verbose_name_plural = _("flare-up plan")

    def __str__(self) -> str:
        return f"flare-up plan {self.pk}"
