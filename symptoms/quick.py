"""What the short screen before a session leads to. Pure, like the engine."""

from collections.abc import Collection

from symptoms.conditions import NONE, UNSURE
from symptoms.schema import LEVELS, QuickScreen

CLEAR = "clear"
CAREFUL = "see_clinician"  # for "Not sure" and for anything we do not understand


def decide(quick: QuickScreen, ticked: Collection[str]) -> str:
    """CLEAR, or the level of the hold: the most serious one among the lines ticked.

    Only "None of these", alone, is clear. "Not sure" holds too: the whole self-check finds out more.
    """
    if set(ticked) == {NONE}:
        return CLEAR
    levels = {line.level for line in quick.lines if line.id in ticked}
    return min(levels, key=LEVELS.index) if levels else CAREFUL


def flags(quick: QuickScreen, ticked: Collection[str]) -> list[str]:
    """The lines ticked, by id; "unsure" when that is all that was."""
    lines = [line.id for line in quick.lines if line.id in ticked]
    return lines or [UNSURE]
