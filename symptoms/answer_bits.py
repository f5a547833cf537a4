"""One answer as bits. Whatever is sent is read without an error, and what is known of a bad answer is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from symptoms.schema import Question

Said = tuple[int, bool]  # (bits of the answer, does it make sense?)
Read = Callable[[Any], Said]
NONSENSE: Said = (0, False)


def reader(question: Question, bits: Mapping, points: tuple[int, ...], exclusive: int) -> Read:
    """What reads the answers to this question: made once, so that reading is one look into a table."""
    if question.kind == "single":
        return one_of(bits)
    if question.kind == "multi":
        return some_of(bits, exclusive)
    return how_much(question.low, points)


def one_of(bits: Mapping[str, int]) -> Read:
    said = {value: (bit, True) for value, bit in bits.items()}

    def read(value: Any) -> Said:
        return said.get(value, NONSENSE) if isinstance(value, str) else NONSENSE

    return read


def some_of(bits: Mapping[str, int], exclusive: int) -> Read:
    one, said = one_of(bits), {value: (bit, True) for value, bit in bits.items()}

    def read(value: Any) -> Said:
        if not isinstance(value, (list, tuple)):
            return NONSENSE
        if len(value) == 1 and isinstance(value[0], str):  # as on most pages: “none of these”
            return said.get(value[0], NONSENSE)
        mask, sense = 0, True
        for picked in value:
            bit, known = one(picked)
            mask, sense = mask | bit, sense and known
        alone = mask & exclusive
        return mask, sense and mask != 0 and (not alone or mask == alone & -alone)

    return read


def how_much(low: int, points: tuple[int, ...]) -> Read:
    said = {low + above: (bits, True) for above, bits in enumerate(points)}

    def read(value: Any) -> Said:
        return said.get(value, NONSENSE) if type(value) is int else NONSENSE  # True is not 1 point

    return read
