"""What is proved is what runs: the model, the engine and a plain second evaluator always agree."""

import random
from functools import cache

import pytest
from hypothesis import example, given, settings
from pysat.solvers import Solver

from routines.content import Context, read_yaml
from symptoms.definition import DOCUMENT, load
from symptoms.engine import evaluate, replay
from symptoms.proof_gates import Gates
from symptoms.proof_model import Model
from tests.symptoms.answer_sets import any_answers, complete_answers
from tests.symptoms.naive import Naive

CONTEXT = Context()


@cache
def naive():
    return Naive(read_yaml(DOCUMENT), CONTEXT.routines, CONTEXT.exercises)


class Encoded:
    """The model of the proof with a solver that is told one person's answers."""

    def __init__(self, definition):
        self.definition = definition
        gates = Gates()
        model = Model(definition, gates)
        self.given = model.given()
        self.run = model.run(self.given)
        self.swaps = model.swaps(self.run.decided)
        self.solver = Solver("glucose4", bootstrap_with=gates.clauses)

    def follow(self, answers):
        told = []
        for one in self.definition.rules.asking:
            bits, sense = one.read(answers.get(one.question.id))
            for bit, literal in self.given.bits.items():
                if bit & one.every:
                    told.append(literal if bit & bits else -literal)
            if one.question.kind != "single":
                told.append(self.readable(one, answers.get(one.question.id), sense))
        assert self.solver.solve(assumptions=told), answers
        return set(self.solver.get_model())

    def readable(self, one, value, sense):
        literal = self.given.readable[one.question.id]
        if one.question.kind == "multi" and isinstance(value, list):
            sense = all(isinstance(v, str) and v in one.bits for v in value)
        return literal if sense else -literal


@pytest.fixture(scope="module")
def encoded():
    encoded = Encoded(load())
    yield encoded
    encoded.solver.delete()


def compare_model(encoded, answers):
    outcome, run, true = evaluate(load(), answers), encoded.run, encoded.follow(answers)
    walk = replay(load().rules, answers)
    names = [rule.item.id for rule, x in run.decided.findings if x in true]
    routines = [rule.item.id for rule, x in run.decided.routines if x in true]
    assert {key for key, _l, x in run.flags if x in true} == {hit.id for hit in outcome.flags}
    assert {key for key, x in run.missing.items() if x in true} == set(outcome.missing)
    told = {q.id for q, _a in walk.asked}  # a ticked sign off the path is among them
    assert {key for key, x in run.asked.items() if x in true} == told - off_path_signs(
        answers, told
    )
    assert (run.danger in true) == walk.danger
    assert (run.self_care in true) == outcome.clear
    if outcome.clear:
        assert names == [pattern.finding.id for pattern in outcome.patterns]
        assert routines == [suggestion.rule for suggestion in outcome.routines]
        assert [r.item.id for r, x in run.advice if x in true] == [a.tip.id for a in outcome.advice]
        assert [r.item.id for r, x in run.physio if x in true] == [a.tip.id for a in outcome.physio]
        [value] = [rule.item.value for rule, x in run.decided.irritability if x in true]
        assert value == outcome.irritability
        swapped = sum(suggestion.swapped for suggestion in outcome.routines)
        assert sum(x in true for x in encoded.swaps) == swapped


def off_path_signs(answers, told):
    said, asked = naive().walk(answers)
    return {key for key in told if key in said and key not in asked}


def compare_naive(answers):
    outcome, plain = evaluate(load(), answers), naive().evaluate(answers)
    assert outcome.level == plain["level"]
    assert {hit.id for hit in outcome.flags} == plain["flags"]
    assert list(outcome.missing) == plain["missing"]
    if outcome.clear:
        assert outcome.irritability == plain["irritability"]
        assert [pattern.finding.id for pattern in outcome.patterns] == plain["findings"]
        found = [(s.rule, s.routine, s.swapped) for s in outcome.routines]
        assert found == plain["routines"]
        assert [advised.tip.id for advised in outcome.advice] == plain["advice"]
        assert [advised.tip.id for advised in outcome.physio] == plain["physio"]


@given(answers=any_answers(load()))
@example(answers={})
@settings(max_examples=150, deadline=None)
def test_the_proved_model_and_the_engine_agree_on_whatever_is_sent(encoded, answers):
    compare_model(encoded, answers)


@given(answers=any_answers(load()))
@example(answers={})
@settings(max_examples=250, deadline=None)
def test_a_plain_evaluator_of_the_yaml_and_the_engine_agree_on_whatever_is_sent(answers):
    compare_naive(answers)


def compare_many(encoded, people, seed):
    chance, clear = random.Random(seed), 0
    for number in range(people):
        answers = complete_answers(load(), chance)
        clear += evaluate(load(), answers).clear
        compare_naive(answers)
        if number % 4 == 0:
            compare_model(encoded, answers)
    assert clear > people / 10  # both sides were truly tried


def test_all_three_agree_on_complete_answer_sets(encoded):
    compare_many(encoded, 400, seed=11)


@pytest.mark.slow
def test_all_three_agree_on_very_many_complete_answer_sets(encoded):
    compare_many(encoded, 10_000, seed=12)
