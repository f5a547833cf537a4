"""Hundreds of small edits: the proof refuses every one that would send somebody the wrong way.

Whether an edit is unsafe is judged apart from the proof, by trying many people on a second, plain
evaluator: with the edit, somebody with a danger sign gets a routine or a less serious level than
today, or somebody is given a routine that today's findings, limits and exclusions keep away.
"""

import random
from functools import cache

import pytest

from routines.content import Context, read_yaml
from symptoms.definition import DOCUMENT, DefinitionError, load, parse
from symptoms.proof import first_unsafe
from symptoms.proof_pins import read_pins
from tests.safety.mutants import KINDS, Maker
from tests.symptoms.answer_sets import complete_answers, drawn
from tests.symptoms.naive import LEVELS, Naive
from tests.symptoms.people import CALM, FOLLOW_UPS

CONTEXT = Context()
SEED, RANDOM, NEAR, OWN = 5, 80, 120, 200
SAMPLE = {"changed_conditions": 110, "dropped_flags": 50, "lowered_levels": 50, "bolder_moves": 40}


@cache
def today():
    return Naive(read_yaml(DOCUMENT), CONTEXT.routines, CONTEXT.exercises)


@cache
def everybody():
    """People for every edit, with where today's self-check sends them."""
    chance = random.Random(SEED)
    people = [complete_answers(load(), chance) for _ in range(RANDOM)]
    people += [near_calm(chance, list(load().by_id)) for _ in range(NEAR)]
    return [(answers, today().evaluate(answers)) for answers in people]


def near_calm(chance, keys):
    """The calm person with other answers to one to four of these questions."""
    answers = {**CALM, **FOLLOW_UPS}
    for key in chance.sample(keys, min(len(keys), chance.randint(1, 4))):
        answers[key] = drawn(load().by_id[key], chance, quiet=False)
    return answers


def near(mutant):
    """People whose answers differ just where the edit is."""
    chance = random.Random(mutant.what)
    keys = sorted(mutant.named & load().by_id.keys())
    people = [near_calm(chance, keys) for _ in range(OWN if keys else 0)]
    return [(answers, today().evaluate(answers)) for answers in people]


def proof_refuses(mutant):
    try:
        definition = parse(
            mutant.document,
            routines=CONTEXT.routines,
            exercises=mutant.exercises,
            references=CONTEXT.references,
        )
    except DefinitionError:
        return True
    return first_unsafe(definition, mutant.exercises, CONTEXT.routines, read_pins()) is not None


def harmed(mutant):
    """Somebody whom this edit sends the wrong way; None if nobody was found."""
    changed = Naive(mutant.document, CONTEXT.routines, mutant.exercises)
    for answers, before in [*near(mutant), *everybody()]:
        if wrong_way(before, changed.evaluate(answers), answers):
            return answers
    return None


def wrong_way(before, after, answers):
    if before["flags"]:
        return LEVELS.index(after["level"]) > LEVELS.index(before["level"])
    if after["level"] != "self_care" or before["level"] != "self_care":
        return False
    said, _asked = today().walk(answers)
    return not all(today().may(key, said, before) for _id, key, _swapped in after["routines"])


def mutants(kind):
    made = list(getattr(Maker(read_yaml(DOCUMENT), CONTEXT.exercises), kind)())
    chance = random.Random(SEED)
    return chance.sample(made, min(len(made), SAMPLE.get(kind, len(made))))


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_every_unsafe_edit_is_refused(kind, capsys):
    tried = mutants(kind)
    survived = [mutant for mutant in tried if not proof_refuses(mutant)]
    unsafe = {mutant.what: answers for mutant in survived if (answers := harmed(mutant))}
    with capsys.disabled():
        print(
            f"\n{kind}: {len(tried)} edits, {len(tried) - len(survived)} refused, {len(survived)} harmless"
        )
    assert not unsafe


@pytest.mark.slow
def test_the_edits_are_many_and_a_good_part_is_truly_unsafe():
    tried = {kind: mutants(kind) for kind in KINDS}
    assert sum(map(len, tried.values())) >= 300
    some = [mutant for kind in KINDS for mutant in tried[kind][:8]]
    assert sum(harmed(mutant) is not None for mutant in some if mutant.named) > len(some) / 4
