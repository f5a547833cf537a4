"""Writes the next 48 hours into the ledger. Running it twice, or in two places at once, changes nothing."""

import logging
from datetime import datetime, timedelta

from django.db import transaction

from reminders.models import DAILY, LATEST, Delivery, Occurrence, Schedule
from reminders.schedule import ONE_DAY

AHEAD = timedelta(hours=48)
REFRESH = timedelta(
    hours=1
)  # each schedule is looked at again this often, which also heeds new time-zone rules
LOOK_BACK = timedelta(
    days=7
)  # after an outage, missed days this far back are recorded, then skipped as late
BATCH = 500

logger = logging.getLogger(__name__)


def plan_all(now: datetime) -> None:
    """Bring every schedule that needs it up to date. One that cannot be planned never stops the others."""
    waiting = Schedule.objects.to_plan(now + AHEAD - REFRESH).order_by("planned_through", "pk")
    for pk in list(waiting.values_list("pk", flat=True)[:BATCH]):
        try:
            plan(pk, now)
        except Exception:
            logger.exception("Schedule %s could not be planned", pk)
            note_planned(
                Schedule.objects.select_related("user").get(pk=pk), now
            )  # look again in an hour


@transaction.atomic
def plan(pk: int, now: datetime) -> None:
    """Move what an edit or a new zone moved, drop what it dropped, and fill up to 48 hours ahead.

    Only reminders that were never begun move. One that had its turn on a local date never rings
    again on that date, whatever is edited.
    """
    schedule = Schedule.objects.select_for_update(of=("self",)).select_related("user").get(pk=pk)
    for delivery in movable(schedule, now):
        move(delivery, schedule, now)
    if schedule.ended_at is None:
        fill(schedule, now)
    note_planned(schedule, now)


def note_planned(schedule: Schedule, now: datetime) -> None:
    schedule.planned_through, schedule.planned_zone, schedule.planned_version = (
        now + AHEAD,
        schedule.zone_name,
        schedule.version,
    )
    schedule.save(update_fields=["planned_through", "planned_zone", "planned_version"])


def movable(schedule: Schedule, now: datetime):
    yesterday = now.astimezone(schedule.zone_info).date() - ONE_DAY
    rows = Delivery.objects.movable().filter(
        occurrence__schedule=schedule, occurrence__slot=DAILY, occurrence__local_date__gte=yesterday
    )
    return (
        rows.select_related("occurrence")
        .select_for_update(of=("self", "occurrence"))
        .order_by("pk")
    )


def move(delivery: Delivery, schedule: Schedule, now: datetime) -> None:
    occurrence, due_at = delivery.occurrence, due_on(delivery.occurrence.local_date, schedule)
    unmoved = due_at == occurrence.due_at and occurrence.status == Occurrence.Status.PLANNED
    if due_at and delivery.channel not in schedule.channels:
        drop(delivery, Delivery.Reason.SUPERSEDED)  # the other channels keep the occurrence
    elif due_at and (unmoved or due_at > now):
        retime(occurrence, delivery, due_at, schedule.version)
    elif occurrence.status == Occurrence.Status.PLANNED:
        supersede(occurrence, delivery, schedule)


def due_on(local_date, schedule: Schedule) -> datetime | None:
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


def fill(schedule: Schedule, now: datetime) -> None:
    if not schedule.channels:
        return  # it is in their calendar only
    start = max(min(schedule.planned_through or now, now), now - LOOK_BACK)
    add(schedule, DAILY, list(schedule.pattern.between(start, now + AHEAD)))


def add(schedule: Schedule, slot: str, times: list) -> None:
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
        for day, due_at in times
    ]
    Occurrence.objects.bulk_create(new, ignore_conflicts=True)
    planned = Occurrence.objects.filter(
        schedule=schedule, slot=slot, status=Occurrence.Status.PLANNED
    )
    rows = [
        Delivery(occurrence=occurrence, channel=channel, next_try_at=occurrence.due_at)
        for channel in schedule.channels
        for occurrence in planned.exclude(deliveries__channel=channel)
    ]
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)
