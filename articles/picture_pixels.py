"""Counts what a PNG unpacks to, without keeping it: a file that says too little or too much is found out."""

import zlib
from collections.abc import Iterable

MOST_BYTES = (
    170_000_000  # unpacked: 40 megapixels of red, green, blue and opacity, or 20 of 16 bits
)
PIECE = 1 << 16
PARTS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # colour type: numbers a pixel
DEPTHS = {0: {1, 2, 4, 8, 16}, 2: {8, 16}, 3: {1, 2, 4, 8}, 4: {8, 16}, 6: {8, 16}}
ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]  # fmt: skip


def rows(width: int, height: int, depth: int, colour: int, interlace: int) -> int | None:
    """How many bytes the rows of such a picture take. None when there is no such kind of PNG."""
    if depth not in DEPTHS.get(colour, ()) or interlace not in (0, 1):
        return None
    bits = depth * PARTS[colour]
    if not interlace:
        return height * (1 + (width * bits + 7) // 8)
    total = 0
    for left, top, across, down in ADAM7:
        wide = (width - left + across - 1) // across
        high = (height - top + down - 1) // down
        total += high * (1 + (wide * bits + 7) // 8) if wide > 0 else 0
    return total


def count(pieces: Iterable[memoryview], expected: int) -> str:
    """Nothing when the pieces unpack to exactly `expected` bytes; else "broken", "unpacked" or "more"."""
    unpack, total = zlib.decompressobj(), 0
    try:
        for piece in pieces:
            left: bytes | memoryview = piece
            while left and not unpack.eof:
                total += len(unpack.decompress(left, PIECE))
                if total > expected:
                    return "unpacked"
                left = unpack.unconsumed_tail
            if left or unpack.unused_data:
                return "more"
    except zlib.error:
        return "broken"
    return "" if total == expected and unpack.eof else "broken"
