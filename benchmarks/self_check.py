"""What one decision costs, with all its reasons, beside Python code generated for the same rules.

The yardstick is one function written out from the compiled rules: it reads the answers, follows
the path and returns the ids, and explains nothing. Both go through the same people in the same
run, turn by turn. CPU time, not the clock: other work on the machine does not count.
"""

import os
import random
import statistics
import time
from collections.abc import Callable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "psoascare.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from benchmarks.self_check_code import generated  # noqa: E402
from symptoms.definition import load  # noqa: E402
from symptoms.engine import evaluate  # noqa: E402
from symptoms.lengths import drawn, likely  # noqa: E402
from symptoms.outcome import Outcome  # noqa: E402

ROUNDS, PEOPLE, SEED = 15, 400, 3


def measure() -> str:
    definition, chance = load(), random.Random(SEED)
    people = [drawn(definition, likely, chance) for _ in range(PEOPLE)]
    code = generated(definition)
    for answers in people:  # the yardstick decides the same, or it is none
        assert code(answers) == ids(evaluate(definition, answers)), answers
    with CaptureQueriesContext(connection) as queries:
        rounds = [
            (spent(lambda answers: evaluate(definition, answers), people), spent(code, people))
            for _ in range(ROUNDS + 1)
        ]
    return table(rounds[1:], len(queries))  # the first only warms up


def ids(outcome: Outcome) -> tuple:
    return (
        outcome.level,
        tuple(hit.id for hit in outcome.flags),
        outcome.missing,
        outcome.irritability,
        tuple(pattern.finding.id for pattern in outcome.patterns),
        tuple(suggestion.rule for suggestion in outcome.routines),
        tuple(advised.tip.id for advised in outcome.advice),
        tuple(advised.tip.id for advised in outcome.physio),
    )


def spent(decide: Callable, people: list[dict]) -> float:
    """Microseconds of CPU for one person."""
    began = time.process_time()
    for answers in people:
        decide(answers)
    return (time.process_time() - began) / len(people) * 1e6


def table(rounds: list[tuple[float, float]], queries: int) -> str:
    engine, code = (statistics.median(column) for column in zip(*rounds, strict=True))
    ratio = statistics.median(mine / floor for mine, floor in rounds)
    return "\n".join(
        [
            f"Median of {ROUNDS} rounds, {PEOPLE} likely people without a danger sign, every question answered.",
            "",
            "| | CPU µs a decision | times the generated code |",
            "|---|---|---|",
            f"| evaluate, with its reasons | {engine:.0f} | {ratio:.1f} |",
            f"| generated code, ids only | {code:.0f} | 1.0 |",
            "",
            f"Database queries: {queries}.",
        ]
    )
