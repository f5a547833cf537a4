"""Reminders as notifications in the browsers a person is signed in to.

At least once on the wire, shown once: every copy has the same Topic while it waits at the push
service, and the same tag on the device. So a try whose answer was lost may be made again.
"""

import hashlib
import http.client
import json
import logging
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from reminders.channels import SENT, Result
from reminders.channels.push_client import Address, Answer, Client, NotAPushService, read_address
from reminders.channels.push_encryption import encrypt
from reminders.channels.vapid import authorization
from reminders.models import Attempt, Delivery, Occurrence, PushHost, PushSubscription
from reminders.nudge import nudge_for

REFUSED, FOR_NOW = Attempt.Outcome.REFUSED, Attempt.Outcome.REFUSED_FOR_NOW
IN_ALL = 20  # seconds for all of a person's devices
LONGEST_WAIT = timedelta(minutes=15)
GONE = {404, 410}
OUR_KEY = {400, 401, 403}
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Notification:
    """One reminder, ready for a person's devices."""

    payload: bytes
    topic: str
    ttl: timedelta
    devices: list[PushSubscription]
    now: datetime


class Push:
    """One open line to each push service, for a batch."""

    def __init__(self) -> None:
        self.client = Client()

    def __enter__(self) -> "Push":
        return self

    def __exit__(self, *exc) -> None:
        self.client.close()

    def message(self, delivery: Delivery, now: datetime) -> Notification:
        occurrence = delivery.occurrence
        topic = topic_of(occurrence)
        payload = json.dumps(nudge_for(delivery).as_notification(topic)).encode()
        devices = PushSubscription.objects.ready(occurrence.schedule.user, now)
        return Notification(payload, topic, occurrence.expires_at - now, devices, now)

    def send(self, message: Notification) -> Result:
        """Sent if one device's push service took it. Retried only while no device has had it."""
        begun, results = time.monotonic(), []
        for device in message.devices:
            if time.monotonic() - begun > IN_ALL:
                results.append(Result(FOR_NOW, "no time left"))
                break
            results.append(self.send_to(device, message))
        for outcome in (SENT.outcome, FOR_NOW):
            if found := [result for result in results if result.outcome == outcome]:
                return min(found, key=lambda result: result.wait or timedelta(0))
        return results[0] if results else Result(REFUSED, "no device")

    def send_to(self, device: PushSubscription, message: Notification) -> Result:
        now = message.now
        try:
            to = read_address(device.endpoint)
            body = encrypt(message.payload, device.p256dh, device.auth)
        except NotAPushService as error:  # the rules became stricter since it was stored
            device.delete()
            return Result(REFUSED, type(error).__name__)
        if rest := PushHost.rest_of(to.host, now):
            return Result(FOR_NOW, "resting", wait=rest)
        try:
            answer = self.client.post(to, body, headers(to, message))
        except (OSError, http.client.HTTPException) as error:
            PushHost.failed(to.host, now)
            return Result(FOR_NOW, type(error).__name__[:40])
        return self.judge(device, to, answer, now)

    def judge(self, device: PushSubscription, to: Address, answer: Answer, now: datetime) -> Result:
        """What a push service's answer means. Only "gone" removes a device: the other refusals are ours to mend."""
        status, code = answer.status, str(answer.status)
        if status == 429 or status >= 500:
            PushHost.failed(to.host, now)
            return Result(FOR_NOW, code, wait=asked_wait(answer.retry_after, now))
        PushHost.answered(to.host)
        if 200 <= status < 300:
            return SENT
        if status in GONE:
            device.delete()
        elif status in OUR_KEY:
            logger.error(
                "%s answered %s: look at VAPID_PRIVATE_KEY and CONTACT_EMAIL", to.host, code
            )
        else:
            logger.error("%s answered %s to a notification: a fault of ours", to.host, code)
        return Result(REFUSED, code)


def topic_of(occurrence: Occurrence) -> str:
    """One name for every copy of a reminder, which tells nobody whose it is (RFC 8030, 5.4: at most 32 characters)."""
    name = hashlib.sha256(f"{occurrence.pk} {occurrence.schedule.public_id}".encode())
    return name.hexdigest()[:32]


def headers(to: Address, message: Notification) -> dict[str, str]:
    return {
        "Authorization": authorization(to.origin),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(max(0, int(message.ttl.total_seconds()))),
        "Topic": message.topic,
        "Urgency": "normal",
    }


def asked_wait(retry_after: str, now: datetime) -> timedelta | None:
    """Retry-After in seconds or as a date, at most 15 minutes; None if it says nothing we can read."""
    try:
        if retry_after.isdigit():
            wait = timedelta(seconds=int(retry_after[:9]))
        else:
            wait = parsedate_to_datetime(retry_after) - now
    except (TypeError, ValueError):
        return None
    return min(max(wait, timedelta(0)), LONGEST_WAIT)
