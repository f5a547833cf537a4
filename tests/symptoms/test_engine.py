"""Promises of the engine that hold for whatever it is given."""

from hypothesis import given, settings
from hypothesis import strategies as st

from symptoms.definition import load
from symptoms.engine import evaluate
from tests.symptoms.people import CALM, NO_DANGER, calm

nonsense = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=5,
)


def outcome(answers):
    return evaluate(load(), answers)


def ids(things):
    return [thing.id for thing in things]


def test_no_answers_at_all_is_not_an_all_clear():
    nobody = outcome({})
    assert nobody.level == "see_clinician"
    assert not nobody.complete
    assert nobody.routines == ()
    assert set(nobody.missing) >= set(NO_DANGER) | {"q_area", "q_now", "q_goal"}


def test_a_calm_person_is_asked_nothing_but_what_their_answers_lead_to():
    assert outcome(CALM).complete
    assert outcome(CALM) == outcome(calm())


def test_symptom_questions_are_not_missed_once_a_danger_sign_is_ticked():
    flagged = outcome({**NO_DANGER, "g_pain": ["rf_walk_cramp"]})
    assert flagged.complete
    assert flagged.missing == ()


def test_a_question_that_an_answer_leads_to_is_missed_until_it_is_answered():
    thinner = {**NO_DANGER, "g_health": ["rf_anticoagulant"]}
    assert outcome(thinner).missing == ("g_new_pain", "g_thinner_leg")
    assert outcome({**CALM, "q_leg_feel": ["tingling"]}).missing == ("q_leg_side",)


def test_a_danger_sign_counts_before_the_other_pages_are_answered():
    early = outcome({"g_nerves": ["rf_saddle"]})
    assert early.level == "emergency"
    assert not early.complete


def test_the_most_serious_sign_is_the_headline_and_every_sign_is_listed():
    many = outcome(
        calm(g_pregnancy="pregnant", g_pain=["rf_night_constant"], g_nerves=["rf_saddle"])
    )
    assert many.level == "emergency"
    assert ids(many.flags) == ["rf_saddle", "rf_night_constant", "rf_pregnant"]


def test_two_signs_are_never_less_serious_than_either_alone():
    apart = outcome(calm(g_infection=["rf_fever"])), outcome(calm(g_injury=["rf_no_weight"]))
    assert [one.level for one in apart] == ["urgent", "urgent"]
    assert outcome(calm(g_infection=["rf_fever"], g_injury=["rf_no_weight"])).level == "emergency"


def test_a_sign_ticked_beside_none_of_these_is_still_a_sign():
    both = outcome(calm(g_nerves=["none", "rf_saddle"]))
    assert ids(both.flags) == ["rf_saddle"]
    assert both.level == "emergency"


def test_none_and_not_sure_together_is_no_all_clear():
    both = outcome(calm(g_nerves=["none", "unsure"]))
    assert both.level == "emergency"


def test_a_late_flag_joins_a_danger_sign_and_raises_the_level():
    two = outcome(calm(g_pregnancy="pregnant", q_leg_feel=["tingling"], q_leg_side="both"))
    assert two.level == "emergency"
    assert ids(two.flags) == ["lf_both_leg_nerve", "rf_pregnant"]


def test_an_answer_to_a_question_that_was_not_asked_is_ignored():
    assert outcome(calm(q_snap="painful", q_pigeon="pinch_front", q_began="before_45")) == outcome(
        CALM
    )


def test_a_danger_sign_counts_even_where_its_question_was_not_asked():
    assert ids(outcome(calm(g_thinner_leg="unsure")).flags) == ["unsure_g_thinner_leg"]
    assert outcome(calm(g_sudden="unsure")).level == "urgent"
    assert outcome(calm(g_thinner_leg="weak")) == outcome(CALM)  # no sign without its history


def test_a_routine_says_which_answers_led_to_it():
    desk = outcome(calm(q_worse=["sitting", "standing"])).routines[0]
    assert desk.reason == "Sitting seems to play a part."
    [because] = desk.because
    assert (because.question, because.answer) == ("q_worse", "Sitting")


def test_two_answers_that_are_a_sign_together_are_both_told():
    [hit] = [
        hit
        for hit in outcome(calm(g_age="under_16", g_injury=["limp"])).flags
        if hit.id == "rf_child_hip"
    ]
    told = [(because.question, because.answer) for because in hit.because]
    assert told == [("g_age", "Under 16"), ("g_injury", "I walk with a limp")]


def test_a_rule_on_points_tells_the_points_the_person_gave():
    [hit] = outcome(calm(q_now=8)).flags
    assert [because.answer for because in hit.because] == ["8 out of 10"]


def test_the_lowest_irritability_and_the_calmest_routine_go_by_the_cut_offs():
    assert outcome(calm(q_worst=3, q_now=3, q_settle="hours")).irritability == "low"
    assert outcome(calm(q_worst=3, q_now=3, q_settle="next_day")).irritability == "low"
    assert outcome(calm(q_worst=4)).irritability == "moderate"
    assert outcome(calm(q_now=4)).irritability == "moderate"
    assert outcome(calm(q_worst=7)).irritability == "high"
    assert outcome(calm(q_now=6)).irritability == "high"
    assert outcome(calm(q_settle="gt_24h")).irritability == "high"


def test_advice_and_a_person_to_see_are_shown_beside_the_routine():
    long_desk = outcome(calm(q_worse=["sitting"], q_duration="gt_12w"))
    tips = [advised.tip.id for advised in long_desk.advice]
    assert tips == ["adv_general", "adv_sitting", "adv_weightbelly"]
    [physio] = long_desk.physio
    assert physio.tip.id == "ph_long"
    assert {because.question for because in physio.because} == {"q_duration", "q_worst"}
    assert len(long_desk.if_worse) == 6


@given(page=st.sampled_from(sorted(CALM)), value=nonsense)
@settings(max_examples=300, deadline=None)
def test_an_answer_that_makes_no_sense_never_gets_a_routine(page, value):
    result = outcome({**CALM, page: value})
    understood = page in ("q_now", "q_worst") and type(value) is int and 0 <= value <= 10
    if not understood:
        assert (result.level, result.routines) == ("see_clinician", ())
        assert page in result.missing


@given(answers=st.dictionaries(st.sampled_from(sorted(CALM)) | st.text(), nonsense) | nonsense)
@settings(max_examples=300, deadline=None)
def test_it_never_fails_whatever_it_is_given(answers):
    assert outcome(answers).routines == ()


@given(page=st.sampled_from(sorted(CALM)))
def test_leaving_out_any_one_answer_leaves_no_routine(page):
    result = outcome({key: value for key, value in CALM.items() if key != page})
    assert (result.level, result.routines) == ("see_clinician", ())
    assert page in result.missing
