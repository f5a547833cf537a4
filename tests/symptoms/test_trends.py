"""The trends say no more than the numbers do."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symptoms import chart, trends
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


def test_better_takes_two_points_and_a_third_for_two_weeks_running():
    assert verdict(*[6] * 7, *[3] * 7).kind == Kind.LOWER  # only one week so far
    found = verdict(*[6] * 7, *[3] * 14)
    assert found == trends.Verdict(Kind.BETTER, usual=3, start=6)


def test_two_points_from_a_high_start_are_less_than_thirty_per_cent_and_so_are_no_news():
    assert verdict(*[8] * 2, *[7] * 5, *[5] * 14).kind == Kind.STEADY  # from 7: 2 points, 28.6 %


@pytest.mark.parametrize(("began", "now"), [(10, 7), (4, 2)])
def test_the_thirty_per_cent_line_itself_counts(began, now):
    # A start of 10 would be said as "high"; what is asked here is the line alone.
    assert trends.clearly_below(now, began)
    assert not trends.clearly_below(now + 0.5, began)


def test_two_points_above_the_start_for_a_week_is_worse():
    assert verdict(*[4] * 7, *[6] * 7) == trends.Verdict(Kind.WORSE, usual=6, start=4)
    assert verdict(*[4] * 7, *[5] * 7).kind == Kind.STEADY


def test_three_very_bad_days_are_said_even_when_too_few_days_are_logged_and_even_when_better():
    assert verdict(8, None, 9, None, 8).kind == Kind.HIGH
    assert verdict(*[9] * 7, *[3] * 11, 8, 8, 10).kind == Kind.HIGH
    assert verdict(8, None, 9).kind == Kind.TOO_FEW


@pytest.mark.parametrize("now", [0, 1, 3])
def test_from_a_low_start_no_fall_is_called_better(now):
    assert verdict(*[3] * 7, *[now] * 21).kind == Kind.LOW_START


def test_a_day_counts_its_worst_entry_once():
    twice = [Reading(TODAY, 3), Reading(TODAY, 7), Reading(TODAY, 0)]
    assert trends.worst_by_day(twice) == {TODAY: 7}


def test_the_start_is_the_first_seven_days_that_were_logged_gaps_or_not():
    scores = ending_today(6, None, None, 6, 6, 7, 7, None, 7, 8, 0, 0, 0)
    assert trends.start(scores) == 7
    assert trends.start(ending_today(1, 2, 3, 4, 5, 6)) is None


def test_the_middle_half_lies_between_the_quartiles():
    assert trends.middle_half(ending_today(1, 2, 3, 4, 5), TODAY) == (2, 4)


def test_a_day_is_late_only_if_all_its_entries_are():
    late_and_not = [Reading(TODAY, 3, late=True), Reading(TODAY, 7, late=False)]
    [day] = trends.timeline(late_and_not, [], TODAY, TODAY)
    assert not day.late
    [day] = trends.timeline(late_and_not[:1], [], TODAY, TODAY)
    assert day.late


def test_a_period_starts_no_earlier_than_the_log_but_shows_a_week():
    log = [Reading(TODAY - timedelta(days=9), 3)]
    assert trends.first_day(log, 30, TODAY) == TODAY - timedelta(days=9)
    assert trends.first_day(log, 7, TODAY) == TODAY - timedelta(days=6)
    assert trends.first_day([], None, TODAY) == TODAY - timedelta(days=6)


def test_the_counts_start_with_the_first_entry_so_nobody_is_told_of_days_before_it():
    log = [
        Reading(TODAY - timedelta(days=2), 3, interfere=7, sleep="good"),
        Reading(TODAY, 3, interfere=6),
    ]
    days = trends.timeline(log, [TODAY], TODAY - timedelta(days=6), TODAY)
    assert trends.counts(days) == trends.Counts(logged=2, of=3, sessions=1, a_lot=1, slept_well=1)


@given(
    log=LOGS,
    length=st.sampled_from([7, 30, 90, None]),
    frame=st.sampled_from([chart.PHONE, chart.DESK]),
)
def test_any_log_can_be_summed_up_and_drawn_inside_its_frame(log, length, frame):
    days = trends.timeline(
        log, [r.local_date for r in log[:9]], trends.first_day(log, length, TODAY), TODAY
    )
    drawn = chart.draw(days, frame)
    logged = [d for d in days if d.worst is not None]
    gaps = [d for d in days if d.worst is None and not d.before_first]
    assert len(drawn.dots) == len(logged) == trends.counts(days).logged
    assert len(drawn.gaps) == len(gaps)
    for mark in drawn.dots + ([drawn.end] if drawn.end else []):
        assert frame.left <= float(mark.x) <= frame.right
        assert frame.top <= float(mark.y) <= frame.bottom
    for left, width in drawn.gaps:
        assert frame.left <= float(left) and float(left) + float(width) <= frame.right + 0.1


@given(log=LOGS)
def test_the_line_is_drawn_only_where_five_of_seven_days_are_known(log):
    days = trends.timeline(log, [], trends.first_day(log, None, TODAY), TODAY)
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
        assert found.start > 3 and len(recent) >= 5 and sum(s >= 8 for s in recent) < 3
    if found.kind == Kind.WORSE:
        assert found.usual - found.start >= 2
    if found.kind == Kind.TOO_FEW:
        assert len(recent) < 5
