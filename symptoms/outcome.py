"""What a set of answers leads to, as the engine says it and the pages, the API and the plan read it."""

from dataclasses import asdict, dataclass
from typing import NamedTuple

from symptoms.rules import Because
from symptoms.schema import Finding, IfWorse, Tip


@dataclass(frozen=True, slots=True)
class FlagHit:
    id: str
    level: str
    why: str
    action: str  # may hold {emergency} and {urgent}: see symptoms.regions
    question: str  # where to correct it
    answer: str
    cites: tuple[str, ...]
    because: tuple[Because, ...] = ()


class Suggestion(NamedTuple):
    routine: str  # key
    rule: str
    reason: str
    because: tuple[Because, ...]
    swapped: bool = False  # its kneeling moves are swapped for others

    def summary(self) -> dict:
        return self._asdict() | {"because": [asdict(because) for because in self.because]}


class Pattern(NamedTuple):
    finding: Finding
    because: tuple[Because, ...]


class Advised(NamedTuple):
    """A piece of advice, or somebody to see, with the answers that led to it."""

    tip: Tip
    because: tuple[Because, ...]


class Outcome(NamedTuple):
    """What the answers lead to. Below self_care only level, flags and missing are filled."""

    level: str
    flags: tuple[FlagHit, ...] = ()  # most serious first
    missing: tuple[str, ...] = ()  # ids of questions not answered, or answered with nonsense
    irritability: str | None = None
    patterns: tuple[Pattern, ...] = ()
    routines: tuple[Suggestion, ...] = ()
    advice: tuple[Advised, ...] = ()
    physio: tuple[Advised, ...] = ()
    if_worse: tuple[IfWorse, ...] = ()

    @property
    def complete(self) -> bool:
        return not self.missing

    @property
    def clear(self) -> bool:
        """May this person be shown a routine?"""
        return self.level == "self_care"

    def summary(self) -> dict:
        """Ids only, for keeping beside the answers; the words are in the version."""
        return {
            "level": self.level,
            "flags": [hit.id for hit in self.flags],
            "missing": list(self.missing),
            "irritability": self.irritability,
            "findings": [pattern.finding.id for pattern in self.patterns],
            "routines": [suggestion.summary() for suggestion in self.routines],
            "advice": [advised.tip.id for advised in self.advice],
            "physio": [advised.tip.id for advised in self.physio],
        }
