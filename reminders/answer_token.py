"""The signed name of a delivery: all the proof an answer to it needs, good for two weeks.

A link in a mail only opens a page; the page, and the buttons of a notification, post.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import timedelta
from uuid import UUID

from django.core import signing
from django.urls import reverse

from reminders.models import Delivery

GOOD_FOR = timedelta(days=14)
signer = signing.TimestampSigner(salt="reminders.answer")


def path_for(delivery: Delivery) -> str:
    name = urlsafe_b64encode(delivery.public_id.bytes).decode().rstrip("=")
    return reverse("reminders:answer", args=[signer.sign(name)])


def read(token: str) -> Delivery | None:
    """The delivery a token names; None if we did not sign it, it is too old, or the delivery is gone."""
    try:
        name = signer.unsign(token, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    found = Delivery.objects.filter(public_id=UUID(bytes=urlsafe_b64decode(name + "==")))
    return found.select_related("occurrence__schedule__user").first()
