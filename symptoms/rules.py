"""The definition compiled: what the engine runs and what the proof reads, the very same numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from symptoms import conditions as c
from symptoms.answer_bits import Read, reader
from symptoms.atoms import Atoms, Terms, enough, evidence, needs, reads
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

    when: asked only if these hold; None for everybody. need, enough: as a rule's. matters: asked only if an answer to it
    would change the result. signs: the bits of its danger signs and of "not sure".
    """

    question: Question
    when: Terms | None
    need: int
    enough: bool
    matters: bool
    bits: Mapping[str, int]
    points: tuple[int, ...]  # scale: low..high -> bits of every threshold reached
    every: int
    exclusive: int
    signs: int
    told: Mapping[int, Because]  # by bit, or by how many points above the lowest
    read: Read  # what an answer says, and whether it makes sense


@dataclass(frozen=True, slots=True)
class Rule:
    """An item of the definition (a flag, finding, routine rule, tip...) with its test.

    need: `when` cannot hold without one of these bits; most rules end at this one look.
    enough: one of these bits is all it takes.
    """

    item: Any
    when: Terms
    need: int
    enough: bool
    bit: int = 0  # findings and irritability: set once it holds

    def evidence(self, mask: int) -> int:
        """The bits that made it hold; only to be asked when it does."""
        return mask & self.need if self.enough else evidence(self.when, mask)


@dataclass(frozen=True, slots=True)
class Limits:
    """What keeps one routine away: any of these bits, or any of these tests."""

    forbidden: int
    extra: tuple[Terms, ...]
    kneels: bool


@dataclass(frozen=True)
class Rules:
    atoms: Atoms
    asking: tuple[Asking, ...]
    signs: int  # every danger sign and "not sure"
    combined: tuple[Rule, ...]
    late: tuple[Rule, ...]
    together: tuple[Rule, ...]  # both: signs made of several answers
    irritability: tuple[Rule, ...]
    findings: tuple[Rule, ...]
    limits: Mapping[str, Limits]
    primary: tuple[Rule, ...]
    secondary: tuple[Rule, ...]
    advice: tuple[Rule, ...]
    physio: tuple[Rule, ...]
    cannot_kneel: int
    derived: int  # every finding and irritability
    settled: bool  # neither is read from a question that is asked only where it `matters`
    owner: Mapping[int, Asking] = field(repr=False)  # bit -> the question it answers
    alone: Mapping[int, tuple[Because, ...]] = field(repr=False)  # bit of one option -> its words


def compile_rules(definition: Definition) -> Rules:
    atoms = Atoms()
    every = [add_question(atoms, question) for question in definition.asked]
    for value in IRRITABILITY:
        atoms.add("irritability", value)
    for finding in definition.findings:
        atoms.add("finding", finding.id)
    pairs = zip(definition.asked, every, strict=True)
    asking = tuple(compile_question(atoms, question, bits) for question, bits in pairs)
    at_last = sum(one.every for one in asking if one.matters)
    irritability = tuple(
        rule_of(atoms, rule, atoms.bits["irritability", rule.value])
        for rule in definition.irritability
    )
    findings = tuple(
        rule_of(atoms, finding, atoms.bits["finding", finding.id])
        for finding in definition.findings
    )
    combined = rules_of(atoms, definition.combined_flags)
    late = rules_of(atoms, definition.late_flags)
    return Rules(
        atoms=atoms,
        asking=asking,
        signs=sum(one.signs for one in asking),
        combined=combined,
        late=late,
        together=combined + late,
        irritability=irritability,
        findings=findings,
        limits={key: limits(atoms, definition, key) for key in definition.routines},
        primary=rules_of(atoms, definition.primary),
        secondary=rules_of(atoms, definition.secondary),
        advice=rules_of(atoms, definition.advice),
        physio=rules_of(atoms, definition.physio),
        cannot_kneel=atoms.bits.get(KNEELING, 0),
        derived=sum([*atoms.of("irritability").values(), *atoms.of("finding").values()]),
        settled=not any(reads(rule.when) & at_last for rule in (*irritability, *findings)),
        owner={bit: one for one in asking for bit in (*one.bits.values(), *thresholds(one))},
        alone={0: ()} | {bit: (one.told[bit],) for one in asking for bit in one.bits.values()},
    )


def rules_of(atoms: Atoms, items) -> tuple[Rule, ...]:
    return tuple(rule_of(atoms, item) for item in items)


def rule_of(atoms: Atoms, item: Any, bit: int = 0) -> Rule:
    when = atoms.compile(item.when)
    return Rule(item, when, needs(when), enough(when), bit)


def add_question(atoms: Atoms, question: Question) -> dict[str | int, int]:
    values = (
        range(question.low + 1, question.high + 1)
        if question.kind == "scale"
        else [option.id for option in question.options]
    )
    return {value: atoms.add(question.id, value) for value in values}


def compile_question(atoms: Atoms, question: Question, bits: Mapping) -> Asking:
    points = running(bits) if question.kind == "scale" else ()
    exclusive = atoms.any_of(question.id, question.exclusive)
    matters = isinstance(question.ask_if, c.Matters)
    when = None if matters or question.ask_if is None else atoms.compile(question.ask_if)
    signs = [option.id for option in question.options if option.flag]
    if question.unsure_level:
        signs.append(UNSURE)
    return Asking(
        question=question,
        when=when,
        need=needs(when) if when else -1,
        enough=enough(when or ()),
        matters=matters,
        bits=bits if question.kind != "scale" else {},
        points=points,
        every=sum(bits.values()),
        exclusive=exclusive,
        signs=atoms.any_of(question.id, signs),
        told={at: Because(question.id, question.text, said) for at, said in words(question, bits)},
        read=reader(question, bits, points, exclusive),
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
