from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reminders.schedule import EVERY_DAY, exists, instant, next_times, occurrences, pack, unpack

ZONES = sorted(available_timezones() - {"localtime", "Factory"})
NEW_YORK, LONDON = ZoneInfo("America/New_York"), ZoneInfo("Europe/London")
zones = st.sampled_from(ZONES).map(ZoneInfo)
dates = st.dates(date(2024, 1, 1), date(2031, 12, 31))
times = st.times().map(lambda at: at.replace(second=0, microsecond=0))
weekdays = st.frozensets(st.integers(0, 6), min_size=1)


@pytest.mark.parametrize(
    ("zone", "day", "at", "shown"),
    [
        ("America/New_York", date(2026, 3, 8), time(2, 30), "2026-03-08 03:30 -0400"),  # leapt over
        (
            "Europe/London",
            date(2026, 3, 29),
            time(1, 0),
            "2026-03-29 02:00 +0100",
        ),  # the first minute of the leap
        (
            "Europe/London",
            date(2026, 10, 25),
            time(1, 30),
            "2026-10-25 01:30 +0100",
        ),  # comes twice: the first
        (
            "Australia/Lord_Howe",
            date(2026, 10, 4),
            time(2, 15),
            "2026-10-04 02:45 +1100",
        ),  # half an hour
        ("Africa/Cairo", date(2026, 4, 24), time(0, 30), "2026-04-24 01:30 +0300"),  # no midnight
        (
            "America/Nuuk",
            date(2026, 3, 28),
            time(23, 30),
            "2026-03-29 00:30 -0100",
        ),  # leaps into the next date
        ("Asia/Kathmandu", date(2026, 2, 28), time(17, 30), "2026-02-28 17:30 +0545"),
    ],
)
def test_a_time_the_clocks_leap_over_rings_later_and_one_that_repeats_rings_first(
    zone, day, at, shown
):
    assert (
        f"{instant(day, at, ZoneInfo(zone)).astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M %z}" == shown
    )


@given(zones, dates, times)
def test_the_instant_shows_the_asked_time_unless_the_clocks_leap_over_it(zone, day, at):
    due_at = instant(day, at, zone)
    shown = due_at.astimezone(zone)
    wall, back = datetime.combine(day, at), shown.replace(tzinfo=None)
    if back == wall:
        assert shown.fold == 0
    else:  # exactly the gap later, counted with the offset from before it
        assert back > wall
        assert (
            back - wall == shown.utcoffset() - (due_at - (back - wall)).astimezone(zone).utcoffset()
        )


@given(zones, weekdays, times, dates)
@example(ZoneInfo("America/Nuuk"), EVERY_DAY, time(23, 30), date(2026, 3, 27))
def test_each_chosen_day_rings_once_in_order_and_no_other_day_rings(zone, days, at, first):
    start = datetime.combine(first, time(), UTC)
    found = list(occurrences(days, at, zone, start, start + timedelta(days=21)))
    rang, moments = [day for day, _ in found], [due_at for _, due_at in found]
    assert moments == sorted(set(moments))
    assert all(start <= due_at < start + timedelta(days=21) for due_at in moments)
    inner = [first + timedelta(days=n) for n in range(2, 19)]
    assert [day for day in rang if day in inner] == [day for day in inner if day.weekday() in days]
    assert len(rang) == len(set(rang))


@given(zones, times, dates, st.integers(1, 47))
def test_two_windows_side_by_side_hold_what_one_long_window_holds(zone, at, first, hours):
    start = datetime.combine(first, time(), UTC)
    middle, end = start + timedelta(hours=hours), start + timedelta(hours=48)
    split = [
        *occurrences(EVERY_DAY, at, zone, start, middle),
        *occurrences(EVERY_DAY, at, zone, middle, end),
    ]
    assert split == list(occurrences(EVERY_DAY, at, zone, start, end))


def test_a_day_that_a_zone_left_out_does_not_ring():
    samoa = ZoneInfo("Pacific/Apia")
    start = datetime(2011, 12, 28, tzinfo=UTC)
    found = [
        day
        for day, _ in occurrences(EVERY_DAY, time(17, 30), samoa, start, start + timedelta(days=5))
    ]
    assert date(2011, 12, 30) not in found
    assert {date(2011, 12, 29), date(2011, 12, 31)} <= set(found)
    assert not exists(date(2011, 12, 30), time(17, 30), samoa)


def test_the_next_five_start_after_now_and_leave_out_days_that_had_their_turn():
    now = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)  # a Tuesday
    times = next_times(frozenset({0, 1}), time(17, 30), LONDON, now)
    assert [f"{at:%a %d %b %H:%M}" for at in times] == [
        "Tue 24 Nov 17:30",
        "Mon 30 Nov 17:30",
        "Tue 01 Dec 17:30",
        "Mon 07 Dec 17:30",
        "Tue 08 Dec 17:30",
    ]
    without_today = next_times(
        frozenset({0, 1}), time(17, 30), LONDON, now, without=frozenset({date(2026, 11, 24)})
    )
    assert without_today[0].date() == date(2026, 11, 30)
    assert len(without_today) == 5


@given(weekdays)
def test_days_survive_being_packed_into_one_number(days):
    assert unpack(pack(days)) == days
    assert 1 <= pack(days) <= 127
