from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from reminders.schedule import instant
from reminders.words import moment, rhythm, tied


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (range(7), "Every day at 07:05"),
        (range(5), "Weekdays at 07:05"),
        ({5, 6}, "Weekends at 07:05"),
        ({1}, "Every Tuesday at 07:05"),
        ({4, 0, 2}, "Mon, Wed and Fri at 07:05"),
    ],
)
def test_days_and_time_read_as_a_person_says_them(days, words):
    assert rhythm(frozenset(days), time(7, 5)) == words


@pytest.mark.parametrize(
    ("local_time", "day", "words"),
    [
        (time(7, 30), date(2027, 3, 27), "Saturday 27 March, 07:30"),
        (time(7, 30), date(2027, 3, 28), "Sunday 28 March, 07:30 (clocks go forward that night)"),
        (
            time(1, 30),
            date(2027, 3, 28),
            "Sunday 28 March, 02:30 (clocks change that night and skip 01:30)",
        ),
        (time(7, 30), date(2026, 10, 25), "Sunday 25 October, 07:30 (clocks go back that night)"),
        (
            time(1, 30),
            date(2026, 10, 25),
            "Sunday 25 October, 01:30 (clocks change that night: 01:30 comes twice, we ring once)",
        ),
    ],
)
def test_a_night_in_which_the_clocks_change_is_said(local_time, day, words):
    zone = ZoneInfo("Europe/London")
    at = instant(day, local_time, zone).astimezone(zone)
    assert moment(at, local_time) == words


@pytest.mark.parametrize(
    ("cue", "words"),
    [
        ("When I finish work", "Weekdays at 17:30, when I finish work"),
        ("I feed the cat", "Weekdays at 17:30, I feed the cat"),
        ("BBC news is over", "Weekdays at 17:30, BBC news is over"),
        ("", "Weekdays at 17:30"),
    ],
)
def test_what_it_is_tied_to_joins_the_sentence(cue, words):
    assert tied("Weekdays at 17:30", cue) == words
