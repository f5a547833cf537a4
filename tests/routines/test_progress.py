"""The progress rule: more after calm sessions, less after a flare, back to the check after two."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from routines import progress
from routines.progress import Done, State

TODAY = date(2026, 5, 30)
BEGAN = TODAY - timedelta(days=20)


def done(days_ago, pain=2, felt="right", morning="calm"):
    day = TODAY - timedelta(days=days_ago)
    at = datetime(day.year, day.month, day.day, 18, tzinfo=UTC)
    return Done(at, day, pain, felt, morning)


def step(*sessions, today=TODAY, **state):
    return progress.next_step(sessions, State(**{"began": BEGAN} | state), today)


def when(days_ago):
    return datetime(2026, 5, 30, 20, tzinfo=UTC) - timedelta(days=days_ago)


def test_three_good_sessions_with_calm_mornings_offer_one_step_more():
    assert step(done(5), done(3), done(1)).name == "up"
    assert step(done(3), done(1)).name == "hold"


def test_a_morning_nobody_told_about_is_not_a_calm_one():
    assert step(done(5), done(3), done(1, morning="")).name == "hold"


def test_pain_of_4_or_more_or_too_much_or_a_sore_morning_offers_half():
    for last in (done(1, pain=4), done(1, felt="much"), done(1, morning="sore"), done(1, pain=6)):
        assert step(done(9), done(5), last).name == "down"


def test_every_offer_says_why():
    assert "4 out of 10" in step(done(1, pain=4)).why
    assert "sore the morning after" in step(done(1, morning="sore")).why
    assert "3 sessions" in step(done(5), done(3), done(1)).why


def test_two_flares_within_a_week_lead_back_to_the_check():
    assert step(done(5, pain=7), done(1, morning="sore")).name == "check"
    assert step(done(8, pain=7), done(1, morning="sore")).name == "down"


def test_half_is_not_halved_again():
    assert step(done(1, pain=5), half=True).name == "hold"


def test_a_refused_offer_waits_for_something_new():
    refused = {"down": when(0.5)}
    assert step(done(1, pain=5), decided=refused).name == "hold"
    later = TODAY + timedelta(days=1)
    assert step(done(1, pain=5), done(-1, pain=5), decided=refused, today=later).name == "down"


def test_after_a_step_three_more_good_sessions_are_needed():
    five = [done(9), done(7), done(5), done(3), done(1)]
    assert step(*five, decided={"up": when(4)}).name == "hold"
    assert step(*five, done(0), decided={"up": when(4)}).name == "up"


def test_six_calm_weeks_offer_a_little_now_and_then_and_four_more_offer_to_stop():
    long = {"began": TODAY - timedelta(weeks=6)}
    calm = [done(5), done(3), done(1)]
    assert step(*calm, **long).name == "upkeep"
    assert step(done(20, pain=7), *calm, **long).name == "up"  # a flare within four weeks
    assert step(*calm, **long, stages=(1, 3)).name == "up"  # the routine still grows
    settled = long | {"upkeep_since": TODAY - timedelta(weeks=4)}
    assert step(*calm, **settled).name == "stop"
    assert step(*calm, **settled, decided={"stop": when(3)}).name == "hold"


def test_nothing_is_asked_before_the_first_session():
    offer = step()
    assert offer.name == "hold" and not offer.asks and offer.why


any_session = st.builds(
    done,
    st.integers(0, 40),
    st.none() | st.integers(0, 10),
    st.sampled_from(["", "easy", "right", "much"]),
    st.sampled_from(["", "calm", "sore"]),
)
any_state = st.fixed_dictionaries(
    {"half": st.booleans(), "stages": st.sampled_from([(1,), (1, 3, 5)])}
)


@given(st.lists(any_session, max_size=12, unique_by=lambda one: one.day), any_state)
def test_no_one_is_asked_for_more_after_a_session_that_was_a_lot(sessions, state):
    offer = step(*sessions, **state)
    assert offer.why
    newest = max(sessions, key=lambda one: one.at, default=None)
    if newest and newest.much:
        assert offer.name in {"check", "down", "hold"}
    flares = [one for one in sessions if one.flare and (TODAY - one.day).days < 7]
    assert (offer.name == "check") == (len(flares) >= 2)


@given(st.lists(any_session, max_size=12, unique_by=lambda one: one.day), any_state)
def test_the_order_of_the_rows_does_not_matter(sessions, state):
    assert step(*sessions, **state) == step(*reversed(sessions), **state)


def test_the_share_is_of_the_last_fourteen_days_and_of_the_persons_own_target():
    days = {TODAY - timedelta(days=n) for n in (0, 2, 13, 14, 30)}
    assert progress.share(days, 3, BEGAN, TODAY) == progress.Share(done=3, target=6, days=14)


def test_a_young_plan_has_a_smaller_target():
    assert progress.share(set(), 3, TODAY - timedelta(days=6), TODAY).target == 3
    assert progress.share({TODAY}, 3, TODAY, TODAY) == progress.Share(done=1, target=1, days=1)
