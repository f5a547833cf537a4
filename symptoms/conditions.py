"""The grammar of a rule, and nothing more: no arithmetic, no weights.

    {always: true}            {all: [..]}  {any: [..]}  {not: {..}}
    {q: id, in: [..]}         one of these was the answer (single choice)
    {q: id, any_in: [..]}     at least one of these was ticked (multi choice)
    {q: id, gte: n}           this many points or more (scale)
    {group: id, in: [..]}     the same as q, on a danger-sign page
    {asked: id}               what makes that question be asked holds
    {finding: id}  {irritability: [..]}  {none_of_findings: true}
    {matters: true}           only for the last question: some answer to it would change the result

A condition is a tree to read and to draw. `symptoms.atoms` turns it into tests on bits, which is
what decides and what is proved. An unanswered question never makes a leaf hold.
"""

from dataclasses import dataclass

IRRITABILITY = ("low", "moderate", "high")
NONE, UNSURE = "none", "unsure"  # the two exclusive choices that end every danger-sign page


class Condition:
    """Any node of a rule."""


@dataclass(frozen=True)
class Always(Condition):
    pass


@dataclass(frozen=True)
class Every(Condition):
    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Either(Condition):
    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Not(Condition):
    part: Condition


@dataclass(frozen=True)
class Chosen(Condition):
    question: str
    options: frozenset[str]


@dataclass(frozen=True)
class AtLeast(Condition):
    question: str
    points: int


@dataclass(frozen=True)
class Asked(Condition):
    """`question` is asked: `when` is a copy of its own ask_if."""

    question: str
    when: Condition


@dataclass(frozen=True)
class Found(Condition):
    finding: str


@dataclass(frozen=True)
class Irritable(Condition):
    values: frozenset[str]


@dataclass(frozen=True)
class NothingFound(Condition):
    pass


@dataclass(frozen=True)
class Matters(Condition):
    pass
