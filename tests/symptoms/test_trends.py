"""The trends say no more than the numbers do."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symptoms import chart, timeline, trends
from symptoms.trends import Kind, Reading

TODAY = date(2026, 11, 24)
SCORES = st.integers(0, 10)
LOGS = st.lists(
    st.builds(
        Reading,
        local_date=st.integers(0, 120).map(lambda n: TODAY - timedelta(days=n)),
        worst=SCORES,
        interfere=st.none() | SCORES,
        late=st.booleans(),
        sleep=st.sampled_from(["", "good", "poor"]),
    )
)


def ending_today(*scores):
    """Scores on consecutive days, the last of them today; None leaves a day out."""
    last = len(scores) - 1
    return {
        TODAY - timedelta(days=last - n): score
        for n, score in enumerate(scores)
        if score is not None
    }


def verdict(*scores):
    return trends.verdict(ending_today(*scores), TODAY)


@pytest.mark.parametrize("scores", [(), (3,), (3, 3, 3, 3), (3, 3, 3, 3, None, None, None)])
def test_fewer_than_five_days_in_a_week_say_nothing(scores):
    assert verdict(*scores).kind == Kind.TOO_FEW


def test_the_first_week_has_a_usual_value_and_nothing_to_compare_it_with():
    assert verdict(3, 5, 4, 4, 9) == trends.Verdict(Kind.FIRST_WEEK, usual=4)


def test_better_takes_two_points_and_a_third_for_four_weeks_running():
    for weeks, kind in ((1, Kind.LOWER), (2, Kind.LOWER), (3, Kind.LOWER), (4, Kind.BETTER)):
        assert verdict(*[6] * 14, *[3] * 7 * weeks).kind == kind
    assert verdict(*[6] * 14, *[3] * 28) == trends.Verdict(Kind.BETTER, usual=3, start=6)


def test_one_harder_week_among_the_four_is_not_better_yet():
    assert verdict(*[6] * 14, *[3] * 7, *[5] * 7, *[3] * 14).kind == Kind.LOWER


def test_the_weeks_that_are_better_come_after_the_start():
    assert verdict(*[6] * 8, *[3] * 34).kind == Kind.BETTER
    assert (
        verdict(*[6] * 8, *[3] * 28).kind == Kind.LOWER
    )  # the oldest of them is a part of the start


def test_two_points_from_a_high_start_are_less_than_thirty_per_cent_and_so_are_no_news():
    assert verdict(*[7] * 14, *[5] * 28).kind == Kind.STEADY  # 28.6 %


@pytest.mark.parametrize(
    ("began", "least"), [(4, 2), (5, 2), (6, 2), (7, 2.1), (8, 3), (9, 3), (10, 3)]
)
def test_the_least_that_matters_grows_with_the_start(began, least):
    assert trends.least_that_matters(began) == least


def test_a_fall_smaller_than_a_persons_own_ups_and_downs_is_no_news():
    assert verdict(*[3, 8] * 7, *[3] * 28).kind == Kind.STEADY  # 2.5 points, and a spread of 2.6
    assert verdict(*[5, 6] * 7, *[3] * 28).kind == Kind.BETTER


def test_a_clear_rise_for_one_week_is_worse():
    assert verdict(*[4] * 14, *[6] * 7) == trends.Verdict(Kind.WORSE, usual=6, start=4)
    assert verdict(*[4] * 14, *[5] * 7).kind == Kind.STEADY
    assert verdict(*[2, 7] * 7, *[6] * 7).kind != Kind.WORSE  # that much is this person's own noise


def test_three_very_bad_days_are_said_even_when_too_few_days_are_logged_and_even_when_better():
    assert verdict(8, None, 9, None, 8).kind == Kind.HIGH
    assert verdict(*[9] * 14, *[3] * 11, 8, 8, 10).kind == Kind.HIGH
    assert verdict(8, None, 9).kind == Kind.TOO_FEW


@pytest.mark.parametrize("now", [0, 1, 3])
def test_from_a_low_start_no_fall_is_called_better(now):
    assert verdict(*[3] * 7, *[now] * 21).kind == Kind.LOW_START


def test_a_day_counts_its_worst_entry_once():
    twice = [Reading(TODAY, 3), Reading(TODAY, 7), Reading(TODAY, 0)]
    assert trends.worst_by_day(twice) == {TODAY: 7}


def test_the_start_is_the_first_fourteen_days_that_were_logged_gaps_or_not():
    scores = ending_today(*[6, None] * 7, None, *[8] * 7, 0, 0, 0)
    assert trends.start(scores) == 7
    assert trends.start(ending_today(1, 2, 3, 4, 5, 6)) is None
    assert trends.start(ending_today(1, 2, 3, 4, 5, 6, 7)) == 4  # enough to begin to compare


def test_the_middle_half_lies_between_the_quartiles():
    assert trends.middle_half(ending_today(1, 2, 3, 4, 5), TODAY) == (2, 4)


def test_a_day_is_late_only_if_all_its_entries_are():
    late_and_not = [Reading(TODAY, 3, late=True), Reading(TODAY, 7, late=False)]
    [day] = timeline.timeline(late_and_not, [], TODAY, TODAY)
    assert not day.late
    [day] = timeline.timeline(late_and_not[:1], [], TODAY, TODAY)
    assert day.late


def test_a_period_starts_no_earlier_than_the_log_but_shows_a_week():
    log = [Reading(TODAY - timedelta(days=9), 3)]
    assert timeline.first_day(log, 30, TODAY) == TODAY - timedelta(days=9)
    assert timeline.first_day(log, 7, TODAY) == TODAY - timedelta(days=6)
    assert timeline.first_day([], None, TODAY) == TODAY - timedelta(days=6)


def test_the_counts_start_with_the_first_entry_so_nobody_is_told_of_days_before_it():
    log = [
        Reading(TODAY - timedelta(days=2), 3, interfere=7, sleep="good"),
        Reading(TODAY, 3, interfere=6),
    ]
    days = timeline.timeline(log, [TODAY], TODAY - timedelta(days=6), TODAY)
    assert timeline.counts(days) == timeline.Counts(
        logged=2, of=3, sessions=1, a_lot=1, slept_well=1
    )


@given(
    log=LOGS,
    length=st.sampled_from([7, 30, 90, None]),
    frame=st.sampled_from([chart.PHONE, chart.DESK, chart.PAPER]),
)
def test_any_log_can_be_summed_up_and_drawn_inside_its_frame(log, length, frame):
    first = timeline.first_day(log, length, TODAY)
    days = timeline.timeline(log, [r.local_date for r in log[:9]], first, TODAY)
    drawn = chart.draw(days, frame, [first, TODAY])
    logged = [d for d in days if d.worst is not None]
    gaps = [d for d in days if d.worst is None and not d.before_first]
    assert len(drawn.dots) == len(logged) == timeline.counts(days).logged
    assert len(drawn.gaps) == len(gaps)
    for mark in drawn.dots + ([drawn.end] if drawn.end else []):
        assert frame.left <= float(mark.x) <= frame.right
        assert frame.top <= float(mark.y) <= frame.bottom
    for flag in drawn.flags:
        assert frame.left <= float(flag.x) <= frame.right
    for left, width in drawn.gaps:
        assert frame.left <= float(left) and float(left) + float(width) <= frame.right + 0.1


@pytest.mark.parametrize(
    ("length", "span"), [(200, 1), (201, 7), (1200, 7), (1201, 28), (3650, 28)]
)
def test_a_long_log_is_drawn_by_the_week_or_by_four_and_counts_every_day_once(length, span):
    log = [Reading(TODAY - timedelta(days=n), n % 11, interfere=7) for n in range(length)]
    days = timeline.timeline(log, [TODAY], timeline.first_day(log, None, TODAY), TODAY)
    assert {day.span for day in days} == {span} and len(days) <= 200
    assert all(a.date == b.first - timedelta(days=1) for a, b in pairwise(days))
    assert timeline.counts(days) == timeline.Counts(length, length, 1, length, 0)


@given(log=LOGS)
def test_the_line_is_drawn_only_where_five_of_seven_days_are_known(log):
    days = timeline.timeline(log, [], timeline.first_day(log, None, TODAY), TODAY)
    for place, day in enumerate(days):
        known = sum(d.worst is not None for d in days[max(0, place - 6) : place + 1])
        assert (day.usual is None) == (known < 5)
        assert (day.middle is None) == (day.usual is None)
        if day.usual is not None:
            assert day.middle[0] <= day.usual <= day.middle[1]


@given(log=LOGS)
def test_a_verdict_never_says_more_than_the_last_fortnight_and_the_start_allow(log):
    worst = trends.worst_by_day(log)
    found = trends.verdict(worst, TODAY)
    recent = trends.week_to(worst, TODAY)
    if found.kind == Kind.BETTER:
        assert found.start - found.usual >= 2 and found.usual <= 0.7 * found.start
        assert (
            found.start > 3
            and len(worst) >= 14 + 4 * 5
            and len(recent) >= 5
            and sum(s >= 8 for s in recent) < 3
        )
    if found.kind == Kind.WORSE:
        assert found.usual - found.start >= 2
    if found.kind == Kind.TOO_FEW:
        assert len(recent) < 5
