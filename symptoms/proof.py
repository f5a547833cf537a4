"""Proves the self-check over every possible answer set, before it may be loaded.

The rules that the engine runs are written as logic (symptoms.proof_model) and a SAT solver is
asked, for each property (symptoms.proof_claims), whether any answers at all break it. What it
finds is told in plain words, with the engine's own result for those answers.
"""

import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pysat.solvers import Solver

from routines.content import Context, Problem
from symptoms import proof_care, proof_count, proof_danger, proof_path
from symptoms.definition import load
from symptoms.proof_ground import Case, Claim, Ground, Items
from symptoms.proof_pins import Pins, read_pins
from symptoms.proof_words import answers_of, tell
from symptoms.schema import Definition

MOST_TOLD = 3  # counter-examples for one property; the first is what matters


@dataclass(frozen=True)
class Fault:
    """Where a property breaks. people: answer sets that show it, line by line; none for a rule that cannot fire."""

    file: str
    item: str
    says: str
    people: tuple[tuple[str, ...], ...] = ()

    def problem(self) -> Problem:
        told = (f" For example: {' / '.join(lines)}" for lines in self.people[:1])
        return Problem(self.file, self.item, self.says + "".join(told))


@dataclass(frozen=True)
class Property:
    text: str
    cases: int
    faults: tuple[Fault, ...]

    @property
    def holds(self) -> bool:
        return not self.faults


@dataclass(frozen=True)
class Proof:
    """answer_sets: ways to answer every question. paths: ways to answer those that are asked."""

    version: str
    hash: str
    answer_sets: int
    paths: int
    atoms: int
    variables: int
    clauses: int
    queries: int
    seconds: float
    properties: tuple[Property, ...]

    @property
    def holds(self) -> bool:
        return all(one.holds for one in self.properties)

    @property
    def faults(self) -> list[Fault]:
        return [fault for one in self.properties for fault in one.faults]

    def summary(self) -> dict[str, Any]:
        """For keeping beside the version, as JSON; counts too long for a number are text."""
        return {
            "holds": self.holds,
            "answer_sets": str(self.answer_sets),
            "paths": str(self.paths),
            "atoms": self.atoms,
            "variables": self.variables,
            "clauses": self.clauses,
            "queries": self.queries,
            "properties": [
                {"text": one.text, "cases": one.cases, "holds": one.holds}
                for one in self.properties
            ],
        }


SAFETY = (*proof_danger.CLAIMS, *proof_care.CLAIMS)
CLAIMS = (*SAFETY, *proof_path.CLAIMS)


class Prover:
    """Asks everything of one solver, claim by claim."""

    def __init__(self, ground: Ground):
        self.ground = ground
        self.solver = Solver("glucose4")
        self.read = 0  # clauses that the solver knows
        self.queries = 0

    def prove(self, claims: Iterable[Callable[[Ground], Claim]] = CLAIMS) -> Iterator[Property]:
        with self.solver:
            for make in claims:
                claim = make(self.ground)
                faults = [Fault(*fault) for fault in claim.faults]
                if self.ask(self.ground.gates.some(case.literal for case in claim.never)):
                    faults += self.broken(claim)  # only a claim that breaks is taken apart
                faults += self.impossible(claim)
                yield Property(claim.text, claim.cases, tuple(faults))

    def ask(self, literal: int) -> bool:
        clauses = self.ground.gates.clauses
        self.solver.append_formula(clauses[self.read :])
        self.read = len(clauses)
        self.queries += 1
        return self.solver.solve(assumptions=[literal])

    def broken(self, claim: Claim) -> Iterator[Fault]:
        told = 0
        for case in claim.never:
            if self.ask(case.literal):
                told += 1
                people = self.people(case) if told <= MOST_TOLD else ()
                yield Fault(case.file, case.item, case.says, people)

    def people(self, case: Case) -> tuple[tuple[str, ...], ...]:
        true = set(self.solver.get_model() or ())
        sets = [self.ground.given, *([case.beside] if case.beside else [])]
        definition = self.ground.definition
        return tuple(tell(definition, answers_of(definition, given, true)) for given in sets)

    def impossible(self, claim: Claim) -> Iterator[Fault]:
        """What no answers lead to. One person found often shows many cases at once."""
        seen: set[int] = set()
        for case in claim.can:
            if case.literal in seen:
                continue
            if self.ask(case.literal):
                seen.update(self.solver.get_model() or ())
            else:
                yield Fault(case.file, case.item, case.says)


def prove(definition: Definition, exercises: Items, routines: Items, pins: Pins) -> Proof:
    """Every property of this definition, beside the items of exercises.yaml and routines.yaml by id."""
    began = time.perf_counter()
    ground = Ground(definition, exercises, routines, pins)
    prover = Prover(ground)
    properties = tuple(prover.prove())
    return Proof(
        version=definition.version,
        hash=definition.hash,
        answer_sets=proof_count.answer_sets(definition.rules),
        paths=proof_count.paths(definition.rules),
        atoms=len(definition.rules.atoms.names),
        variables=ground.gates.count,
        clauses=len(ground.gates.clauses),
        queries=prover.queries,
        seconds=time.perf_counter() - began,
        properties=properties,
    )


def first_unsafe(
    definition: Definition, exercises: Items, routines: Items, pins: Pins
) -> Property | None:
    """Only whether anybody could come to harm: the first property that breaks, None where none does."""
    prover = Prover(Ground(definition, exercises, routines, pins))
    return next((one for one in prover.prove(SAFETY) if not one.holds), None)


PROVED: dict[str, Proof] = {}  # by what was proved: the same files are proved once a process


def beside(definition: Definition, context: Context) -> Proof:
    """The proof of a definition beside the exercises, routines and pins in their files."""
    pins = read_pins()
    proved = json.dumps([definition.hash, context.exercises, context.routines, repr(pins)])
    if proved not in PROVED:
        PROVED[proved] = prove(definition, context.exercises, context.routines, pins)
    return PROVED[proved]


def shipped() -> Proof:
    """The proof of the definition shipped with this code."""
    return beside(load(), Context())
