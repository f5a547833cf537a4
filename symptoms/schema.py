"""The self-check as the rest of the code sees it: frozen, checked, and free of Django.

Everything here is made by `symptoms.reading` from symptoms/content/self_check.yaml.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from symptoms.conditions import Condition
from symptoms.rules import Rules, compile_rules

LEVELS = ("emergency", "urgent", "see_clinician", "self_care")  # most serious first
DANGER = LEVELS[:-1]


@dataclass(frozen=True)
class Option:
    id: str
    label: str
    flag: str | None = None  # the danger sign this choice reports
    hint: str = ""  # examples, under the label


@dataclass(frozen=True)
class Question:
    """One thing we ask: a group of danger signs (`safety`) or one symptom question."""

    id: str
    kind: str  # single, multi or scale
    text: str
    help: str
    why: str  # why we ask
    options: tuple[Option, ...] = ()
    exclusive: frozenset[str] = frozenset()
    low: int = 0
    high: int = 10
    safety: bool = False
    unsure_level: str | None = None
    ask_if: Condition | None = None  # None: everybody is asked
    code: str = ""  # "LOINC 72514-3"

    @property
    def slug(self) -> str:
        """The id without its prefix."""
        return (self.id.partition("_")[2] or self.id).replace("_", "-")

    @cached_property
    def labels(self) -> dict[str, str]:
        return {option.id: option.label for option in self.options}


@dataclass(frozen=True)
class Screen:
    """One page: a single question, or up to three on one subject under a title."""

    slug: str
    questions: tuple[Question, ...]
    title: str

    @property
    def safety(self) -> bool:
        return self.questions[0].safety


@dataclass(frozen=True)
class Level:
    id: str
    rank: int  # 0 is the most serious
    card: str
    heading: str
    body: str


@dataclass(frozen=True)
class Flag:
    """A danger sign: ticked on a page (`group`), or some answers together (`when`)."""

    id: str
    level: str
    why: str
    action: str
    cites: tuple[str, ...]
    group: str | None = None
    label: str | None = None
    hint: str = ""
    when: Condition | None = None


@dataclass(frozen=True)
class Unsure:
    why: str
    action: Mapping[str, str]  # by level


@dataclass(frozen=True)
class IrritabilityRule:
    value: str
    when: Condition
    reason: str
    cites: tuple[str, ...]


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
    kneels: some of its moves are done kneeling.
    """

    key: str
    name: str
    max_irritability: str
    avoid: frozenset[str]
    kneels: bool = False


@dataclass(frozen=True)
class Exclusion:
    routine: str
    when: Condition
    reason: str
    cites: tuple[str, ...]


@dataclass(frozen=True)
class RoutineRule:
    id: str
    when: Condition
    routine: str
    reason: str
    cites: tuple[str, ...]


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
class QuickLine:
    """One line of the short screen before a session, standing for one page of danger signs.

    level: the most serious one among that page's signs.
    """

    id: str
    group: str
    label: str
    level: str


@dataclass(frozen=True)
class QuickScreen:
    text: str
    help: str
    lines: tuple[QuickLine, ...]


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
    screens: tuple[Screen, ...]  # every page in the order it is asked: danger signs first
    groups: tuple[Question, ...]  # the danger signs
    questions: tuple[Question, ...]  # the symptoms
    flags: Mapping[str, Flag]
    combined_flags: tuple[Flag, ...]  # danger signs that are more serious together
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
    quick: QuickScreen

    @cached_property
    def asked(self) -> tuple[Question, ...]:
        """Every question, in the order of the pages."""
        return self.groups + self.questions

    @cached_property
    def by_id(self) -> dict[str, Question]:
        return {question.id: question for question in self.asked}

    @cached_property
    def by_slug(self) -> dict[str, Screen]:
        return {screen.slug: screen for screen in self.screens}

    @cached_property
    def screen_of(self) -> dict[str, Screen]:
        """Question id -> the page it stands on."""
        return {question.id: screen for screen in self.screens for question in screen.questions}

    @cached_property
    def rules(self) -> Rules:
        """Compiled once for the life of this definition."""
        return compile_rules(self)
