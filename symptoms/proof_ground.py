"""What every property of the proof stands on: the questions to a solver, and the parts they share."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from symptoms.conditions import IRRITABILITY, Condition
from symptoms.proof_gates import FALSE, Gates
from symptoms.proof_model import Fired, Given, Model, Run
from symptoms.proof_pins import Pin, PinReader, Pins
from symptoms.rules import Asking
from symptoms.schema import Definition, Option

SELF_CHECK, EXERCISES = "self_check.yaml", "exercises.yaml"
Items = Mapping[str, Mapping[str, Any]]  # the items of a content file by id


@dataclass(frozen=True)
class Case:
    """One thing to ask the solver.

    literal: what must never hold, or what must be possible. says: the sentence for when it goes
    wrong. beside: a second answer set to tell with it.
    """

    file: str
    item: str
    literal: int
    says: str
    beside: Given | None = None


@dataclass
class Claim:
    """One property: cases that never hold, and cases that can.

    faults: (file, item, what) seen without the solver, among the `looked` things looked at.
    """

    text: str
    never: list[Case] = field(default_factory=list)
    can: list[Case] = field(default_factory=list)
    faults: list[tuple[str, str, str]] = field(default_factory=list)
    looked: int = 0

    @property
    def cases(self) -> int:
        return len(self.never) + len(self.can) + self.looked

    def forbid(self, file: str, item: str, literal: int, says: str) -> None:
        self.never.append(Case(file, item, literal, says))

    def expect(self, item: str, literal: int, says: str) -> None:
        self.can.append(Case(SELF_CHECK, item, literal, says))

    def look(self, fine: bool, file: str, item: str, what: str) -> None:
        self.looked += 1
        if not fine:
            self.faults.append((file, item, what))


class Ground:
    """One definition as logic, beside the exercises and routines as their files say now."""

    def __init__(self, definition: Definition, exercises: Items, routines: Items, pins: Pins):
        self.definition, self.rules = definition, definition.rules
        self.exercises, self.routines, self.pins = exercises, routines, pins
        self.gates = Gates()
        self.model = Model(definition, self.gates)
        self.given = self.model.given()
        self.run: Run = self.model.run(self.given)
        self.pinned = PinReader(definition)

    def both(self, *literals: int) -> int:
        return self.gates.every(literals)

    @cached_property
    def complete(self) -> int:
        """Everything that these answers lead to is answered."""
        return self.gates.every(-literal for literal in self.run.missing.values())

    @cached_property
    def irritabilities(self) -> dict[str, int]:
        bits = self.rules.atoms.of("irritability")
        return {value: self.run.decided.bits[bits[value]] for value in IRRITABILITY}

    def bit(self, question: str, option: str | int) -> int:
        return self.run.bits.get(self.rules.atoms.bits.get((question, option), 0), FALSE)

    def found(self, finding: str) -> int:
        bit = self.rules.atoms.bits.get(("finding", finding), 0)
        return self.run.decided.bits.get(bit, FALSE)

    def one_of(self, fired: Fired) -> int:
        return self.gates.some(literal for _rule, literal in fired)

    def above(self, limit: str) -> int:
        """The irritability is above this limit; any is, where the limit is not known."""
        return self.gates.some(
            x for value, x in self.irritabilities.items() if rank(value) > rank(limit)
        )

    def suggested(self, routine: str) -> int:
        chosen = [x for rule, x in self.run.decided.routines if rule.item.routine == routine]
        return self.both(self.run.self_care, self.gates.some(chosen))

    def signs(self) -> Iterator[tuple[Asking, Option]]:
        """Every danger sign and "not sure" that can be ticked."""
        for one in self.rules.asking:
            for option in one.question.options:
                if one.bits[option.id] & one.signs:
                    yield one, option

    def condition(self, condition: Condition) -> int:
        terms = self.rules.atoms.compile(condition)
        return self.model.holds(terms, self.run.decided.bits)

    def pin_condition(self, claim: Claim, file: str, pin: Pin, empty: int) -> int | None:
        """What the line's `when` means here, `empty` where it has none.

        None, and a fault, where it cannot be read any more.
        """
        if not pin.when:
            return empty
        condition, wrong = self.pinned.pinned(pin)
        for what in wrong:
            claim.look(False, file, pin.id, f"{what} It is pinned: put it back.")
        return None if wrong else self.condition(condition)


def rank(irritability: str) -> int:
    """0 for low; -1 for a value that is not known, so that everything lies above it."""
    return IRRITABILITY.index(irritability) if irritability in IRRITABILITY else -1
