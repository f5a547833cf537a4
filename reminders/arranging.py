"""Setting, changing and ending reminders: each writes the ledger in the same transaction."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.db import transaction

from accounts.models import User
from reminders import bell, planner
from reminders.models import BY_HAND, About, Channel, Occurrence, Schedule
from reminders.pattern import Pattern
from reminders.schedule import pack
from reminders.words import rhythm, tied
from routines.models import Routine

MOST_SCHEDULES = 10
MOST_BY_HAND = 3  # in an hour
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Wish:
    """What a person asked for. No routine means the next session in their plan."""

    days: frozenset[int]
    local_time: time
    routine: Routine | None = None
    anchor: str = Schedule.Anchor.TIME
    cue: str = ""
    zone: str = ""  # empty follows the person's profile
    channels: tuple[str, ...] = (Channel.EMAIL.value,)
    ends_on: date | None = None
    about: str = About.SESSION

    def pattern(self, zone: ZoneInfo) -> Pattern:
        return Pattern(self.days, self.local_time, zone, ends_on=self.ends_on)

    def in_words(self) -> str:
        anchored = "" if self.anchor == Schedule.Anchor.TIME else Schedule.Anchor(self.anchor).label
        return tied(rhythm(self.days, self.local_time), self.cue or str(anchored))

    def as_fields(self) -> dict:
        return {
            "days": pack(self.days),
            "local_time": self.local_time,
            "routine": self.routine,
            "anchor": self.anchor,
            "cue": self.cue,
            "zone": self.zone,
            "channels": list(self.channels),
            "ends_on": self.ends_on,
            "about": self.about,
        }


@transaction.atomic
def add(user: User, key: UUID, wish: Wish, now: datetime) -> Schedule:
    """Set a new reminder. The same key is the same reminder, however often the form arrives."""
    if Schedule.objects.filter(public_id=key).exclude(user=user).exists():
        key = uuid4()
    schedule, made = user.schedules.get_or_create(
        public_id=key, defaults={**wish.as_fields(), "created_at": now}
    )
    if made:
        planner.plan(schedule.pk, now)
        bell.ring()
    return schedule


@transaction.atomic
def change(schedule: Schedule, wish: Wish, now: datetime) -> None:
    """Move it to its new days and time. One that rang today does not ring again today."""
    touch(schedule, {**wish.as_fields(), "confirmed_at": now}, now)


@transaction.atomic
def end(schedule: Schedule, now: datetime) -> None:
    """Delete it, as the person sees it. What it sent stays in their history."""
    touch(schedule, {"ended_at": now}, now)


def touch(schedule: Schedule, fields: dict, now: datetime) -> None:
    row = Schedule.objects.select_for_update().get(pk=schedule.pk)
    Schedule.objects.filter(pk=row.pk).update(version=row.version + 1, **fields)
    planner.plan(row.pk, now)
    schedule.refresh_from_db()
    bell.ring()


@transaction.atomic
def send_one_now(schedule: Schedule, key: UUID, now: datetime) -> bool:
    """Put one reminder into the ledger as due at once, in a slot of its own. False if there were enough this hour."""
    by_hand = Occurrence.objects.filter(
        schedule__user=schedule.user, slot__startswith=BY_HAND, due_at__gt=now - HOUR
    )
    slot = f"{BY_HAND}-{key.hex}"
    if by_hand.exclude(slot=slot).count() >= MOST_BY_HAND:
        return False
    planner.add(slot, {schedule: [(now.astimezone(schedule.zone_info).date(), now)]})
    bell.ring()
    return True
