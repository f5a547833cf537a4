"""Every time zone there is, every change of its clocks from 2026 to 2030, every quarter of an hour around it.

The oracle knows no wall-clock arithmetic: it asks each zone only which offset holds at an instant
in UTC, lays the stretches of one offset side by side, and looks which of them shows a time.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from reminders.schedule import EVERY_DAY, instant, occurrences

START, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
ONE_DAY = timedelta(days=1)
QUARTERS = [time(n // 4, n % 4 * 15) for n in range(96)]


def offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset()


def changes(zone: ZoneInfo) -> list[tuple[datetime, timedelta, timedelta]]:
    """Each (instant, offset before, offset after), to the second."""
    found, at = [], START - 2 * ONE_DAY
    before = offset(zone, at)
    while at < END:
        after = offset(zone, at + ONE_DAY)
        if after != before:
            found.append((first_with(zone, after, at, at + ONE_DAY), before, after))
        at, before = at + ONE_DAY, after
    return found


def first_with(zone: ZoneInfo, after: timedelta, low: datetime, high: datetime) -> datetime:
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        middle = middle.replace(microsecond=0)
        low, high = (low, middle) if offset(zone, middle) == after else (middle, high)
    return high


def oracle(day: date, at: time, change: tuple[datetime, timedelta, timedelta]) -> datetime:
    """When a clock that changes once shows this: the first such moment, or, leapt over, by the offset before."""
    moment, before, after = change
    wall = datetime.combine(day, at, UTC)
    early, late = wall - before, wall - after
    if early < moment:
        return early
    return late if late >= moment else early


@pytest.mark.slow
@pytest.mark.sqlite
def test_every_zone_rings_once_a_date_in_order_and_at_the_right_moment_around_every_change():
    tried = 0
    for name in sorted(available_timezones() - {"localtime", "Factory"}):
        zone = ZoneInfo(name)
        for change in changes(zone):
            first = (change[0] + change[1]).date() - ONE_DAY
            days = [first + n * ONE_DAY for n in range(4)]
            for at in QUARTERS:
                rang = [instant(day, at, zone) for day in days[:3]]
                assert rang == [oracle(day, at, change) for day in days[:3]], (name, first, at)
                assert rang == sorted(set(rang)), (name, first, at)
                tried += len(rang)
            check_windows(name, zone, days)
    assert tried > 300_000


def check_windows(name: str, zone: ZoneInfo, days: list[date]) -> None:
    """The planner's own question: each date of these once, in order, at four times of the day."""
    start = datetime.combine(days[0] - 2 * ONE_DAY, time(), UTC)
    for at in (time(0, 0), time(2, 30), time(12, 0), time(23, 45)):
        found = list(occurrences(EVERY_DAY, at, zone, start, start + 8 * ONE_DAY))
        dates = [day for day, _ in found]
        assert dates == sorted(set(dates)), (name, at)
        assert set(days) <= set(dates), (name, at)
        assert [moment for _, moment in found] == sorted({moment for _, moment in found})


@pytest.mark.slow
@pytest.mark.sqlite
def test_far_from_any_change_every_zone_shows_the_asked_time_on_leap_days_and_month_ends():
    days = [date(2028, 2, 29), date(2027, 2, 28), date(2026, 1, 31), date(2030, 12, 31)]
    for name in sorted(available_timezones() - {"localtime", "Factory"}):
        zone = ZoneInfo(name)
        for day in days:
            for at in QUARTERS[::8]:
                shown = instant(day, at, zone).astimezone(zone)
                assert (shown.date(), shown.time()) == (day, at), (name, day, at)
