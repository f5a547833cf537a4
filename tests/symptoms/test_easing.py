"""When less logging is enough, when to stop, and when an appointment is better: the rule alone."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symptoms.easing import Facts, Look, Pace, Step, next_step

TODAY = date(2026, 11, 24)


def days(scores, until=TODAY):
    """The last len(scores) days, the newest last; None is a day without an entry."""
    first = until - timedelta(days=len(scores) - 1)
    return {first + timedelta(days=n): s for n, s in enumerate(scores) if s is not None}


def look(weeks_ago, average=2, change="", flares=0):
    return Look(TODAY - timedelta(weeks=weeks_ago), average, change, flares)


def step(scores=(), looks=(), **more):
    return next_step(Facts(TODAY, days(list(scores)), tuple(looks), **more))


def test_nothing_is_suggested_to_a_newcomer():
    assert step() == Step.NONE
    assert step([7] * 5) == Step.NONE


def test_four_quiet_weeks_lead_to_once_a_week():
    assert step([2] * 28) == Step.EASE
    assert step([2, 3, 1, None, 2, 3, None] * 4) == Step.EASE


@pytest.mark.parametrize(
    "scores",
    [
        [2] * 27 + [6],  # one bad day
        [3] * 21 + [4] * 7,  # the last week is not low
        [2] * 14 + [None] * 7 + [2] * 7,  # a week that nobody knows
        [2] * 20,
    ],
)
def test_what_is_not_quiet_yet_stays_daily(scores):
    assert step(scores) == Step.NONE


def test_a_flare_up_told_in_a_look_back_is_not_quiet():
    assert step([2] * 28, [look(1, flares=1)]) == Step.NONE
    assert step([2] * 28, [look(5, flares=1)]) == Step.EASE


def test_a_no_is_kept_for_four_weeks():
    no = TODAY - timedelta(days=27)
    assert step([2] * 28, refused=no) == Step.NONE
    assert step([2] * 28, refused=no - timedelta(days=1)) == Step.EASE


def test_three_quiet_looks_back_in_four_weeks_lead_to_the_end():
    weekly = {"pace": Pace.WEEKLY, "since": TODAY - timedelta(days=28)}
    quiet = [look(0), look(1), look(2)]
    assert step([], quiet, **weekly) == Step.STOP
    assert step([], quiet[:2], **weekly) == Step.NONE
    assert step([], [look(0, average=4), *quiet[1:]], **weekly) == Step.NONE
    assert step([], [look(0, flares=1), *quiet[1:]], **weekly) == Step.NONE
    assert step([7], quiet, **weekly) == Step.NONE
    young = {**weekly, "since": TODAY - timedelta(days=27)}
    assert step([], quiet, **young) == Step.NONE


def test_six_weeks_without_a_change_lead_to_an_appointment():
    assert step([6] * 43) == Step.NO_BETTER
    assert step([6] * 42) == Step.NONE
    assert step([6] * 30 + [5] * 13) == Step.NO_BETTER  # one point is noise


def test_who_is_better_in_points_or_in_their_own_words_is_not_sent():
    assert step([6] * 30 + [4] * 13) == Step.NONE
    assert step([6] * 43, [look(0, average=None, change="better")]) == Step.NONE


def test_looks_back_alone_are_enough_to_know():
    looks = [look(n, average=6) for n in range(7)]
    assert step([], looks) == Step.NO_BETTER
    assert step([], [look(0, average=3), *looks[1:]]) == Step.NONE


def test_worse_after_two_weeks_is_told_whatever_the_pace():
    assert step([4] * 8 + [6] * 7) == Step.WORSE
    assert step([4] * 7 + [6] * 7) == Step.NONE
    told = [look(0, change="worse"), look(2)]
    assert step([], told, pace=Pace.WEEKLY) == Step.WORSE


def test_who_stopped_is_left_alone():
    assert step([9] * 60, pace=Pace.STOPPED) == Step.NONE


SCORES = st.lists(st.none() | st.integers(0, 10), max_size=70)
LOOKS = st.lists(
    st.builds(
        look,
        st.integers(0, 10),
        st.none() | st.integers(0, 10),
        st.sampled_from(["", "worse", "same", "better", "much_worse"]),
        st.none() | st.integers(0, 7),
    ),
    max_size=8,
)


@given(SCORES, LOOKS, st.sampled_from(list(Pace)))
def test_less_is_never_suggested_to_who_has_a_bad_day_in_the_last_four_weeks(scores, looks, pace):
    facts = Facts(TODAY, days(scores), tuple(looks), pace, TODAY - timedelta(days=60))
    if next_step(facts) in {Step.EASE, Step.STOP}:
        assert all(score < 6 for score in scores[-28:] if score is not None)


@given(SCORES, LOOKS)
def test_the_order_in_which_looks_come_changes_nothing(scores, looks):
    one = Facts(TODAY, days(scores), tuple(looks))
    other = Facts(TODAY, days(scores), tuple(reversed(looks)))
    if len({look.day for look in looks}) == len(looks):
        assert next_step(one) == next_step(other)
