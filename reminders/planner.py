"""Writes the next 48 hours into the ledger. Running it twice, or in two places at once, changes nothing."""

import logging
import time
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet

from reminders.models import AT_ONCE, DAILY, LATEST, Delivery, Heartbeat, Occurrence, Schedule
from reminders.schedule import ONE_DAY

AHEAD = timedelta(hours=48)
# Each schedule is looked at again this often, which also heeds new time-zone rules; 36 hours of
# outage still find the ledger filled.
REFRESH = timedelta(hours=12)
# After an outage, missed days this far back are recorded, then skipped as late.
LOOK_BACK = timedelta(days=7)
BATCH = 500
BUDGET = 15  # seconds of one sweep; sending must not wait for a long queue of planning
RULES_READ_EVERY = timedelta(hours=1)

Times = dict[Schedule, list[tuple[date, datetime]]]
logger = logging.getLogger(__name__)


def plan_all(now: datetime) -> None:
    """Bring every schedule that needs it up to date. One that cannot be planned never stops the others."""
    until = time.monotonic() + BUDGET
    while time.monotonic() < until and (waiting := to_plan(now)):
        if Heartbeat.turn("time-zone rules", now, RULES_READ_EVERY):
            ZoneInfo.clear_cache()  # the system's rules may have been updated under a running process
        if not plan_batch(waiting, now):
            return  # another sweep is at it


def to_plan(now: datetime) -> list[int]:
    return list(Schedule.objects.to_plan(now).values_list("pk", flat=True)[:BATCH])


def plan_batch(pks: list[int], now: datetime) -> int:
    """All at once, but for those another sweep is planning; if one of them breaks it, one by one."""
    free = Schedule.objects.to_plan(now).filter(pk__in=pks)
    try:
        return plan_rows(free.select_for_update(of=("self",), skip_locked=True), now)
    except Exception:
        for pk in pks:
            plan_or_put_off(pk, now)
        return len(pks)


def plan_or_put_off(pk: int, now: datetime) -> None:
    try:
        plan(pk, now)
    except Exception:
        logger.exception("Schedule %s could not be planned", pk)
        Schedule.objects.filter(pk=pk).update(plan_at=now + REFRESH)


def follow(user) -> None:
    """This person's clock has moved: the next sweep works out their reminders anew."""
    Schedule.objects.of_a_moved_clock(user).update(plan_at=AT_ONCE)


def plan(pk: int, now: datetime) -> None:
    plan_rows(Schedule.objects.filter(pk=pk).select_for_update(of=("self",)), now)


@transaction.atomic
def plan_rows(rows: QuerySet[Schedule], now: datetime) -> int:
    """Move what an edit or a new zone moved, drop what it dropped, and fill up to 48 hours ahead.

    Only reminders that were never begun move. One that had its turn on a local date never rings
    again on that date, whatever is edited.
    """
    schedules = {row.pk: row for row in rows.select_related("user").order_by("pk")}
    for delivery in movable(schedules, now):
        move(delivery, schedules[delivery.occurrence.schedule_id], now)
    add(DAILY, {row: list(missing(row, now)) for row in schedules.values() if not row.ended_at})
    Schedule.objects.filter(pk__in=schedules).update(
        planned_through=now + AHEAD, plan_at=now + REFRESH
    )
    return len(schedules)


def movable(schedules: Iterable[int], now: datetime) -> Iterator[Delivery]:
    """Deliveries of yesterday's local date or later, wherever in the world that is, which may still move."""
    rows = Delivery.objects.movable().filter(
        occurrence__schedule__in=schedules,
        occurrence__slot=DAILY,
        occurrence__local_date__gte=(now - 2 * ONE_DAY).date(),
    )
    locked = rows.select_related("occurrence").select_for_update(of=("self", "occurrence"))
    return locked.order_by("pk").iterator()


def move(delivery: Delivery, schedule: Schedule, now: datetime) -> None:
    occurrence, due_at = delivery.occurrence, due_on(delivery.occurrence.local_date, schedule)
    unmoved = due_at == occurrence.due_at and occurrence.status == Occurrence.Status.PLANNED
    if due_at and (unmoved or due_at > now):
        retime(occurrence, delivery, due_at, schedule.version)
        if delivery.channel not in schedule.channels:
            drop(delivery, Delivery.Reason.SUPERSEDED)  # the other channels keep the occurrence
    elif occurrence.status == Occurrence.Status.PLANNED:
        supersede(occurrence, delivery, schedule)


def due_on(local_date: date, schedule: Schedule) -> datetime | None:
    return None if schedule.ended_at else schedule.pattern.due_on(local_date)


def retime(occurrence: Occurrence, delivery: Delivery, due_at: datetime, version: int) -> None:
    """Give it its new time in place. A sender that had just claimed it loses its claim."""
    if (due_at, version, Occurrence.Status.PLANNED) == (
        occurrence.due_at,
        occurrence.version,
        occurrence.status,
    ):
        return
    occurrence.due_at, occurrence.expires_at, occurrence.version = due_at, due_at + LATEST, version
    occurrence.status = Occurrence.Status.PLANNED
    occurrence.save()
    delivery.state, delivery.reason, delivery.next_try_at, delivery.owner = (
        Delivery.State.DUE,
        "",
        due_at,
        "",
    )
    delivery.save()


def supersede(occurrence: Occurrence, delivery: Delivery, schedule: Schedule) -> None:
    occurrence.status = Occurrence.Status.SUPERSEDED
    occurrence.save(update_fields=["status"])
    drop(delivery, Delivery.Reason.ENDED if schedule.ended_at else Delivery.Reason.SUPERSEDED)


def drop(delivery: Delivery, reason: str) -> None:
    delivery.state, delivery.owner, delivery.reason = Delivery.State.SKIPPED, "", reason
    delivery.save(update_fields=["state", "reason", "owner"])


def missing(schedule: Schedule, now: datetime) -> Iterator[tuple[date, datetime]]:
    """The times from where the planner last came to up to 48 hours from now; some may be there already."""
    if not schedule.channels:
        return iter(())  # it is in their calendar only
    start = max(min(schedule.planned_through or now, now), now - LOOK_BACK)
    return schedule.pattern.between(start, now + AHEAD)


def add(slot: str, times: Times) -> None:
    """Insert the missing occurrences and their deliveries; those already there stay as they are."""
    new = [
        Occurrence(
            schedule=schedule,
            local_date=day,
            slot=slot,
            due_at=due_at,
            expires_at=due_at + LATEST,
            version=schedule.version,
        )
        for schedule, moments in times.items()
        for day, due_at in moments
    ]
    Occurrence.objects.bulk_create(new, ignore_conflicts=True, batch_size=1000)
    schedules = {schedule.pk: schedule for schedule in times}
    planned = Occurrence.objects.filter(
        schedule__in=schedules, slot=slot, status=Occurrence.Status.PLANNED
    )
    there = set(
        Delivery.objects.filter(occurrence__in=planned).values_list("occurrence_id", "channel")
    )
    rows = [
        Delivery(occurrence=occurrence, channel=channel, next_try_at=occurrence.due_at)
        for occurrence in planned
        for channel in schedules[occurrence.schedule_id].channels
        if (occurrence.pk, channel) not in there
    ]
    Delivery.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
