"""Browsers that asked for notifications, and the push services that carry them."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import models
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

FAILURES_ALLOWED = 3
FIRST_REST, LONGEST_REST = timedelta(minutes=1), timedelta(minutes=15)


class SubscriptionQuerySet(models.QuerySet["PushSubscription"]):
    def of_login(self, session_key: str | None):
        return self.filter(session_key=session_key or "-")

    def ready(self, user, now: datetime) -> list["PushSubscription"]:
        """The browsers in which `user` is signed in. Those whose visit is over are removed."""
        devices = list(self.filter(user=user).select_related("user"))
        over = [device.pk for device in devices if not device.is_signed_in(now)]
        self.filter(pk__in=over).delete()
        return [device for device in devices if device.pk not in over]


class PushSubscription(models.Model):
    """One browser of one person, for as long as they are signed in there.

    endpoint, p256dh, auth: what the browser gave us (RFC 8030, RFC 8291). session_key: the visit in
    which it did; when that ends, by signing out or in any other way, so does the subscription.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="devices")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session_key = models.CharField(max_length=40, db_index=True)
    endpoint = models.CharField(max_length=1000, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    created_at = models.DateTimeField()

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("device for notifications")
        verbose_name_plural = _("devices for notifications")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"push subscription {self.pk}"

    def is_signed_in(self, now: datetime) -> bool:
        """Is the visit it belongs to still open, and still this person's?"""
        visit = Session.objects.filter(pk=self.session_key, expire_date__gt=now).first()
        said = visit.get_decoded() if visit else {}
        return (
            said.get(SESSION_KEY) == str(self.user_id)
            and BACKEND_SESSION_KEY in said
            and constant_time_compare(
                said.get(HASH_SESSION_KEY, ""), self.user.get_session_auth_hash()
            )
        )


class PushHost(models.Model):
    """How a push service behaves. After FAILURES_ALLOWED failures in a row we leave it alone for a while."""

    name = models.CharField(max_length=253, unique=True)
    failures = models.PositiveIntegerField(default=0)
    rests_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name

    @classmethod
    def rest_of(cls, name: str, now: datetime) -> timedelta:
        """How much longer to leave this host alone; zero if it may be asked."""
        host = cls.objects.filter(name=name, rests_until__gt=now).first()
        return host.rests_until - now if host and host.rests_until else timedelta(0)

    @classmethod
    def answered(cls, name: str) -> None:
        cls.objects.filter(name=name, failures__gt=0).update(failures=0, rests_until=None)

    @classmethod
    def failed(cls, name: str, now: datetime) -> None:
        """Count a failure. From the third in a row on, rest 1, 2, 4 … 15 minutes."""
        host, _made = cls.objects.get_or_create(name=name)
        cls.objects.filter(pk=host.pk).update(failures=models.F("failures") + 1)
        host.refresh_from_db()
        if host.failures >= FAILURES_ALLOWED:
            rest = min(FIRST_REST * 2 ** min(host.failures - FAILURES_ALLOWED, 8), LONGEST_REST)
            cls.objects.filter(pk=host.pk).update(rests_until=now + rest)
