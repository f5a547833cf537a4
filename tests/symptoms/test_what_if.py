"""What would change a result: true for whoever asks, and never a way round a danger sign."""

from hypothesis import given, settings
from hypothesis import strategies as st

from symptoms.definition import load
from symptoms.engine import evaluate
from symptoms.explaining import explain
from symptoms.what_if import another_main, leads
from tests.symptoms.people import calm


@st.composite
def people(draw):
    """Anybody without a danger sign: every symptom question has an answer."""
    answers = {}
    for question in load().questions:
        names = sorted(question.labels)
        if question.kind == "scale":
            answers[question.id] = draw(st.integers(0, 5))
        elif question.kind == "single":
            answers[question.id] = draw(st.sampled_from(names))
        else:
            free = [name for name in names if name not in question.exclusive]
            answers[question.id] = draw(st.lists(st.sampled_from(free), min_size=1, max_size=3))
    return calm(**answers)


def told(answers):
    return explain(load(), answers, evaluate(load(), answers))


def differences(before, after):
    return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}


@settings(max_examples=60, deadline=None)
@given(people())
def test_one_changed_answer_really_gives_the_other_main_routine(answers):
    outcome = evaluate(load(), answers)
    if not outcome.clear:
        return
    main = outcome.routines[0]
    other = another_main(leads(load(), answers), main.routine, main.because)
    if other is None:
        return
    assert len(differences(answers, other.change.answers)) == 1
    changed = evaluate(load(), other.change.answers)
    assert changed.clear
    assert changed.routines[0].routine == other.main != main.routine


@settings(max_examples=40, deadline=None)
@given(people())
def test_with_the_changed_answer_the_thing_really_is_not_there(answers):
    outcome = evaluate(load(), answers)
    if not outcome.clear:
        return
    why = told(answers)
    for one in (*why.patterns, *why.advice, *why.physio):
        if one.change:
            after = evaluate(load(), one.change.change.answers)
            shown = {p.finding.id for p in after.patterns}
            shown |= {advised.tip.id for advised in (*after.advice, *after.physio)}
            assert after.clear
            assert one.item.id not in shown


@settings(max_examples=40, deadline=None)
@given(people())
def test_no_change_speaks_of_a_danger_sign_or_ends_in_one(answers):
    if not evaluate(load(), answers).clear:
        return
    for lead in leads(load(), answers):
        assert lead.change.question.startswith("q_")
        assert evaluate(load(), lead.change.answers).flags == ()


def test_the_answer_that_led_here_is_named_before_another_just_as_near():
    hills = evaluate(load(), calm(q_goal="walk"))
    assert hills.routines[0].routine == "r_uphill"
    change = told(calm(q_goal="walk")).another.change
    assert (change.question, change.how) == ("q_goal", "instead")


def test_on_a_scale_the_smallest_step_is_the_nearest():
    sore = calm(q_worst=6, q_now=2, q_goal="walk", q_worse=["lift_leg"])
    changes = [lead.change for lead in leads(load(), sore) if lead.change.question == "q_worst"]
    assert {change.size for change in changes} >= {1, 2, 3}
    assert all(change.size == abs(6 - change.answers["q_worst"]) for change in changes)


def test_what_is_said_to_everybody_names_no_change():
    general = next(one for one in told(calm()).advice if one.item.id == "adv_general")
    assert (general.because, general.change) == ((), None)
