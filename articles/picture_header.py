"""What a picture's file says about itself, read from its container alone: nothing is decoded.

Sizes come from the headers, so a decompression bomb is found before a byte of it is unpacked. The
walk goes to the file's very end, so a file cut short, or with something else behind it, is found too.
Sources: ITU-T T.81 (JPEG), W3C PNG third edition, RFC 9649 (WebP).
"""

import re
import struct
from dataclasses import dataclass
from zlib import crc32

from articles import picture_pixels

SEGMENTS, CHUNKS, SCANS = 10_000, 50_000, 100  # far above any camera's; a walk stays short
NEXT_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
BASELINE_OR_PROGRESSIVE = {0xC0, 0xC1, 0xC2}
OTHER_FRAMES = {0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
STANDALONE = {0x01, *range(0xD0, 0xD8)}
PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class Header:
    """kind: "jpeg", "png" or "webp". width and height are in pixels, as stored: before any turn."""

    kind: str
    width: int
    height: int


class Refused(ValueError):
    """`args[0]` says why: unknown, broken, more, animated, unusual, size or unpacked."""


def read(data: bytes, most_pixels: int) -> Header:
    """The header of the one still picture that `data` is, whole. Raises Refused when it is not one."""
    try:
        if data.startswith(b"\xff\xd8\xff"):
            return jpeg(data, most_pixels)
        if data.startswith(PNG):
            return png(data, most_pixels)
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return webp(data, most_pixels)
    except (IndexError, struct.error):
        raise Refused("broken") from None
    raise Refused("unknown")


def checked(kind: str, width: int, height: int, most_pixels: int) -> Header:
    if not width or not height:
        raise Refused("broken")
    if width * height > most_pixels:
        raise Refused("size")
    return Header(kind, width, height)


# ---------------------------------------------------------------- JPEG


def jpeg(data: bytes, most_pixels: int) -> Header:
    """Phones put further JPEGs behind the first (a depth map, say). Anything else there is refused."""
    header, end = one_jpeg(data, 0, most_pixels)
    while end < len(data) and (rest := data[end:].lstrip(b"\0")):
        if not rest.startswith(b"\xff\xd8\xff"):
            raise Refused("more")
        _other, end = one_jpeg(data, len(data) - len(rest), most_pixels)
    return header


def one_jpeg(data: bytes, at: int, most_pixels: int) -> tuple[Header, int]:
    """The header of the JPEG that begins at `at`, and where it ends."""
    header, scans, at = None, 0, at + 2
    for _segment in range(SEGMENTS):
        marker, at = next_marker(data, at)
        if marker == 0xD9:
            if header is None or not scans:
                raise Refused("broken")
            return header, at
        if marker in STANDALONE:
            continue
        length = struct.unpack_from(">H", data, at)[0]
        if marker in OTHER_FRAMES:
            raise Refused("unusual")
        if marker in BASELINE_OR_PROGRESSIVE:
            header = frame(data, at, header, most_pixels)
        at += length
        if marker == 0xDA:
            scans, at = scans + 1, end_of_scan(data, at)
        if length < 2 or scans > SCANS or (scans and header is None):
            raise Refused("broken")
    raise Refused("broken")


def next_marker(data: bytes, at: int) -> tuple[int, int]:
    if data[at] != 0xFF:
        raise Refused("broken")
    while data[at] == 0xFF:
        at += 1
    return data[at], at + 1


def frame(data: bytes, at: int, before: Header | None, most_pixels: int) -> Header:
    _length, bits, height, width, parts = struct.unpack_from(">HBHHB", data, at)
    if bits != 8 or parts not in (1, 3, 4):
        raise Refused("unusual")
    if before:
        raise Refused("broken")
    return checked("jpeg", width, height, most_pixels)


def end_of_scan(data: bytes, at: int) -> int:
    found = NEXT_MARKER.search(data, at)
    if not found:
        raise Refused("broken")
    return found.start()


# ---------------------------------------------------------------- PNG


def png(data: bytes, most_pixels: int) -> Header:
    """Every chunk's sum is checked, and the pixels are counted without keeping any."""
    width, height, depth, colour, _packed, _filters, interlace = struct.unpack_from(
        ">IIBBBBB", data, 16
    )
    if data[12:16] != b"IHDR":
        raise Refused("broken")
    header = checked("png", width, height, most_pixels)
    rows = picture_pixels.rows(width, height, depth, colour, interlace)
    if rows is None:
        raise Refused("broken")
    if rows > picture_pixels.MOST_BYTES:
        raise Refused("size")
    if verdict := picture_pixels.count(pieces(data), rows):
        raise Refused(verdict)
    return header


def pieces(data: bytes):
    """The picture data of each IDAT chunk, in order. Raises Refused unless the file ends with IEND."""
    at = len(PNG)
    for _chunk in range(CHUNKS):
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 8 + length
        if crc32(memoryview(data)[at + 4 : end]) != struct.unpack_from(">I", data, end)[0]:
            raise Refused("broken")
        if kind == b"acTL":
            raise Refused("animated")
        if kind == b"IDAT":
            yield memoryview(data)[at + 8 : end]
        at = end + 4
        if kind == b"IEND":
            if at != len(data):
                raise Refused("more")
            return
    raise Refused("broken")


# ---------------------------------------------------------------- WebP


def webp(data: bytes, most_pixels: int) -> Header:
    size = struct.unpack_from("<I", data, 4)[0] + 8
    if size != len(data):
        raise Refused("more" if size < len(data) else "broken")
    canvas = picture = None
    at = 12
    for _chunk in range(SEGMENTS):
        if at >= len(data):
            break
        kind, length = struct.unpack_from("<4sI", data, at)
        if at + 8 + length > len(data):
            raise Refused("broken")
        if kind == b"VP8X":
            canvas = extended(data, at + 8, most_pixels)
        elif kind in (b"ANIM", b"ANMF"):
            raise Refused("animated")
        elif kind in SIZES and picture is None:
            picture = checked("webp", *SIZES[kind](data, at + 8), most_pixels)
        at += 8 + length + length % 2
    if picture is None or at != len(data) or canvas not in (None, picture):
        raise Refused("broken")
    return picture


def extended(data: bytes, at: int, most_pixels: int) -> Header:
    if data[at] & 0x02:
        raise Refused("animated")
    width, height = (int.from_bytes(data[at + n : at + n + 3], "little") + 1 for n in (4, 7))
    return checked("webp", width, height, most_pixels)


def lossy(data: bytes, at: int) -> tuple[int, int]:
    if data[at + 3 : at + 6] != b"\x9d\x01\x2a":
        raise Refused("broken")
    width, height = struct.unpack_from("<HH", data, at + 6)
    return width & 0x3FFF, height & 0x3FFF


def lossless(data: bytes, at: int) -> tuple[int, int]:
    if data[at] != 0x2F:
        raise Refused("broken")
    bits = struct.unpack_from("<I", data, at + 1)[0]
    return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1


SIZES = {b"VP8 ": lossy, b"VP8L": lossless}
