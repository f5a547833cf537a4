"""A self-care result with its reasons: what the result page and nothing else needs to know."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from symptoms.outcome import Outcome
from symptoms.rules import Because
from symptoms.schema import Definition
from symptoms.what_if import Lead, another_main, leads, without


@dataclass(frozen=True)
class Explained:
    """One thing the result says, and why."""

    item: Any  # a Finding, Suggestion or Tip
    because: tuple[Because, ...]
    cites: tuple[str, ...]
    change: Lead | None  # the nearest answer without which it would not be there


@dataclass(frozen=True)
class Explanation:
    patterns: tuple[Explained, ...]
    routines: tuple[Explained, ...]
    advice: tuple[Explained, ...]
    physio: tuple[Explained, ...]
    another: Lead | None  # the nearest answer that gives another main routine
    another_name: str


def explain(definition: Definition, answers: Mapping[str, Any], outcome: Outcome) -> Explanation:
    found = leads(definition, answers)
    rules = {rule.id: rule for rule in (*definition.primary, *definition.secondary)}
    main = outcome.routines[0]
    another = another_main(found, main.routine, main.because)

    def told(
        item: Any, key: str, because: tuple[Because, ...], cites: tuple[str, ...]
    ) -> Explained:
        change = without(found, key, because) if because else None
        return Explained(item, because, cites, change)

    return Explanation(
        patterns=tuple(
            told(p.finding, p.finding.id, p.because, p.finding.cites) for p in outcome.patterns
        ),
        routines=tuple(told(s, s.rule, s.because, rules[s.rule].cites) for s in outcome.routines),
        advice=tuple(told(a.tip, a.tip.id, a.because, a.tip.cites) for a in outcome.advice),
        physio=tuple(told(a.tip, a.tip.id, a.because, a.tip.cites) for a in outcome.physio),
        another=another,
        another_name=definition.routines[another.main].name if another else "",
    )
