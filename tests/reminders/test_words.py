from datetime import time

import pytest

from reminders.words import rhythm


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
