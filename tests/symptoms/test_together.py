"""Two groups of days are told as going together only where the log can show it."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from symptoms import together
from symptoms.trends import Reading

FIRST = date(2026, 9, 1)


def log(*days):
    """(score, tags) for consecutive days; a score of None leaves the day out."""
    return [
        Reading(FIRST + timedelta(days=n), score, tags=tags)
        for n, (score, tags) in enumerate(days)
        if score is not None
    ]


def pair(readings, name="sport"):
    return next(p for p in together.went_together(readings, ["sport"]) if p.name == name)


def test_ten_days_of_each_are_enough_and_nine_are_not():
    nine = log(*[(7, ("sport",)), (2, ())] * 9, *[(2, ())] * 9)
    assert not pair(nine).enough and (pair(nine).days_with, pair(nine).days_without) == (9, 18)
    ten = log(*[(7, ("sport",)), (2, ())] * 10)
    assert pair(ten).enough and pair(ten).told


def test_the_medians_and_the_middle_half_of_both_groups_are_given():
    found = pair(log(*[(n, ("sport",)) for n in (4, 5, 6, 7, 8)] * 3, *[(3, ())] * 12))
    assert found.with_it == together.Group(days=15, usual=6, low=5, high=7)
    assert found.without == together.Group(days=12, usual=3, low=3, high=3)


def test_a_difference_that_chance_could_make_is_not_told():
    found = pair(log(*[(5, ("sport",)), (4, ())] * 3, *[(4, ("sport",)), (5, ())] * 8))
    assert found.enough and not found.told


def test_less_than_a_point_is_not_told_however_sure():
    days = [(5, ("sport",)), (5, ())] * 200 + [(6, ("sport",)), (4, ())] * 100
    assert pair(log(*days)).sure and not pair(log(*days)).told


def test_one_long_bad_spell_counts_for_less_than_as_many_days_here_and_there():
    spell = log(*[(7, ("sport",))] * 12, *[(3, ())] * 12)
    apart = log(*[(7, ("sport",)), (3, ())] * 12)
    assert together.independent_share({r.local_date: r.worst for r in spell}) < 0.2
    assert pair(apart).told and not pair(spell).told


def test_a_day_without_a_word_about_sleep_is_on_neither_side():
    nights = [
        Reading(FIRST + timedelta(days=n), 3, sleep="good" if n % 2 else "") for n in range(30)
    ]
    found = pair(nights, together.SLEPT_WELL)
    assert (found.days_with, found.days_without) == (15, 0) and not found.enough


def test_what_was_never_ticked_is_not_mentioned():
    assert together.went_together(log(*[(3, ())] * 40), ["sport", "travel"]) == []


@given(
    st.lists(st.tuples(st.integers(0, 10), st.sampled_from([(), ("sport",)])), min_size=1).filter(
        lambda days: any(tags for _, tags in days)
    )
)
def test_any_log_is_compared_without_an_error_and_every_day_is_in_one_group(days):
    found = pair(log(*days))
    assert found.days_with + found.days_without == len(days)
    assert found.enough == (min(found.days_with, found.days_without) >= together.ENOUGH)
    assert found.enough or not found.told
