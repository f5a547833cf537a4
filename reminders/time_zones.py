"""A zone's clock changes, written out for a calendar (RFC 5545, VTIMEZONE).

icalendar can do this too, but puts the start of summer time an hour late, so a reminder in that very
hour would ring at another time in a program that believes it.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vDDDTypes

YEARS_AHEAD = 6
STEP = timedelta(days=5)  # no zone changes twice within this; Ramadan in Morocco is a month
MINUTE = timedelta(minutes=1)


@lru_cache(maxsize=256)
def written_out(name: str, year: int) -> Timezone:
    """VTIMEZONE for the zone `name`, good from the start of `year` for YEARS_AHEAD years."""
    zone, start = ZoneInfo(name), datetime(year, 1, 1, tzinfo=UTC)
    component = Timezone()
    component.add("tzid", name)
    component.add_component(observance([start], zone, offset(start, zone)))
    changes: dict[tuple, list[datetime]] = {}
    for at in clock_changes(zone, start, start.replace(year=year + YEARS_AHEAD)):
        before = offset(at - MINUTE, zone)
        changes.setdefault((before, offset(at, zone), at.astimezone(zone).tzname()), []).append(at)
    for (before, _after, _name), moments in changes.items():
        component.add_component(observance(moments, zone, before))
    return component


def clock_changes(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[datetime]:
    """Each instant in UTC, to the minute, from which the zone's offset is another one."""
    at = start
    while at < end:
        if offset(at, zone) != offset(at + STEP, zone):
            yield first_minute(zone, at, at + STEP)
        at += STEP


def first_minute(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    """Between `low` and `high` the offset changes once; the first minute of the new one."""
    before = offset(low, zone)
    while high - low > MINUTE:
        middle = low + (high - low) // MINUTE // 2 * MINUTE
        low, high = (middle, high) if offset(middle, zone) == before else (low, middle)
    return high


def offset(at: datetime, zone: ZoneInfo) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta(0)


def observance(
    moments: list[datetime], zone: ZoneInfo, before: timedelta
) -> TimezoneStandard | TimezoneDaylight:
    """The offset that begins at these moments, which are written as clocks showed them just before.

    Clocks put forward are "daylight", whatever the zone calls it: programs stumble over a summer that
    is the standard and a winter that is not, as in Ireland and Morocco.
    """
    first = moments[0].astimezone(zone)
    forward = offset(moments[0], zone) > before or (first.dst() or timedelta(0)) > timedelta(0)
    part = TimezoneDaylight() if forward else TimezoneStandard()
    shown = [(at + before).replace(tzinfo=None) for at in moments]
    part.add("dtstart", shown[0])
    for again in shown[1:]:
        part.add("rdate", vDDDTypes(again))
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", offset(moments[0], zone))
    part.add("tzname", first.tzname())
    return part
