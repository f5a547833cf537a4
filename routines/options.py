"""What may be done in each step of a session by this person: the move itself, an easier one, a swap.

The player gets every option with its own cues, whole and half, so that it can change a move without
asking the site. All options of a move last equally long: a swap never moves the rest of the session.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from routines import player
from routines.library import Exercise
from routines.swaps import Facts, allowed_swaps, suits

STEADY = {"mobility", "strength", "relaxation"}  # a hold of these is kept still; a walk goes on


@dataclass(frozen=True)
class Person:
    """What is known of who plays. findings and irritability are None when there is no plan."""

    findings: Sequence[str] | None = None
    irritability: str | None = None


@dataclass(frozen=True)
class Option:
    """One way to do a step. kind: usual, easier or swap."""

    kind: str
    move: player.Move


class Library:
    """Every current exercise, as rows and as facts, by key. Three queries."""

    def __init__(self) -> None:
        rows = (
            Exercise.objects.current()
            .select_related("if_no_kneel")
            .prefetch_related("easier", "harder")
        )
        self.rows = {row.key: row for row in rows}
        self.facts = {key: facts_of_row(row) for key, row in self.rows.items()}


def facts_of_row(row: Exercise) -> Facts:
    return Facts(
        key=row.key,
        category=row.category,
        difficulty=row.difficulty,
        max_irritability=row.max_irritability,
        needs_kneeling=row.needs_kneeling,
        targets=frozenset(row.targets),
        avoid_if=frozenset(row.avoid_if),
        easier=tuple(easier.key for easier in row.easier.all()),
        harder=tuple(harder.key for harder in row.harder.all()),
        if_no_kneel=row.if_no_kneel.key if row.if_no_kneel else "",
    )


def options(step: Any, person: Person, library: Library) -> list[Option]:
    """The ways to do this step, the usual one first; [] when nothing suits the person.

    A kneeling move is followed by the one for those who cannot kneel.
    """
    usual, facts = player.move_of(step), library.facts[step.exercise.key]
    keys = allowed_swaps(facts, person.findings, person.irritability, library.facts.values())
    keys.sort(key=lambda key: key != facts.if_no_kneel)  # stable: only that one comes forward
    easier = set(facts.easier)
    found = [
        Option("easier" if key in easier else "swap", player.instead(usual, library.rows[key]))
        for key in keys
    ]
    return [Option("usual", usual), *found] if may_do(facts, person) else found


def may_do(facts: Facts, person: Person) -> bool:
    return (
        person.findings is None
        or person.irritability is None
        or suits(facts, person.findings, person.irritability)
    )


def chosen(found: list[Option], kneeling: bool) -> Option | None:
    """What is done unless the person picks another: the first that they can kneel for, or need not."""
    fitting = (one for one in found if kneeling or not one.move.exercise.needs_kneeling)
    return next(fitting, None)


def as_data(steps: Iterable[Any], person: Person, library: Library) -> list[dict[str, Any]]:
    """Every move for static/js/player: its seconds, from which week, and its options with their cues."""
    moves = []
    for step in steps:
        if found := options(step, person, library):
            moves.append({"week": step.from_week, "options": [option_data(one) for one in found]})
    return moves


def option_data(option: Option) -> dict[str, Any]:
    move = option.move
    return {
        "kind": option.kind,
        "key": move.exercise.key,
        "name": move.exercise.name,
        "kneels": move.exercise.needs_kneeling,
        "steady": move.exercise.category in STEADY,
        "dose": move.dose,
        "steps": move.exercise.steps,
        "stop": move.exercise.stop_rules,
        "cues": cues_data(move),
        "half": cues_data(player.halved(move)),
    }


def cues_data(move: player.Move) -> list[dict[str, Any]]:
    """`lead` is what comes on top of the block: 3-2-1 for the first move, the way there for the others."""
    return [
        {
            "kind": cue.kind,
            "seconds": cue.seconds - (player.BETWEEN if cue.kind == "next" else 0),
            "side": cue.side,
            "reps": cue.reps,
            "text": cue.text,
            "pose": cue.pose,
        }
        for cue in player.move_cues(1, move)
    ]
