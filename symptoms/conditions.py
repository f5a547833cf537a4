"""The grammar of a rule, and nothing more: no arithmetic, no weights.

    {always: true}            {all: [..]}  {any: [..]}  {not: {..}}
    {q: id, in: [..]}         one of these was the answer (single choice)
    {q: id, any_in: [..]}     at least one of these was ticked (multi choice)
    {q: id, gte: n}           this many points or more (scale)
    {group: id, in: [..]}     the same as q, on a danger-sign page
    {finding: id}  {irritability: [..]}  {none_of_findings: true}

A condition answers two questions. `holds`: is it true of these facts? `evidence`: which
answers made it true, as (question id, chosen option ids or points)? An unanswered question
never makes a leaf hold.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

Evidence = tuple[tuple[str, frozenset[str] | int], ...]


@dataclass
class Facts:
    """What is known while the rules are read, in the order the engine finds it out."""

    chosen: Mapping[str, frozenset[str]]  # question or group -> option ids
    points: Mapping[str, int]  # scale question -> points
    irritability: str | None = None
    irritability_evidence: Evidence = ()
    findings: dict[str, Evidence] = field(default_factory=dict)  # id -> what made it true


class Condition:
    def holds(self, facts: Facts) -> bool:
        raise NotImplementedError

    def evidence(self, facts: Facts) -> Evidence:
        """The answers that made it true; only to be asked when it holds."""
        return ()


@dataclass(frozen=True)
class Always(Condition):
    def holds(self, facts: Facts) -> bool:
        return True


@dataclass(frozen=True)
class Every(Condition):
    parts: tuple[Condition, ...]

    def holds(self, facts: Facts) -> bool:
        return all(part.holds(facts) for part in self.parts)

    def evidence(self, facts: Facts) -> Evidence:
        return merge(part.evidence(facts) for part in self.parts)


@dataclass(frozen=True)
class Either(Condition):
    parts: tuple[Condition, ...]

    def holds(self, facts: Facts) -> bool:
        return any(part.holds(facts) for part in self.parts)

    def evidence(self, facts: Facts) -> Evidence:
        return merge(part.evidence(facts) for part in self.parts if part.holds(facts))


@dataclass(frozen=True)
class Not(Condition):
    part: Condition

    def holds(self, facts: Facts) -> bool:
        return not self.part.holds(facts)


@dataclass(frozen=True)
class Chosen(Condition):
    question: str
    options: frozenset[str]

    def holds(self, facts: Facts) -> bool:
        return not self.options.isdisjoint(facts.chosen.get(self.question, ()))

    def evidence(self, facts: Facts) -> Evidence:
        return ((self.question, self.options & facts.chosen[self.question]),)


@dataclass(frozen=True)
class AtLeast(Condition):
    question: str
    points: int

    def holds(self, facts: Facts) -> bool:
        return facts.points.get(self.question, -1) >= self.points

    def evidence(self, facts: Facts) -> Evidence:
        return ((self.question, facts.points[self.question]),)


@dataclass(frozen=True)
class Found(Condition):
    finding: str

    def holds(self, facts: Facts) -> bool:
        return self.finding in facts.findings

    def evidence(self, facts: Facts) -> Evidence:
        return facts.findings[self.finding]


@dataclass(frozen=True)
class Irritable(Condition):
    values: frozenset[str]

    def holds(self, facts: Facts) -> bool:
        return facts.irritability in self.values

    def evidence(self, facts: Facts) -> Evidence:
        return facts.irritability_evidence


@dataclass(frozen=True)
class NothingFound(Condition):
    def holds(self, facts: Facts) -> bool:
        return not facts.findings


def merge(pieces) -> Evidence:
    """One entry a question, in the order first met; options named twice are joined."""
    merged: dict[str, frozenset[str] | int] = {}
    for piece in pieces:
        for question, answer in piece:
            before = merged.get(question)
            joined = answer if before is None or isinstance(answer, int) else before | answer
            merged[question] = joined
    return tuple(merged.items())
