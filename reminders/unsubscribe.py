"""Stopping reminders from a mail, with no sign-in: a signed token names the person and nothing else."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from uuid import UUID

from django.core import signing
from django.urls import reverse

from accounts import consent
from accounts.models import Consent, User
from reminders import arranging

signer = signing.Signer(salt="reminders.stop")
weekly_signer = signing.Signer(salt="reminders.stop.weekly")


def token_for(user: User, by: signing.Signer = signer) -> str:
    return by.sign(urlsafe_b64encode(user.public_id.bytes).decode().rstrip("="))


def link_for(user: User, site_url: str) -> str:
    return site_url + reverse("reminders:unsubscribe", args=[token_for(user)])


def weekly_link_for(user: User, site_url: str) -> str:
    return site_url + reverse("reminders:stop_weekly", args=[token_for(user, weekly_signer)])


def stop(token: str, now: datetime) -> None:
    """Withdraw the person's consent to reminders, at once. A token we did not sign does nothing.

    Their days and times are kept, so that switching reminders on again brings them back.
    """
    if user := named(token, signer):
        consent.withdraw(user, Consent.Purpose.REMINDERS, now)


def stop_weekly(token: str, now: datetime) -> None:
    """End the line about the week, and nothing else."""
    if user := named(token, weekly_signer):
        for schedule in user.schedules.for_the_week():
            arranging.end(schedule, now)


def named(token: str, by: signing.Signer) -> User | None:
    try:
        name = by.unsign(token)
    except signing.BadSignature:
        return None
    return User.objects.filter(public_id=UUID(bytes=urlsafe_b64decode(name + "=="))).first()
