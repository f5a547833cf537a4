"""When a reminder falls due: wall-clock time is the truth, instants are worked out from it. Pure."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)
EVERY_DAY = frozenset(range(7))  # Monday is 0, as in date.weekday()


def pack(days: Iterable[int]) -> int:
    """Weekdays as one number for the database: Monday is 1, Tuesday 2, Wednesday 4 … Sunday 64."""
    return sum(1 << day for day in set(days))


def unpack(mask: int) -> frozenset[int]:
    return frozenset(day for day in EVERY_DAY if mask >> day & 1)


def instant(local_date: date, local_time: time, zone: ZoneInfo) -> datetime:
    """The moment, in UTC, at which clocks in `zone` show this date and time.

    A time the clocks leap over keeps the offset from before the leap: 02:30 rings when clocks show
    03:30. A time that comes twice rings the first time. Source: RFC 5545, section 3.3.5.
    """
    return datetime.combine(local_date, local_time.replace(fold=0), zone).astimezone(UTC)


def exists(local_date: date, local_time: time, zone: ZoneInfo) -> bool:
    """False for a whole day that the zone left out, as Samoa did with 30 December 2011."""
    shown = instant(local_date, local_time, zone).astimezone(zone)
    return shown.date() == local_date or shown.time() != local_time.replace(fold=0)


def occurrences(
    days: frozenset[int], local_time: time, zone: ZoneInfo, start: datetime, end: datetime
) -> Iterator[tuple[date, datetime]]:
    """Each (local date, instant in UTC) with start <= instant < end, in order; one a local date at most."""
    day, last = start.astimezone(zone).date() - ONE_DAY, end.astimezone(zone).date() + ONE_DAY
    while day <= last:
        if day.weekday() in days and exists(day, local_time, zone):
            due_at = instant(day, local_time, zone)
            if start <= due_at < end:
                yield day, due_at
        day += ONE_DAY


def next_times(
    days: frozenset[int],
    local_time: time,
    zone: ZoneInfo,
    now: datetime,
    count: int = 5,
    without: frozenset[date] = frozenset(),
) -> list[datetime]:
    """The next `count` moments after `now` on the zone's own clock, leaving out the local dates in `without`."""
    weeks = timedelta(weeks=count + len(without) + 1)
    found = occurrences(days, local_time, zone, now, now + weeks)
    return [due_at.astimezone(zone) for day, due_at in found if day not in without][:count]
