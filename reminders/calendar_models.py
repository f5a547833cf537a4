"""The secret addresses at which a person's calendar programs read their reminders."""

import hashlib
import secrets
import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

MOST_FEEDS = 5


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class FeedManager(models.Manager["CalendarFeed"]):
    def open(self, user, now: datetime) -> tuple["CalendarFeed", str]:
        """A new address for this person, and its token, which is shown this once and kept only as a hash."""
        token = secrets.token_urlsafe(32)
        return self.create(user=user, token_hash=hashed(token), created_at=now), token

    def by_token(self, token: str) -> "CalendarFeed | None":
        return self.select_related("user").filter(token_hash=hashed(token)).first()


class CalendarFeed(models.Model):
    """One address for one calendar. Deleting the row closes it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendars")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the token.")
    created_at = models.DateTimeField()
    last_read_on = models.DateField(null=True)

    objects = FeedManager()

    class Meta:
        verbose_name = _("calendar link")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"calendar feed {self.pk}"

    def read(self, now: datetime) -> None:
        """Note the day it was last read, at most one write a day."""
        if self.last_read_on != now.date():
            type(self).objects.filter(pk=self.pk).update(last_read_on=now.date())
