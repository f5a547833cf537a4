"""The sweep: plan, free what dead senders held, then claim and send what is due.

Any number of sweeps may run at once, late or twice. Each step is one transaction whose condition
names the state it starts from, the owner and the number of the try, so a sender that was frozen
and wakes late finds its fence closed. Intent is on disk before the network is touched: a crash
after that leaves "not confirmed", never a second mail.
"""

import logging
import os
import random
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import F

from reminders import planner
from reminders.channels import Line, Result
from reminders.channels.email import Email
from reminders.channels.push import Push
from reminders.last_look import why_not
from reminders.models import Attempt, Channel, Delivery, Heartbeat, Occurrence

BATCH = 20
LEASE = timedelta(seconds=60)
HALF_A_LEASE = LEASE.total_seconds() / 2
SWEEP_BUDGET = 120  # seconds; the next sweep carries on
LADDER = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 30)]
MOST_TRIES = len(LADDER) + 1
CHANNELS: dict[str, type[Line]] = {Channel.EMAIL: Email, Channel.PUSH: Push}

State, Reason, Outcome = Delivery.State, Delivery.Reason, Attempt.Outcome
Clock = Callable[[], datetime]
logger = logging.getLogger(__name__)


def sweep(now: datetime) -> None:
    """One whole tick. `now` is when it began; within the tick, time goes on by the monotonic clock."""
    started = time.monotonic()

    def clock() -> datetime:
        return now + timedelta(seconds=time.monotonic() - started)

    owner = f"{os.getpid()}-{uuid4().hex}"
    planner.plan_all(now)
    free_abandoned(now)
    away: set[str] = set()
    while time.monotonic() - started < SWEEP_BUDGET and send_batch(owner, clock, away):
        pass
    Heartbeat.beat("sweep", now)


def send_batch(owner: str, clock: Clock, away: set[str] | None = None) -> bool:
    """Claim up to BATCH and send them. False when nothing is left to do in this sweep.

    away: the channels whose server could not be reached in this sweep; what is due there waits.
    """
    away = set() if away is None else away
    claimed = claim(owner, clock(), away)
    names = dict(Delivery.objects.filter(pk__in=claimed).values_list("pk", "channel"))
    held, lines = set(claimed), {}
    taken_at = time.monotonic()
    with ExitStack() as stack:
        for pk in claimed:
            name = names[pk]
            if name in away or time.monotonic() - taken_at >= HALF_A_LEASE:
                continue
            if name not in lines:
                lines[name] = stack.enter_context(CHANNELS[name]())
            held.remove(pk)
            if not deliver(pk, owner, lines[name], clock):
                away.add(name)
    hand_back(held, owner)
    return bool(claimed)


@transaction.atomic
def claim(owner: str, now: datetime, away: Iterable[str] = ()) -> list[int]:
    """Take up what is due. Rows another sender is claiming are passed over (SQLite has one writer anyway)."""
    due = Delivery.objects.due(now).exclude(channel__in=away).select_for_update(skip_locked=True)
    ids = list(due.values_list("pk", flat=True)[:BATCH])
    Delivery.objects.filter(pk__in=ids).update(
        state=State.CLAIMED, owner=owner, lease_until=now + LEASE
    )
    return ids


def hand_back(ids: Iterable[int], owner: str) -> None:
    mine = Delivery.objects.filter(pk__in=ids, state=State.CLAIMED, owner=owner)
    mine.update(state=State.DUE, owner="", lease_until=None)


def deliver(pk: int, owner: str, channel: Line, clock: Clock) -> bool:
    """Send one reminder, or say why not. Whatever goes wrong with it stays its own trouble.

    False if the channel's server could not be reached, so that the rest may wait for the next sweep.
    """
    take_in_hand(pk, owner)
    try:
        begun = begin(pk, owner, channel, clock())
    except Exception:
        logger.exception("Delivery %s could not be made ready", pk)
        stumble(pk, owner, clock())
        return True
    if begun is None:
        return True
    attempt, message = begun
    result = hand_over(channel, message, pk)
    record(attempt, owner, result, clock())
    return result.reachable


def hand_over(channel: Line, message: Any, pk: int) -> Result:
    try:
        return channel.send(message)
    except Exception as error:  # a channel does not raise; if it does, nobody knows how far it came
        logger.exception("Delivery %s broke while sending", pk)
        return Result(Outcome.UNKNOWN, type(error).__name__[:40])


def take_in_hand(pk: int, owner: str) -> None:
    """Count the try before anything can go wrong with it, so that a row that kills its sender is found out."""
    Delivery.objects.filter(pk=pk, owner=owner, state=State.CLAIMED).update(
        attempts=F("attempts") + 1
    )


@transaction.atomic
def begin(pk: int, owner: str, channel: Line, now: datetime) -> tuple[Attempt, Any] | None:
    """Look once more, write the message, and put the intent to send on disk. None if there is nothing to send."""
    claimed = Delivery.objects.filter(pk=pk, state=State.CLAIMED, owner=owner, lease_until__gte=now)
    delivery = (
        claimed.select_for_update(of=("self",))
        .select_related("occurrence__schedule__user", "occurrence__schedule__routine")
        .first()
    )
    if delivery is None:
        return None
    close(delivery.occurrence)
    if reason := why_not(delivery, now):
        settle(delivery, State.SKIPPED, reason)
        return None
    message = channel.message(delivery, now)
    delivery.state, delivery.lease_until = State.SENDING, now + LEASE
    delivery.save(update_fields=["state", "lease_until"])
    return delivery.tries.create(number=delivery.attempts, started_at=now), message


def close(occurrence: Occurrence) -> None:
    occurrence.status = Occurrence.Status.CLOSED
    occurrence.save(update_fields=["status"])


def settle(delivery: Delivery, state: str, reason: str = "") -> None:
    delivery.state, delivery.reason, delivery.owner, delivery.lease_until = state, reason, "", None
    delivery.save(update_fields=["state", "reason", "owner", "lease_until"])


@transaction.atomic
def record(attempt: Attempt, owner: str, result: Result, now: datetime) -> None:
    """Write down what became of a try, if it is still ours; a late answer may turn unknown into sent."""
    attempt.ended_at, attempt.outcome, attempt.reason = now, result.outcome, result.code
    attempt.save(update_fields=["ended_at", "outcome", "reason"])
    row = (
        Delivery.objects.select_for_update(of=("self",))
        .select_related("occurrence")
        .get(pk=attempt.delivery_id)
    )
    ours = row.attempts == attempt.number
    if ours and row.state == State.UNKNOWN and result.outcome == Outcome.SENT:
        settle(row, State.SENT)
    elif ours and row.state == State.SENDING and row.owner == owner:
        conclude(row, result, now)


def conclude(delivery: Delivery, result: Result, now: datetime) -> None:
    if result.outcome == Outcome.SENT:
        settle(delivery, State.SENT)
    elif result.outcome == Outcome.UNKNOWN:
        settle(delivery, State.UNKNOWN, Reason.NO_REPLY)
    elif result.outcome == Outcome.REFUSED:
        settle(delivery, State.FAILED, Reason.REFUSED)
    else:
        reason = Reason.REFUSED if result.reachable else Reason.UNREACHABLE
        try_later(delivery, reason, now, result.wait)


def try_later(
    delivery: Delivery, reason: str, now: datetime, asked: timedelta | None = None
) -> None:
    """Wait 1, 5, 15 and 30 minutes, or longer if the other side asked, and a few seconds of chance.

    Gives up when its time would be over.
    """
    wait = max(LADDER[min(delivery.attempts, len(LADDER)) - 1], asked or timedelta(0))
    at = now + wait + timedelta(seconds=random.uniform(0, 5))  # noqa: S311 - not a secret
    if delivery.attempts >= MOST_TRIES or at > delivery.occurrence.expires_at:
        settle(delivery, State.FAILED, reason)
    else:
        delivery.next_try_at = at
        delivery.save(update_fields=["next_try_at"])
        settle(delivery, State.DUE, reason)


@transaction.atomic
def stumble(pk: int, owner: str, now: datetime) -> None:
    """A row we cannot even make ready is tried again a little later, and parked after MOST_TRIES."""
    mine = Delivery.objects.filter(pk=pk, owner=owner, state=State.CLAIMED)
    if row := mine.select_for_update(of=("self",)).select_related("occurrence").first():
        try_later(row, Reason.OUR_FAULT, now)


@transaction.atomic
def free_abandoned(now: datetime) -> None:
    """Claimed and never begun: due again, or parked if it keeps killing its sender. Begun: nobody can know."""
    rows = (
        Delivery.objects.abandoned(now)
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("occurrence")
    )
    for delivery in rows.order_by("pk")[:500]:
        if delivery.state == State.SENDING:
            settle(delivery, State.UNKNOWN, Reason.CUT_SHORT)
        elif delivery.attempts >= MOST_TRIES:
            settle(delivery, State.FAILED, Reason.OUR_FAULT)
        else:
            settle(delivery, State.DUE)
