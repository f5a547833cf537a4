"""The definition compiled: what the engine runs and what the proof reads, the very same numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from symptoms import conditions as c
from symptoms.atoms import Atoms, Terms, holds, needs
from symptoms.conditions import IRRITABILITY, UNSURE

if TYPE_CHECKING:
    from symptoms.schema import Definition, Question

KNEELING = ("q_kneel", "cannot")  # the answer that swaps kneeling moves for others


@dataclass(frozen=True, slots=True)
class Because:
    """One answer that led to something, in the words the person saw."""

    question: str  # id
    text: str
    answer: str


@dataclass(frozen=True, slots=True)
class Asking:
    """One question as numbers.

    when: asked only if these hold; None for everybody. matters: asked only if an answer to it
    would change the result. signs: the bits of its danger signs and of "not sure".
    """

    question: Question
    when: Terms | None
    matters: bool
    bits: Mapping[str, int]
    points: tuple[int, ...]  # scale: low..high -> bits of every threshold reached
    every: int
    exclusive: int
    signs: int
    told: Mapping[int, Because]  # by bit, or by how many points above the lowest

    def read(self, value: Any) -> tuple[int, bool]:
        """(bits of the answer, does it make sense?). Keeps what it knows of a bad answer."""
        kind = self.question.kind
        if kind == "single":
            bit = self.bits.get(value, 0) if isinstance(value, str) else 0
            return bit, bit != 0
        if kind == "multi":
            return self.read_many(value)
        if type(value) is int and self.question.low <= value <= self.question.high:
            return self.points[value - self.question.low], True
        return 0, False

    def read_many(self, value: Any) -> tuple[int, bool]:
        if not isinstance(value, (list, tuple)):
            return 0, False
        mask, sense, bits = 0, True, self.bits
        for picked in value:
            bit = bits.get(picked, 0) if isinstance(picked, str) else 0
            if not bit:
                sense = False
            mask |= bit
        alone = mask & self.exclusive
        return mask, sense and mask != 0 and (not alone or mask == alone & -alone)


@dataclass(frozen=True, slots=True)
class Rule:
    """An item of the definition (a flag, finding, routine rule, tip...) with its test.

    need: `when` cannot hold without one of these bits; most rules end at this one look.
    """

    item: Any
    when: Terms
    need: int
    bit: int = 0  # findings and irritability: set once it holds


@dataclass(frozen=True, slots=True)
class Limits:
    """What keeps one routine away: any of these bits, or any of these tests."""

    forbidden: int
    extra: tuple[Terms, ...]
    kneels: bool

    def allow(self, mask: int) -> bool:
        return not mask & self.forbidden and not any(holds(terms, mask) for terms in self.extra)


@dataclass(frozen=True)
class Rules:
    atoms: Atoms
    asking: tuple[Asking, ...]
    signs: int  # every danger sign and "not sure"
    combined: tuple[Rule, ...]
    late: tuple[Rule, ...]
    irritability: tuple[Rule, ...]
    findings: tuple[Rule, ...]
    limits: Mapping[str, Limits]
    primary: tuple[Rule, ...]
    secondary: tuple[Rule, ...]
    advice: tuple[Rule, ...]
    physio: tuple[Rule, ...]
    cannot_kneel: int
    owner: Mapping[int, Asking] = field(repr=False)  # bit -> the question it answers


def compile_rules(definition: Definition) -> Rules:
    atoms = Atoms()
    every = [add_question(atoms, question) for question in definition.asked]
    for value in IRRITABILITY:
        atoms.add("irritability", value)
    for finding in definition.findings:
        atoms.add("finding", finding.id)
    pairs = zip(definition.asked, every, strict=True)
    asking = tuple(compile_question(atoms, question, bits) for question, bits in pairs)
    return Rules(
        atoms=atoms,
        asking=asking,
        signs=sum(one.signs for one in asking),
        combined=rules_of(atoms, definition.combined_flags),
        late=rules_of(atoms, definition.late_flags),
        irritability=tuple(
            rule_of(atoms, rule, atoms.bits["irritability", rule.value])
            for rule in definition.irritability
        ),
        findings=tuple(
            rule_of(atoms, finding, atoms.bits["finding", finding.id])
            for finding in definition.findings
        ),
        limits={key: limits(atoms, definition, key) for key in definition.routines},
        primary=rules_of(atoms, definition.primary),
        secondary=rules_of(atoms, definition.secondary),
        advice=rules_of(atoms, definition.advice),
        physio=rules_of(atoms, definition.physio),
        cannot_kneel=atoms.bits.get(KNEELING, 0),
        owner={bit: one for one in asking for bit in (*one.bits.values(), *thresholds(one))},
    )


def rules_of(atoms: Atoms, items) -> tuple[Rule, ...]:
    return tuple(rule_of(atoms, item) for item in items)


def rule_of(atoms: Atoms, item: Any, bit: int = 0) -> Rule:
    when = atoms.compile(item.when)
    return Rule(item, when, needs(when), bit)


def add_question(atoms: Atoms, question: Question) -> dict[str | int, int]:
    values = (
        range(question.low + 1, question.high + 1)
        if question.kind == "scale"
        else [option.id for option in question.options]
    )
    return {value: atoms.add(question.id, value) for value in values}


def compile_question(atoms: Atoms, question: Question, bits: Mapping) -> Asking:
    every = sum(bits.values())
    matters = isinstance(question.ask_if, c.Matters)
    when = None if matters or question.ask_if is None else atoms.compile(question.ask_if)
    signs = [option.id for option in question.options if option.flag]
    if question.unsure_level:
        signs.append(UNSURE)
    return Asking(
        question=question,
        when=when,
        matters=matters,
        bits=bits if question.kind != "scale" else {},
        points=running(bits) if question.kind == "scale" else (),
        every=every,
        exclusive=atoms.any_of(question.id, question.exclusive),
        signs=atoms.any_of(question.id, signs),
        told={at: Because(question.id, question.text, said) for at, said in words(question, bits)},
    )


def words(question: Question, bits: Mapping) -> Iterable[tuple[int, str]]:
    """Every answer in the words of the page."""
    if question.kind == "scale":
        for points in range(question.low, question.high + 1):
            yield points - question.low, f"{points} out of {question.high}"
    for option in question.options:
        yield bits[option.id], option.label


def running(bits: Mapping[int, int]) -> tuple[int, ...]:
    """0, then each further point with the bits of all thresholds it reaches."""
    reached = [0]
    for bit in bits.values():
        reached.append(reached[-1] | bit)
    return tuple(reached)


def thresholds(one: Asking) -> list[int]:
    return [high ^ low for low, high in zip(one.points, one.points[1:], strict=False)]


def limits(atoms: Atoms, definition: Definition, key: str) -> Limits:
    facts = definition.routines[key]
    above = IRRITABILITY[IRRITABILITY.index(facts.max_irritability) + 1 :]
    ruled_out = facts.avoid | definition.excluded.get(key, frozenset())
    return Limits(
        forbidden=atoms.any_of("irritability", above) | atoms.any_of("finding", ruled_out),
        extra=tuple(
            atoms.compile(exclusion.when)
            for exclusion in definition.extra_exclusions
            if exclusion.routine == key
        ),
        kneels=facts.kneels,
    )
