"""Which other moves a person may do in place of one. Pure: plain data in, keys out, no Django.

A move suits somebody when none of their findings rules it out and their hip is calm enough for it.
Nobody is ever offered a harder move. The proof of the self-check goes through every answer of this.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

IRRITABILITY = ("low", "moderate", "high")
MOST = 4  # more is not a choice but a search


@dataclass(frozen=True)
class Facts:
    """What must be known about an exercise to keep it away from somebody.

    max_irritability: the highest at which it may be offered. avoid_if: finding ids that rule it out.
    easier, harder, if_no_kneel: keys of other exercises, the nearest first; if_no_kneel may be "".
    """

    key: str
    category: str
    difficulty: int
    max_irritability: str
    needs_kneeling: bool
    targets: frozenset[str]
    avoid_if: frozenset[str]
    easier: tuple[str, ...] = ()
    harder: tuple[str, ...] = ()
    if_no_kneel: str = ""


def facts_of(item: Mapping[str, Any]) -> Facts:
    """From one entry of content/exercises.yaml."""
    return Facts(
        key=item["id"],
        category=item["category"],
        difficulty=item["difficulty"],
        max_irritability=item["max_irritability"],
        needs_kneeling=item["needs_kneeling"],
        targets=frozenset(item["targets"]),
        avoid_if=frozenset(item["avoid_if"]),
        easier=tuple(item["easier"]),
        harder=tuple(item["harder"]),
        if_no_kneel=item.get("if_no_kneel") or "",
    )


def suits(exercise: Facts, findings: Collection[str], irritability: str) -> bool:
    """Whether somebody with these findings may do it."""
    limit = IRRITABILITY.index(exercise.max_irritability)
    calm_enough = IRRITABILITY.index(irritability) <= limit
    return calm_enough and exercise.avoid_if.isdisjoint(findings)


def allowed_swaps(
    exercise: Facts,
    findings: Collection[str] | None,
    irritability: str | None,
    library: Iterable[Facts],
    kneeling: bool = True,
) -> list[str]:
    """The moves that may stand in for `exercise`: easier ones, the kneeling-free one, and its like.

    findings, irritability: of the self-check that the person's plan was made from; None when nothing is
    known about them, and then only moves are named that nothing rules out which does not rule out
    the move itself. At most MOST keys, the nearest first. Raises KeyError for an irritability unknown.
    """
    if irritability is not None and irritability not in IRRITABILITY:
        raise KeyError(irritability)
    others = [one for one in library if one.key not in {exercise.key, *exercise.harder}]
    fitting = [
        one
        for one in others
        if one.difficulty <= exercise.difficulty
        and (kneeling or not one.needs_kneeling)
        and is_like(exercise, one)
        and may_stand_in(exercise, one, findings, irritability)
    ]
    fitting.sort(key=lambda one: nearness(exercise, one))
    return [one.key for one in fitting[:MOST]]


def is_like(exercise: Facts, other: Facts) -> bool:
    """Named beside it in the library, or of the same kind for the same part of the body."""
    named = other.key in {*exercise.easier, exercise.if_no_kneel}
    return named or (
        other.category == exercise.category and not other.targets.isdisjoint(exercise.targets)
    )


def may_stand_in(
    exercise: Facts, other: Facts, findings: Collection[str] | None, irritability: str | None
) -> bool:
    if findings is None or irritability is None:
        return no_riskier(exercise, other)
    return suits(other, findings, irritability)


def no_riskier(exercise: Facts, other: Facts) -> bool:
    """Whoever may do `exercise` may do `other`."""
    limits = [IRRITABILITY.index(one.max_irritability) for one in (exercise, other)]
    return limits[0] <= limits[1] and other.avoid_if <= exercise.avoid_if


def nearness(exercise: Facts, other: Facts) -> tuple:
    named = [*exercise.easier, exercise.if_no_kneel]
    place = named.index(other.key) if other.key in named else len(named)
    return place, -len(other.targets & exercise.targets), other.key
