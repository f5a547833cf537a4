"""The engine as logic: the same compiled rules, for every answer set at once.

`given` makes the free choices of a person: any boxes, any points, nothing at all, or nonsense.
`run` then follows `symptoms.engine` step by step over them. What the engine does with one set of
numbers, this does with literals; a test holds the two against each other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from symptoms.atoms import Terms
from symptoms.atoms import each as bits_of
from symptoms.conditions import UNSURE
from symptoms.engine import MOST_SECONDARY
from symptoms.proof_gates import FALSE, TRUE, Gates
from symptoms.rules import Asking, Rule, Rules
from symptoms.schema import DANGER, Definition

Bits = Mapping[int, int]  # a bit of the rules -> the literal that says whether it is set
Fired = list[tuple[Rule, int]]
each = cache(bits_of)


@dataclass(frozen=True)
class Given:
    """What a person hands in. readable: by question, whether the answer is of the right kind."""

    bits: dict[int, int]
    readable: dict[str, int]


@dataclass(frozen=True)
class Decided:
    bits: Bits  # with what was derived
    irritability: Fired
    findings: Fired
    primary: Fired
    secondary: Fired
    allowed: Mapping[str, int]

    @property
    def routines(self) -> Fired:
        return self.primary + self.secondary


@dataclass(frozen=True)
class Run:
    """One pass of the engine. flags: (id, level, literal). level: it is at least this serious."""

    bits: Bits
    asked: dict[str, int]
    answered: dict[str, int]
    danger: int
    flags: list[tuple[str, str, int]]
    missing: dict[str, int]
    decided: Decided
    advice: Fired
    physio: Fired
    clear: int  # no flag, nothing missing
    self_care: int  # clear, and the rules led to something: only then anything is shown
    serious: dict[str, int] = field(default_factory=dict)


class Model:
    def __init__(self, definition: Definition, gates: Gates):
        self.definition, self.gates = definition, gates
        self.rules: Rules = definition.rules

    # -------------------------------------------------------------- answers

    def given(self) -> Given:
        bits: dict[int, int] = {}
        readable: dict[str, int] = {}
        for one in self.rules.asking:
            mine = {bit: self.gates.free() for bit in each(one.every)}
            bits |= mine
            if one.question.kind == "single":
                readable[one.question.id] = TRUE
                self.gates.at_most_one(mine.values())
                continue
            readable[one.question.id] = self.gates.free()
            if one.question.kind == "scale":
                self.points(list(mine.values()), readable[one.question.id])
        return Given(bits, readable)

    def points(self, thresholds: list[int], readable: int) -> None:
        for lower, higher in zip([readable, *thresholds], thresholds, strict=False):
            self.gates.require(lower, -higher)

    def answered(self, one: Asking, given: Given) -> int:
        """Asking.read's second value: does the answer make sense?"""
        readable = given.readable[one.question.id]
        if one.question.kind == "scale":
            return readable
        mine = {bit: given.bits[bit] for bit in each(one.every)}
        alone = [
            self.gates.some([-mine[bit], -literal])
            for bit in each(one.exclusive)
            for other, literal in mine.items()
            if other != bit
        ]
        return self.gates.every([readable, self.gates.some(mine.values()), *alone])

    # -------------------------------------------------------------- tests

    def holds(self, terms: Terms, bits: Bits) -> int:
        return self.gates.some(
            self.gates.every(
                self.gates.some(
                    [bits.get(bit, FALSE) for bit in each(yes)]
                    + [-bits.get(bit, FALSE) for bit in each(no)]
                )
                for yes, no in term
            )
            for term in terms
        )

    def any_bit(self, mask: int, bits: Bits) -> int:
        wanted = bits if mask == -1 else each(mask)
        return self.gates.some(bits.get(bit, FALSE) for bit in wanted)

    def fires(self, rule: Rule, bits: Bits) -> int:
        return self.gates.every([self.any_bit(rule.need, bits), self.holds(rule.when, bits)])

    def fired(self, rules: Iterable[Rule], bits: Bits) -> Fired:
        return [(rule, self.fires(rule, bits)) for rule in rules]

    # -------------------------------------------------------------- engine.replay and evaluate

    def run(self, given: Given, forced: str = "") -> Run:
        """forced: this question is answered although these answers do not lead to it."""
        bits: dict[int, int] = {}
        asked: dict[str, int] = {}
        answered: dict[str, int] = {}
        whole = [TRUE]
        for one in self.rules.asking:
            key = one.question.id
            on_path = self.on_path(one, bits, self.gates.every(whole))
            reads = TRUE if key == forced else on_path
            for bit in each(one.every):
                counts = TRUE if bit & one.signs else reads
                bits[bit] = self.gates.every([given.bits[bit], counts])
            asked[key], answered[key] = on_path, self.answered(one, given)
            whole.append(self.gates.some([-on_path, answered[key]]))
        return self.outcome(bits, asked, answered)

    def on_path(self, one: Asking, bits: Bits, whole: int) -> int:
        if one.matters:
            return self.gates.every([whole, self.matters(one, bits)])
        return TRUE if one.when is None else self.holds(one.when, bits)

    def matters(self, one: Asking, bits: Bits) -> int:
        derived, _irritability, _findings = self.derive(bits)
        first, *others = (self.ways({**derived, bit: TRUE}) for bit in one.bits.values())
        return self.gates.some(
            self.gates.differ(mine, its)
            for other in others
            for mine, its in zip(first, other, strict=True)
        )

    def ways(self, bits: Bits) -> list[int]:
        """One literal for each routine that is suggested, and for each whose moves are swapped."""
        decided = self.suggest(bits, [], [])
        return [*(literal for _rule, literal in decided.routines), *self.swaps(decided)]

    def swaps(self, decided: Decided) -> list[int]:
        cannot = self.any_bit(self.rules.cannot_kneel, decided.bits)
        return [
            self.gates.every([literal, cannot])
            for rule, literal in decided.routines
            if self.rules.limits[rule.item.routine].kneels
        ]

    def outcome(self, bits: Bits, asked: dict[str, int], answered: dict[str, int]) -> Run:
        gates, rules = self.gates, self.rules
        combined, late = self.fired(rules.combined, bits), self.fired(rules.late, bits)
        danger = gates.some(
            [self.any_bit(rules.signs, bits), *(literal for _rule, literal in combined)]
        )
        flags = [*self.signs(bits), *((r.item.id, r.item.level, x) for r, x in combined + late)]
        missing = {
            one.question.id: gates.every(
                [
                    asked[one.question.id],
                    -answered[one.question.id],
                    TRUE if one.question.safety else -danger,
                ]
            )
            for one in rules.asking
        }
        decided = self.decide(bits)
        clear = gates.every([-x for _, _, x in flags] + [-x for x in missing.values()])
        led = (
            gates.some(literal for _rule, literal in fired)
            for fired in (decided.irritability, decided.findings, decided.routines)
        )
        self_care = gates.every([clear, *led])
        serious = {
            level: gates.some(
                [x for _, its, x in flags if DANGER.index(its) <= DANGER.index(level)]
            )
            for level in DANGER[:-1]
        } | {DANGER[-1]: -self_care}
        advice, physio = (self.fired(some, decided.bits) for some in (rules.advice, rules.physio))
        return Run(
            bits, asked, answered, danger, flags, missing, decided, advice, physio, clear,
            self_care, serious,
        )  # fmt: skip

    def signs(self, bits: Bits) -> Iterable[tuple[str, str, int]]:
        for one in self.rules.asking:
            for choice in one.question.options if one.signs else ():
                bit = one.bits[choice.id]
                if not bit & one.signs:
                    continue
                if choice.flag:
                    yield choice.flag, self.definition.flags[choice.flag].level, bits[bit]
                else:
                    level = one.question.unsure_level or DANGER[-1]
                    yield f"{UNSURE}_{one.question.id}", level, bits[bit]

    # -------------------------------------------------------------- engine.decide

    def decide(self, answers: Bits) -> Decided:
        return self.suggest(*self.derive(answers))

    def derive(self, answers: Bits) -> tuple[Bits, Fired, Fired]:
        bits = dict(answers)
        irritability = self.first(self.fired(self.rules.irritability, bits))
        for value in self.rules.atoms.of("irritability").values():
            bits[value] = self.gates.some(x for rule, x in irritability if rule.bit == value)
        findings = []
        for rule in self.rules.findings:
            found = bits[rule.bit] = self.fires(rule, bits)
            findings.append((rule, found))
        return bits, irritability, findings

    def suggest(self, bits: Bits, irritability: Fired, findings: Fired) -> Decided:
        allowed = {key: self.allowed(key, bits) for key in self.rules.limits}
        primary = self.first(self.candidates(self.rules.primary, bits, allowed))
        candidates = self.candidates(self.rules.secondary, bits, allowed)
        secondary = self.following(primary, candidates)
        return Decided(bits, irritability, findings, primary, secondary, allowed)

    def allowed(self, key: str, bits: Bits) -> int:
        limits = self.rules.limits[key]
        extra = [self.holds(terms, bits) for terms in limits.extra]
        return -self.gates.some([self.any_bit(limits.forbidden, bits), *extra])

    def candidates(self, rules: Iterable[Rule], bits: Bits, allowed: Bits | Mapping) -> Fired:
        return [
            (rule, self.gates.every([literal, allowed[rule.item.routine]]))
            for rule, literal in self.fired(rules, bits)
        ]

    def first(self, candidates: Fired) -> Fired:
        """Each, when it holds and none before it does."""
        literals = [literal for _rule, literal in candidates]
        return [
            (rule, self.gates.every([literal, *(-before for before in literals[:place])]))
            for place, (rule, literal) in enumerate(candidates)
        ]

    def following(self, primary: Fired, candidates: Fired) -> Fired:
        """After a main routine, each whose routine is not taken, until there are enough."""
        some_main = self.gates.some(literal for _rule, literal in primary)
        chosen: Fired = []
        reached = [TRUE] + [FALSE] * MOST_SECONDARY  # so many were chosen already, or more
        for rule, literal in candidates:
            taken = [x for r, x in (*primary, *chosen) if r.item.routine == rule.item.routine]
            parts = [literal, some_main, -reached[MOST_SECONDARY], *(-x for x in taken)]
            picked = self.gates.every(parts)
            chosen.append((rule, picked))
            reached = [TRUE] + [
                self.gates.some([more, self.gates.every([fewer, picked])])
                for fewer, more in pairwise(reached)
            ]
        return chosen
