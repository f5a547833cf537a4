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
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import uuid4

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import F, Q

from reminders import abandoned, bounces, planner
from reminders.channels import Line, Result
from reminders.channels.email import Email
from reminders.channels.push import Push
from reminders.last_look import why_not
from reminders.models import LEASE, Attempt, Channel, Delivery, Heartbeat, Occurrence

CHANNELS: dict[str, type[Line]] = {Channel.EMAIL: Email, Channel.PUSH: Push}
BATCH = 100
HALF_A_LEASE = LEASE.total_seconds() / 2
SWEEP_BUDGET = 120  # seconds; the next sweep carries on
LADDER = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 30)]
MOST_TRIES = len(LADDER) + 1
DATABASE_AWAY = (OperationalError, InterfaceError)

State, Reason, Outcome = Delivery.State, Delivery.Reason, Attempt.Outcome
Clock = Callable[[], datetime]
logger = logging.getLogger(__name__)


class Claimed(NamedTuple):
    pk: int
    channel: str
    lost: int  # how often a sender vanished before it came to this one


def sweep(now: datetime) -> None:
    """One whole tick. `now` is when it began; within the tick, time goes on by the monotonic clock."""
    started = time.monotonic()

    def clock() -> datetime:
        return now + timedelta(seconds=time.monotonic() - started)

    owner, away = f"{os.getpid()}-{uuid4().hex}", set[str]()
    planner.plan_all(now)
    abandoned.free(now, MOST_TRIES)
    abandoned.let_go(now)
    while time.monotonic() - started < SWEEP_BUDGET and send_batch(owner, clock, away):
        Heartbeat.beat("sweep", clock())
    Heartbeat.beat("sweep", clock())


def send_batch(owner: str, clock: Clock, away: set[str]) -> bool:
    """Claim up to BATCH and send them. False when nothing is left to do in this sweep.

    away: the channels nobody answered on; theirs wait for the next sweep.
    """
    held = claimed = claim(owner, clock(), away)
    until = time.monotonic() + HALF_A_LEASE
    with ExitStack() as lines:
        open_lines: dict[str, Line] = {}
        while held and time.monotonic() < until:
            row, *held = held
            if row.channel not in open_lines:
                open_lines[row.channel] = lines.enter_context(CHANNELS[row.channel]())
            if not deliver(row, owner, open_lines[row.channel], clock):
                away.add(row.channel)
                hand_back([other for other in held if other.channel == row.channel], owner)
                held = [other for other in held if other.channel != row.channel]
    hand_back(held, owner)
    return bool(claimed)


@transaction.atomic
def claim(
    owner: str, now: datetime, away: set[str] | frozenset[str] = frozenset()
) -> list[Claimed]:
    """Take up what is due. Rows another sender is claiming are passed over (SQLite has one writer anyway)."""
    known = [channel for channel in CHANNELS if channel not in away]
    due = Delivery.objects.due(now).filter(channel__in=known).select_for_update(skip_locked=True)
    rows = [Claimed(*row) for row in due.values_list("pk", "channel", "lost")[:BATCH]]
    if rows:
        Delivery.objects.filter(pk__in=[row.pk for row in rows]).update(
            state=State.CLAIMED, owner=owner, lease_until=now + LEASE
        )
    return rows


def hand_back(rows: list[Claimed], owner: str) -> None:
    if rows:
        mine = Delivery.objects.filter(pk__in=[row.pk for row in rows])
        mine.filter(state=State.CLAIMED, owner=owner).update(
            state=State.DUE, owner="", lease_until=None
        )


def deliver(row: Claimed, owner: str, channel: Line, clock: Clock) -> bool:
    """Send one reminder, or say why not. Whatever goes wrong with it stays its own trouble.

    False if the channel's server could not be reached, so that the rest may wait for the next sweep.
    """
    if row.lost:
        take_in_hand(row.pk, owner)
    try:
        begun = begin(row.pk, owner, channel, clock(), counted=bool(row.lost))
    except DATABASE_AWAY:
        raise  # no trouble of this row's; its lease will run out
    except Exception:
        logger.exception("Delivery %s could not be made ready", row.pk)
        stumble(row.pk, owner, clock(), counted=bool(row.lost))
        return True
    if begun is None:
        return True
    attempt, message = begun
    result = hand_over(channel, message, row.pk)
    record_surely(attempt, owner, result, clock)
    return result.reachable


def hand_over(channel: Line, message: Any, pk: int) -> Result:
    try:
        return channel.send(message)
    except Exception as error:  # a channel does not raise; if it does, nobody knows how far it came
        logger.exception("Delivery %s broke while sending", pk)
        return Result(Outcome.UNKNOWN, type(error).__name__[:40])


def take_in_hand(pk: int, owner: str) -> None:
    """Where a sender vanished before, count the try before anything can go wrong: a row that kills is found out."""
    Delivery.objects.filter(pk=pk, owner=owner, state=State.CLAIMED).update(
        attempts=F("attempts") + 1
    )


@transaction.atomic
def begin(
    pk: int, owner: str, channel: Line, now: datetime, counted: bool = False
) -> tuple[Attempt, Any] | None:
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
    delivery.attempts += not counted
    delivery.save(update_fields=["state", "lease_until", "attempts"])
    return delivery.tries.create(number=delivery.attempts, started_at=now), message


def close(occurrence: Occurrence) -> None:
    if occurrence.status != Occurrence.Status.CLOSED:
        occurrence.status = Occurrence.Status.CLOSED
        occurrence.save(update_fields=["status"])


def settle(delivery: Delivery, state: str, reason: str = "") -> None:
    delivery.state, delivery.reason, delivery.owner, delivery.lease_until = state, reason, "", None
    delivery.save(update_fields=["state", "reason", "owner", "lease_until"])


def record_surely(attempt: Attempt, owner: str, result: Result, clock: Clock) -> None:
    """A database that restarts at this very moment need not cost us what we know: ask again for a while."""
    until = clock() + LEASE / 3
    while True:
        try:
            return record(attempt, owner, result, clock())
        except DATABASE_AWAY:
            if clock() > until:
                raise
            connection.close()
            time.sleep(0.5)


@transaction.atomic
def record(attempt: Attempt, owner: str, result: Result, now: datetime) -> None:
    """Write down what became of a try, if it is still ours; a late answer may turn unknown into sent."""
    Attempt.objects.filter(pk=attempt.pk).update(
        ended_at=now, outcome=result.outcome, reason=result.code
    )
    ours = Delivery.objects.filter(pk=attempt.delivery_id, attempts=attempt.number)
    held = Q(state=State.SENDING, owner=owner)
    if result.outcome == Outcome.SENT:
        ours.filter(held | Q(state=State.UNKNOWN)).update(
            state=State.SENT, reason="", owner="", lease_until=None
        )
    elif (
        row := ours.filter(held)
        .select_for_update(of=("self",))
        .select_related("occurrence__schedule__user")
        .first()
    ):
        conclude(row, result, now)


def conclude(delivery: Delivery, result: Result, now: datetime) -> None:
    """What becomes of a delivery that was tried and not accepted."""
    if result.outcome == Outcome.UNKNOWN:
        settle(delivery, State.UNKNOWN, Reason.NO_REPLY)
    elif result.outcome == Outcome.REFUSED:
        settle(delivery, State.FAILED, Reason.REFUSED)
        bounces.note(delivery, now)
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
        delivery.save(update_fields=["next_try_at", "attempts"])
        settle(delivery, State.DUE, reason)


@transaction.atomic
def stumble(pk: int, owner: str, now: datetime, counted: bool) -> None:
    """A row we cannot even make ready is tried again a little later, and parked after MOST_TRIES."""
    mine = Delivery.objects.filter(pk=pk, owner=owner, state=State.CLAIMED)
    if row := mine.select_for_update(of=("self",)).select_related("occurrence").first():
        row.attempts += not counted
        try_later(row, Reason.OUR_FAULT, now)
