"""A hundred thousand people, drawn at random: nobody with a danger sign is given a routine."""

import random

import pytest

from symptoms.definition import load
from symptoms.engine import evaluate
from tests.symptoms.answer_sets import complete_answers, is_sign

SEED = 7
LIMITS = {"low": 0, "moderate": 1, "high": 2}


def random_person(definition, chance):
    answers = complete_answers(definition, chance)
    if chance.random() < 0.05:
        del answers[chance.choice(sorted(answers))]
    return answers


def reports_a_sign(definition, answers):
    for question in definition.asked:
        value = answers.get(question.id)
        picked = value if isinstance(value, list) else [value]
        if any(is_sign(question, option) for option in question.options if option.id in picked):
            return True
    return False


def lacks_an_answer(definition, answers):
    """Every question without ask_if is asked of everybody."""
    return any(q.ask_if is None and q.id not in answers for q in definition.asked)


def assert_kept(definition, answers, outcome):
    unsure_or_sign = reports_a_sign(definition, answers)
    if unsure_or_sign or lacks_an_answer(definition, answers) or outcome.flags or outcome.missing:
        assert outcome.level != "self_care", answers
        assert outcome.routines == (), answers
        return
    assert outcome.level == "self_care", answers
    assert outcome.patterns, answers
    assert outcome.advice, answers
    assert 1 <= len(outcome.routines) <= 3, answers
    found = {pattern.finding.id for pattern in outcome.patterns}
    for suggestion in outcome.routines:
        facts = definition.routines[suggestion.routine]
        assert LIMITS[outcome.irritability] <= LIMITS[facts.max_irritability], answers
        assert not found & facts.avoid, answers


def check(people):
    definition, chance = load(), random.Random(SEED)
    cared_for = flagged = 0
    for _ in range(people):
        answers = random_person(definition, chance)
        outcome = evaluate(definition, answers)
        assert_kept(definition, answers, outcome)
        cared_for += outcome.level == "self_care"
        flagged += bool(outcome.flags)
    assert cared_for > people / 10  # both sides were truly tried
    assert flagged > people / 10


def test_ten_thousand_random_people_with_a_flag_get_no_routine():
    check(10_000)


@pytest.mark.slow
def test_a_hundred_thousand_random_people_with_a_flag_get_no_routine():
    check(100_000)
