"""What an entry said before its last change or its deletion, so that a slip can be undone.

The words are kept for a day. The key of a deleted entry is kept for as long as a copy of it may
still wait on a device, so that one sent late does not bring it back.
"""

import json
import uuid
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from accounts.encryption import EncryptedTextField
from accounts.models import User

if TYPE_CHECKING:
    from symptoms.log_models import LogEntry

UNDO_FOR = timedelta(days=1)
KEY_FOR = timedelta(days=31)  # a write waits on a device for 30 days


class EntryBeforeQuerySet(models.QuerySet["EntryBefore"]):
    def undoable(self, now: datetime):
        return self.filter(at__gt=now - UNDO_FOR)

    def deleted_on(self, day: date, now: datetime):
        return self.undoable(now).filter(local_date=day, gone=True)


Befores = models.Manager.from_queryset(EntryBeforeQuerySet)


class EntryBeforeManager(Befores["EntryBefore"]):
    instance: User  # Django sets it on `user.entries_before`

    def keep(self, entry: "LogEntry", now: datetime, gone: bool = False) -> None:
        """Remember what the entry says now, just before it changes."""
        news = {
            "said": json.dumps(entry.answers),
            "local_date": entry.local_date,
            "logged_at": entry.logged_at,
            "late": entry.late,
            "public_id": entry.public_id,
            "gone": gone,
            "at": now,
        }
        self.update_or_create(user_id=entry.user_id, key=entry.key, defaults=news)

    def is_gone(self, key: uuid.UUID) -> bool:
        """Was the entry of this page deleted by the person?"""
        return self.filter(key=key, gone=True).exists()


class EntryBefore(models.Model):
    """At most one a log page: the newest."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="entries_before"
    )
    key = models.UUIDField()
    public_id = models.UUIDField()
    local_date = models.DateField()
    logged_at = models.DateTimeField()
    late = models.BooleanField()
    said = EncryptedTextField(blank=True, help_text=_("The answers; empty after a day."))
    gone = models.BooleanField(help_text=_("The entry was deleted."))
    at = models.DateTimeField()

    objects = EntryBeforeManager()

    class Meta:
        verbose_name = _("earlier wording of a log entry")
        verbose_name_plural = _("earlier wordings of log entries")
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="one_before_a_log_page")
        ]
        indexes = [models.Index(fields=["at"], name="before_by_time")]

    def __str__(self) -> str:
        return f"before {self.pk}"

    @property
    def worst(self) -> int:
        return json.loads(self.said)["worst"]

    @transaction.atomic
    def put_back(self) -> "LogEntry":
        """The entry as it was before, in its place and of its time."""
        when = {"local_date": self.local_date, "logged_at": self.logged_at, "late": self.late}
        entry, _made = self.user.log_entries.update_or_create(
            key=self.key,
            defaults={**json.loads(self.said), **when},
            create_defaults={**json.loads(self.said), **when, "public_id": self.public_id},
        )
        self.delete()
        return entry


def forget(now: datetime) -> None:
    """Let go of what can no longer be undone. Called by whoever keeps the house, about once an hour."""
    over = EntryBefore.objects.filter(at__lte=now - UNDO_FOR)
    over.filter(gone=False).delete()
    over.update(said="")
    EntryBefore.objects.filter(at__lte=now - KEY_FOR).delete()
