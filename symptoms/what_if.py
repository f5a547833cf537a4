"""What would change a result: the nearest single answer that leads elsewhere. Pure, and computed.

Only for people at level self_care, and only changes that stay there: nothing here ever says how
to lift a danger sign. The danger-sign pages are never part of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from symptoms.engine import decide, find_flags, fired, replay
from symptoms.rules import Asking, Because
from symptoms.schema import Definition


@dataclass(frozen=True)
class Change:
    """One other answer. how: "instead" (another choice), "also" (one more tick), "without"."""

    question: str
    text: str
    how: str
    answer: str
    size: int  # steps on a scale; 1 for any other change
    answers: Mapping[str, Any]  # the whole set with this change made


@dataclass(frozen=True)
class Lead:
    """Where a changed set of answers leads: ids of what would be shown."""

    change: Change
    shown: frozenset[str]  # findings, routine rules, advice, physio
    main: str  # key of the main routine


def leads(definition: Definition, answers: Mapping[str, Any]) -> list[Lead]:
    """Every single change that still ends in self-care, in page order."""
    followed = (follow(definition, change) for change in changes(definition, answers))
    return [lead for lead in followed if lead]


def another_main(found: list[Lead], main: str, because: tuple[Because, ...]) -> Lead | None:
    """The nearest change that gives another main routine."""
    return nearest([lead for lead in found if lead.main != main], because)


def without(found: list[Lead], key: str, because: tuple[Because, ...]) -> Lead | None:
    """The nearest change under which this finding, rule or tip is no longer shown."""
    return nearest([lead for lead in found if key not in lead.shown], because)


def nearest(found: list[Lead], because: tuple[Because, ...]) -> Lead | None:
    """The smallest change; among equals, one to an answer that led here, then the first page."""
    named = {one.question for one in because}
    return min(
        found,
        key=lambda lead: (lead.change.size, lead.change.question not in named),
        default=None,
    )


def follow(definition: Definition, change: Change) -> Lead | None:
    rules = definition.rules
    walk = replay(rules, change.answers)
    if walk.missing or find_flags(definition, rules, walk.mask):
        return None
    mask, irritability, findings, routines = decide(rules, walk.mask)
    if not (irritability and findings and routines):
        return None
    tips = (*fired(rules.advice, mask), *fired(rules.physio, mask))
    shown = frozenset(rule.item.id for rule in (*findings, *routines, *tips))
    return Lead(change, shown, routines[0].item.routine)


# ------------------------------------------------------------------ the single changes


def changes(definition: Definition, answers: Mapping[str, Any]) -> Iterator[Change]:
    for one in definition.rules.asking:
        if not one.question.safety and one.question.id in answers:
            yield from KINDS[one.question.kind](one, answers)


def other_points(one: Asking, answers: Mapping[str, Any]) -> Iterator[Change]:
    now = answers[one.question.id]
    for value in range(one.question.low, one.question.high + 1):
        if value != now:
            words = f"{value} out of {one.question.high}"
            yield changed(one, answers, "instead", words, value, abs(value - now))


def other_choices(one: Asking, answers: Mapping[str, Any]) -> Iterator[Change]:
    for option in one.question.options:
        if option.id != answers[one.question.id]:
            yield changed(one, answers, "instead", option.label, option.id)


def other_ticks(one: Asking, answers: Mapping[str, Any]) -> Iterator[Change]:
    ticked = list(answers[one.question.id])
    for option in one.question.options:
        if option.id in one.question.exclusive:
            continue
        if option.id not in ticked:
            more = [tick for tick in ticked if tick not in one.question.exclusive]
            yield changed(one, answers, "also", option.label, [*more, option.id])
        elif left := [tick for tick in ticked if tick != option.id] or sorted(
            one.question.exclusive
        ):
            yield changed(one, answers, "without", option.label, left[: len(ticked)])


KINDS = {"scale": other_points, "single": other_choices, "multi": other_ticks}


def changed(one: Asking, answers: Mapping, how: str, words: str, value: Any, size: int = 1):
    question = one.question
    return Change(question.id, question.text, how, words, size, {**answers, question.id: value})
