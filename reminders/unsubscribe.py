"""Stopping reminders from a mail, with no sign-in: a signed token names the person and nothing else."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from uuid import UUID

from django.core import signing
from django.urls import reverse

from accounts import consent
from accounts.models import Consent, User

signer = signing.Signer(salt="reminders.stop")


def token_for(user: User) -> str:
    return signer.sign(urlsafe_b64encode(user.public_id.bytes).decode().rstrip("="))


def link_for(user: User, site_url: str) -> str:
    return site_url + reverse("reminders:unsubscribe", args=[token_for(user)])


def stop(token: str, now: datetime) -> None:
    """Withdraw the person's consent to reminders, at once. A token we did not sign does nothing.

    Their days and times are kept, so that switching reminders on again brings them back.
    """
    try:
        name = signer.unsign(token)
    except signing.BadSignature:
        return
    if user := User.objects.filter(public_id=UUID(bytes=urlsafe_b64decode(name + "=="))).first():
        consent.withdraw(user, Consent.Purpose.REMINDERS, now)
