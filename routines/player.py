"""A routine as a line of timed cues. Pure: the page, the player and the tests all read this.

A step's `seconds` is its whole block: both sides, swaps and rests. On top of the steps come only
LEAD_IN seconds before the first move and BETWEEN seconds before each other one, so

    total_seconds(timeline(steps)) == sum(step.seconds) + LEAD_IN + BETWEEN * (len(steps) - 1)

Holds last exactly `hold_s` on each side; what is left of the block is shared out between getting
into position, swaps and rests. Repeats fill the block, because people count at their own pace.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

LEAD_IN = 5  # seconds: 3-2-1, once in position
BETWEEN = 8  # seconds to move from one exercise to the next
SWITCH = 5  # seconds to change sides between repeats
REST = 10  # seconds between two sets on the same side
HOLD_FROM = 10  # a hold shorter than this is part of a repeat ("lift, hold 3 s, lower")
SHORTEST_SWAP = 3  # seconds: less is no time to change sides
SHORTEST_REPEAT = 2  # seconds


@dataclass(frozen=True)
class Cue:
    """One stretch of time with one thing to do.

    kind: ready, next (before a move), hold, reps (work), switch, rest, finish.
    side: right, left, both (taking turns) or "" (no sides). reps: how many on this cue, 0 for holds.
    move: 0-based place in the routine. key, pose: which figure to show; pose 0 starts, 1 works.
    """

    kind: str
    seconds: int
    move: int
    side: str
    reps: int
    text: str
    name: str
    key: str
    pose: int

    @property
    def works(self) -> bool:
        return self.kind in {"hold", "reps"}


@dataclass(frozen=True)
class Work:
    """A hold (seconds known) or a set of repeats (seconds shared out later)."""

    side: str
    seconds: int
    reps: int


@dataclass(frozen=True)
class Move:
    """What is done in one step, once kneeling is settled."""

    exercise: Any
    seconds: int
    hold_s: int
    reps: int
    sets: int
    note: str

    @property
    def holds(self) -> bool:
        return self.hold_s >= HOLD_FROM

    @property
    def dose(self) -> str:
        return dose_in_words(self.hold_s, self.reps, self.sets, self.exercise.per_side)


def moves(steps: Iterable[Any], kneeling: bool = True) -> list[Move]:
    """The steps as they will be done; without kneeling each kneeling move gives way to its swap."""
    return [
        move_of(step)
        if kneeling or not step.exercise.needs_kneeling
        else instead(move_of(step), step.exercise.if_no_kneel)
        for step in steps
    ]


def move_of(step: Any) -> Move:
    return Move(step.exercise, step.seconds, step.hold_s, step.reps, step.sets, step.note)


def instead(move: Move, exercise: Any) -> Move:
    """Another exercise in the time of this one.

    A hold keeps the step's timing; anything else takes the other's own dose, as much as fits.
    """
    swap = replace(move, exercise=exercise, note="")
    if not (move.holds and exercise.hold_s >= HOLD_FROM):
        swap = replace(swap, hold_s=exercise.hold_s, reps=exercise.reps, sets=exercise.sets)
    return fit(swap)


def halved(move: Move) -> Move:
    """Half the dose in about half the time: half as many rounds, or one round half as long."""
    half = replace(move, seconds=move.seconds // 2)
    if move.sets > 1:
        half = replace(half, sets=half_of(move.sets))
    elif move.reps > 1:
        half = replace(half, reps=half_of(move.reps))
    elif move.holds:
        half = replace(half, hold_s=max(HOLD_FROM, move.hold_s // 2))
    return fit(half)


def half_of(count: int) -> int:
    return (count + 1) // 2


def fit(move: Move) -> Move:
    """As much of the dose as the time allows: fewer sets, then fewer repeats, then a shorter hold.

    A single shortest round that is still too long gets the time it needs.
    """
    while _needed(move) > move.seconds:
        if move.sets > 1:
            move = replace(move, sets=move.sets - 1)
        elif move.reps > 1:
            move = replace(move, reps=move.reps - 1)
        elif move.hold_s > HOLD_FROM:
            move = replace(move, hold_s=move.hold_s - 1)
        else:
            return replace(move, seconds=_needed(move))
    return move


def _needed(move: Move) -> int:
    return needed(move.hold_s, move.reps, move.sets, move.exercise.per_side)


def timeline(steps: Iterable[Any], kneeling: bool = True) -> list[Cue]:
    """Every cue in order, ending with a finish of 0 seconds; [] when there is no step."""
    done = moves(steps, kneeling)
    cues = [cue for index, move in enumerate(done) for cue in move_cues(index, move)]
    return (
        [*cues, replace(cues[-1], kind="finish", seconds=0, reps=0, side="", text=_("Done."))]
        if cues
        else []
    )


def total_seconds(cues: Sequence[Cue]) -> int:
    return sum(cue.seconds for cue in cues)


def needed(hold_s: int, reps: int, sets: int, per_side: bool) -> int:
    """The fewest seconds that this dose takes, with the shortest swaps and rests."""
    sides = 2 if per_side else 1
    blocks = reps * sets * sides
    if hold_s >= HOLD_FROM:
        return blocks * hold_s + (SHORTEST_SWAP * blocks if blocks > 1 else 0)
    return blocks * SHORTEST_REPEAT + (sets * sides - 1) * REST


def untimeable(seconds: int, hold_s: int, reps: int, sets: int, per_side: bool) -> str:
    """Why this dose does not fit into a block of `seconds`, or ""."""
    least = needed(hold_s, reps, sets, per_side)
    if least <= seconds:
        return ""
    blocks = reps * sets * (2 if per_side else 1)
    if hold_s >= HOLD_FROM:
        return f"{blocks} holds of {hold_s} s need {least} s with swaps; “seconds” is {seconds}."
    return f"{blocks} repeats need at least {least} s with rests; “seconds” is {seconds}."


def move_cues(index: int, move: Move) -> Iterator[Cue]:
    """One move: getting there, then each block of work with the gap before it."""
    exercise = move.exercise
    blank = Cue("", 0, index, "", 0, "", exercise.name, exercise.key, 0)
    work, gaps = _held(move) if move.holds else _repeated(move)
    first = replace(blank, side=work[0].side, text=exercise.steps[0])
    yield replace(
        first, kind="next" if index else "ready", seconds=gaps[0] + (BETWEEN if index else LEAD_IN)
    )
    for number, (block, gap) in enumerate(zip(work, gaps, strict=True)):
        if number and gap:
            pause, words = _pause(work[number - 1].side, block.side)
            yield replace(blank, kind=pause, text=words, side=block.side, seconds=gap)
        kind = "reps" if block.reps else "hold"
        text = _said(move, number)
        yield replace(
            blank,
            kind=kind,
            seconds=block.seconds,
            side=block.side,
            reps=block.reps,
            text=text,
            pose=1,
        )


def _held(move: Move) -> tuple[list[Work], list[int]]:
    """Each hold at its full length, and the seconds before each."""
    rounds = move.reps * move.sets
    sides = ["right", "left"] if move.exercise.per_side else [""]
    turns = (
        sides * rounds
        if move.exercise.alternate
        else [side for side in sides for _round in range(rounds)]
    )
    work = [Work(side, move.hold_s, 0) for side in turns]
    return work, share(max(0, move.seconds - move.hold_s * len(work)), len(work))


def _repeated(move: Move) -> tuple[list[Work], list[int]]:
    """Each set of repeats, filling what the swaps and rests leave of the block."""
    exercise = move.exercise
    sides = [""] if not exercise.per_side else ["both"] if exercise.alternate else ["right", "left"]
    turns = sides * move.sets
    gaps = [0] + [SWITCH if before != after else REST for before, after in pairwise(turns)]
    lengths = share(move.seconds - sum(gaps), len(turns))
    count = move.reps * 2 if sides == ["both"] else move.reps
    return [Work(side, seconds, count) for side, seconds in zip(turns, lengths, strict=True)], gaps


def share(seconds: int, parts: int) -> list[int]:
    """`seconds` in whole, nearly equal parts, the longer ones first."""
    each, over = divmod(seconds, parts)
    return [each + (number < over) for number in range(parts)]


def _pause(before: str, after: str) -> tuple[str, str]:
    """Kind and words of the gap between two blocks of work."""
    if before == after:
        return "rest", _("Rest and breathe.")
    return "switch", _("Change to the left side.") if after == "left" else _(
        "Change to the right side."
    )


def _said(move: Move, number: int) -> str:
    """At most two lines: the step's own note first, then the exercise's cues in turn."""
    cues = [*filter(None, [move.note]), *move.exercise.steps[1:]] or move.exercise.steps
    return cues[number % len(cues)]


def dose_in_words(hold_s: int, reps: int, sets: int, per_side: bool) -> str:
    """ "45 seconds, twice each side", "10 times", "2 sets of 8 each side"."""
    if hold_s >= HOLD_FROM:
        words = _duration(hold_s) + ("" if reps * sets == 1 else ", " + _times(reps * sets))
    elif sets > 1:
        words = _("%(sets)d sets of %(reps)d") % {"sets": sets, "reps": reps}
    else:
        words = _times(reps)
    return _("%(dose)s each side") % {"dose": words} if per_side else words


def _duration(seconds: int) -> str:
    if seconds % 60 == 0:
        return ngettext("%(count)d minute", "%(count)d minutes", seconds // 60) % {
            "count": seconds // 60
        }
    return _("%(count)d seconds") % {"count": seconds}


def _times(count: int) -> str:
    return {1: _("once"), 2: _("twice")}.get(count) or _("%(count)d times") % {"count": count}
