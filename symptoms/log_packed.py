"""A log entry's small answers as one whole number: the database works it out, the charts read it.

bits 0 to 3     worst, 0 to 10
bits 4 to 7     interfere, 0 to 10; 15 where it was not answered
bit 8           late
bits 9 and 10   sleep, as SLEEPS numbers it; 0 where it was not answered
bits 11 to 17   a bit for each tag, at its place in TAGS; a word that is no tag of ours has none

Stored numbers keep their meaning, so each place stands here by itself and does not follow the order of
an enum. A tag that comes later takes the next free bit, up to 30, and needs a migration that removes
the column with its index and adds both again: the database then works out the number of old rows too.
"""

from typing import NamedTuple

from django.db.models import Case, F, IntegerField, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, Least, StrIndex

INTERFERE, LATE, SLEEP, TAG = 4, 8, 9, 11  # the first bit of each; worst begins at 0
NOT_ANSWERED = 15  # interfere
SLEEPS = {"good": 1, "ok": 2, "poor": 3}
TAGS = {
    "long_sitting": 11,
    "hills_stairs": 12,
    "sport": 13,
    "lifting": 14,
    "travel": 15,
    "stress": 16,
    "unwell": 17,
}


def expression():
    """The number in the database's own terms. A tag is found by its word in quotation marks, as JSON has it."""
    interfere = Coalesce("interfere", Value(NOT_ANSWERED), output_field=IntegerField())
    sleep = Case(
        *(When(sleep=word, then=Value(number << SLEEP)) for word, number in SLEEPS.items()),
        default=Value(0),
        output_field=IntegerField(),
    )
    number = F("worst") + interfere * (1 << INTERFERE)
    number += Cast("late", IntegerField()) * (1 << LATE) + sleep
    for tag, bit in TAGS.items():
        place = StrIndex(Cast("tags", TextField()), Value(f'"{tag}"'))  # 0 where it is not there
        number += Least(place, Value(1)) * (1 << bit)
    return number


class Entry(NamedTuple):
    """What the number says. sleep: "" where it was not answered. tags: in the order of their bits."""

    worst: int
    interfere: int | None
    late: bool
    sleep: str
    tags: tuple[str, ...]

    @classmethod
    def of(cls, packed: int) -> "Entry":
        interfere = packed >> INTERFERE & 15
        return cls(
            packed & 15,
            None if interfere == NOT_ANSWERED else interfere,
            bool(packed >> LATE & 1),
            SLEEP_OF[packed >> SLEEP & 3],
            TAGS_OF[packed >> TAG],
        )


SLEEP_OF = ["", *SLEEPS]
# The tags of every combination of bits, made once: a diary has thousands of entries.
TAGS_OF = [
    tuple(tag for tag, bit in TAGS.items() if number << TAG >> bit & 1)
    for number in range(1 << len(TAGS))
]
