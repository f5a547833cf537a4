"""A hundred thousand people, drawn at random: nobody with a danger sign is given a routine."""

import random

import pytest

from symptoms.definition import load
from symptoms.engine import evaluate

SEED = 7
LIMITS = {"low": 0, "moderate": 1, "high": 2}


def random_answer(screen, chance, calm):
    """Mostly clear danger pages when `calm`, so that the symptom questions are reached."""
    if screen.safety and screen.kind == "multi":
        if calm or chance.random() < 0.8:
            return ["none"]
        return [chance.choice(screen.options).id]
    if screen.kind == "scale":
        return chance.randint(screen.low, screen.high)
    if screen.kind == "single":
        return chance.choice(screen.options).id
    if screen.exclusive and chance.random() < 0.4:
        return [chance.choice(sorted(screen.exclusive))]
    free = [option.id for option in screen.options if option.id not in screen.exclusive]
    return chance.sample(free, chance.randint(1, min(3, len(free))))


def random_person(definition, chance):
    calm = chance.random() < 0.7
    answers = {s.id: random_answer(s, chance, calm) for s in definition.screens}
    if chance.random() < 0.05:
        del answers[chance.choice(sorted(answers))]
    return answers


def assert_kept(definition, answers, outcome):
    ticked = {o for value in answers.values() if isinstance(value, list) for o in value}
    danger = answers.get("g_age") == "under_16" or "unsure" in ticked
    danger = danger or any(option.startswith("rf_") for option in ticked)
    missing = {screen.id for screen in definition.screens} - answers.keys()
    if danger or missing or outcome.flags:
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
