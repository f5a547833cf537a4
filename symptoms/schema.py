"""The self-check as the rest of the code sees it: frozen, checked, and free of Django.

Everything here is made by `symptoms.reading` from symptoms/content/self_check.yaml.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from symptoms.conditions import Condition

LEVELS = ("emergency", "urgent", "see_clinician", "self_care")  # most serious first
IRRITABILITY = ("low", "moderate", "high")
NONE, UNSURE = "none", "unsure"  # the two exclusive choices that end every danger-sign page


@dataclass(frozen=True)
class Option:
    id: str
    label: str
    flag: str | None = None  # the danger sign this choice reports


@dataclass(frozen=True)
class Question:
    """One page: a group of danger signs (`safety`) or one symptom question."""

    id: str
    kind: str  # single, multi or scale
    text: str
    help: str
    why: str = ""  # why we ask; the danger-sign pages say it
    options: tuple[Option, ...] = ()
    exclusive: frozenset[str] = frozenset()
    low: int = 0
    high: int = 10
    safety: bool = False
    unsure_level: str | None = None

    @property
    def slug(self) -> str:
        """The page's address: the id without its prefix."""
        return self.id.split("_", 1)[1].replace("_", "-")

    @cached_property
    def labels(self) -> dict[str, str]:
        return {option.id: option.label for option in self.options}


@dataclass(frozen=True)
class Level:
    id: str
    rank: int  # 0 is the most serious
    card: str
    heading: str
    body: str


@dataclass(frozen=True)
class Flag:
    """A danger sign: ticked on a page (`group`), or a combination of answers (`when`)."""

    id: str
    level: str
    why: str
    action: str
    cites: tuple[str, ...]
    group: str | None = None
    label: str | None = None
    when: Condition | None = None


@dataclass(frozen=True)
class Unsure:
    why: str
    action: Mapping[str, str]  # by level


@dataclass(frozen=True)
class IrritabilityRule:
    value: str
    when: Condition


@dataclass(frozen=True)
class Finding:
    id: str
    title: str
    plain: str
    when: Condition
    cites: tuple[str, ...]


@dataclass(frozen=True)
class RoutineFacts:
    """What the engine must know about a routine to keep it away from somebody.

    max_irritability: the lowest limit among the routine and all its moves.
    avoid: findings that any of its moves, or the move swapped in for kneeling, rules out.
    """

    key: str
    name: str
    max_irritability: str
    avoid: frozenset[str]


@dataclass(frozen=True)
class Exclusion:
    routine: str
    when: Condition
    reason: str


@dataclass(frozen=True)
class RoutineRule:
    id: str
    when: Condition
    routine: str
    reason: str


@dataclass(frozen=True)
class Tip:
    """A piece of advice, or a suggestion to see somebody `within` a time."""

    id: str
    when: Condition
    text: str
    cites: tuple[str, ...]
    within: str | None = None


@dataclass(frozen=True)
class IfWorse:
    id: str
    when: str
    do: str
    cites: tuple[str, ...]


@dataclass(frozen=True)
class RegionalTerms:
    """Words and numbers that differ by country; each map falls back to its "default"."""

    emergency: Mapping[str, str]
    urgent: Mapping[str, str]
    emergency_phone: Mapping[str, str]
    urgent_phone: Mapping[str, str]


@dataclass(frozen=True)
class Definition:
    version: str
    status: str
    hash: str  # SHA-256 of the document, hex
    document: Mapping = field(repr=False, hash=False, compare=False)
    levels: Mapping[str, Level]
    terms: RegionalTerms
    unsure: Unsure
    groups: tuple[Question, ...]
    questions: tuple[Question, ...]
    flags: Mapping[str, Flag]
    late_flags: tuple[Flag, ...]
    irritability: tuple[IrritabilityRule, ...]
    irritability_note: str
    findings: tuple[Finding, ...]
    routines: Mapping[str, RoutineFacts]
    excluded: Mapping[str, frozenset[str]]  # routine -> findings that rule it out
    extra_exclusions: tuple[Exclusion, ...]
    primary: tuple[RoutineRule, ...]
    secondary: tuple[RoutineRule, ...]
    advice: tuple[Tip, ...]
    physio: tuple[Tip, ...]
    if_worse: tuple[IfWorse, ...]

    @cached_property
    def screens(self) -> tuple[Question, ...]:
        """Every page in the order it is asked: danger signs first, always."""
        return self.groups + self.questions

    @cached_property
    def by_id(self) -> dict[str, Question]:
        return {screen.id: screen for screen in self.screens}

    @cached_property
    def by_slug(self) -> dict[str, Question]:
        return {screen.slug: screen for screen in self.screens}
