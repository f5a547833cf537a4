"""The two pinned lists: what must stay true whatever is edited in the self-check or the exercises.

danger_signs.csv  id, group, lowest_level, when
    a box on a page of danger signs       ticking it leads to this level or a more serious one
    unsure                                the same for "Not sure" on that page
    a flag of several answers (`when`)    whenever `when` holds, this level or a more serious one
    a page or question (id = group)       it is asked whenever `when` holds; always, where empty
    any other answer of a page            it can be given
kept_away.csv  id, at_most, when
    an exercise or a routine              is not for an irritability above at_most, nor while `when`
    a finding                             is there whenever `when` holds
    an irritability                       is reached, or a higher one, whenever `when` holds

`when` is the grammar of symptoms.conditions in one line of YAML. Widening the self-check keeps
every line true; narrowing breaks one. A line changes only on purpose, with a clinician's review.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from routines.content import SafeLoader
from symptoms import conditions
from symptoms.conditions import Condition
from symptoms.reading_conditions import LATER, ConditionReader
from symptoms.schema import Definition

FOLDER = Path(__file__).resolve().parent / "content"
DANGER_SIGNS, KEPT_AWAY = FOLDER / "danger_signs.csv", FOLDER / "kept_away.csv"
PINNED = (DANGER_SIGNS, KEPT_AWAY)


@dataclass(frozen=True)
class Pin:
    """One line. limit: lowest_level or at_most. when: "" where the line has none."""

    id: str
    group: str
    limit: str
    when: str


@dataclass(frozen=True)
class Pins:
    danger_signs: tuple[Pin, ...]
    kept_away: tuple[Pin, ...]


def read_pins() -> Pins:
    return Pins(
        tuple(Pin(r["id"], r["group"], r["lowest_level"], r["when"]) for r in rows(DANGER_SIGNS)),
        tuple(Pin(r["id"], "", r["at_most"], r["when"]) for r in rows(KEPT_AWAY)),
    )


def rows(path: Path) -> list[Mapping[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


class PinReader(ConditionReader):
    """Reads a pinned `when` against a definition; whatever it names must still be there."""

    def __init__(self, definition: Definition):
        super().__init__(definition.document, ())
        self.questions_read = dict(definition.by_id)
        self.finding_ids = {finding.id for finding in definition.findings}

    def pinned(self, pin: Pin) -> tuple[Condition, list[str]]:
        """The condition, and what is wrong with it."""
        self.problems = []
        if not pin.when:
            return conditions.Always(), []
        raw = yaml.load(pin.when, Loader=SafeLoader)  # noqa: S506 - a safe loader
        condition = self.condition(pin.id, raw, LATER - {"asked"})
        return condition, [what for _item, what in self.problems]
