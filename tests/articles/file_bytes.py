"""Files, made by hand byte for byte: true pictures, and what looks like one."""

import functools
import io
import random
import struct
import zipfile
import zlib

from PIL import Image, ImageCms

SCRIPT = b"<script>alert(document.domain)</script>"
HTML = b"<!doctype html><html><body>" + SCRIPT + b"</body></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script></svg>'
PHP = b"<?php system($_GET['c']); ?>"
GPS = {1: "N", 2: (51.0, 30.0, 0.0), 3: "W", 4: (0.0, 7.0, 0.0)}
NEEDLE = b"51 Hidden Lane"


# ---------------------------------------------------------------- true pictures


@functools.cache
def photo(mode="RGB", size=(640, 480), seed=1):
    """A soft picture with some grain, in any of Pillow's modes."""
    small = Image.frombytes("RGB", (16, 12), random.Random(seed).randbytes(16 * 12 * 3))
    image = small.resize(size, Image.Resampling.BICUBIC)
    if mode == "I;16":
        return Image.frombytes("I;16", size, bytes(2 * size[0] * size[1]))
    return image.convert("RGB").convert(mode)


@functools.cache
def saved(kind, mode="RGB", size=(640, 480), **options):
    out = io.BytesIO()
    photo(mode, size).save(out, kind, **options)
    return out.getvalue()


def exif(turn=1, gps=False):
    notes = Image.Exif()
    notes[0x0112] = turn
    notes[0x010E] = NEEDLE.decode()
    if gps:
        notes.get_ifd(0x8825).update(GPS)
    return notes.tobytes()


def profile():
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def jpeg_with(marker, payload):
    """A JPEG with one more segment behind its first."""
    whole = saved("JPEG")
    return whole[:2] + b"\xff" + bytes([marker]) + struct.pack(">H", len(payload) + 2) + payload + whole[2:]  # fmt: skip


def chunk(kind, data=b""):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def ihdr(width, height, depth=8, colour=2, interlace=0):
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlace))


def png(width, height, packed, depth=8, colour=2, interlace=0, extra=b"", end=True):
    head = b"\x89PNG\r\n\x1a\n" + ihdr(width, height, depth, colour, interlace) + extra
    return head + chunk(b"IDAT", packed) + (chunk(b"IEND") if end else b"")


def png_rows(width, height, depth=8, parts=3, **options):
    """A true PNG of one tone, so that even a large one is a small file."""
    row = bytes(1 + (width * depth * parts + 7) // 8)
    pack, packed = zlib.compressobj(1), []
    for _row in range(height):
        packed.append(pack.compress(row))
    packed.append(pack.flush())
    return png(width, height, b"".join(packed), depth, **options)


def png_with(kind, data):
    whole = saved("PNG")
    return whole[:33] + chunk(kind, data) + whole[33:]


def riff(*chunks):
    body = b"WEBP" + b"".join(
        kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)
        for kind, data in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


def vp8x(width, height, flags=0):
    return bytes([flags, 0, 0, 0]) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")  # fmt: skip


def moving(kind):
    out = io.BytesIO()
    others = [photo(seed=2), photo(seed=3)]
    photo().save(out, kind, save_all=True, append_images=others, duration=100)
    return out.getvalue()


def zipped():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("index.html", HTML)
    return out.getvalue()


def bomb(megabytes):
    pack = zlib.compressobj(9)
    zeros = bytes(1 << 20)
    return b"".join([*(pack.compress(zeros) for _n in range(megabytes)), pack.flush()])


def jpeg_size(width, height):
    """A true JPEG whose header says another size."""
    whole = bytearray(saved("JPEG"))
    at = whole.index(b"\xff\xc0") + 5
    whole[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(whole)


def jpeg_patched(find, replace):
    whole = saved("JPEG")
    assert find in whole
    return whole.replace(find, replace, 1)


def many_scans():
    whole = saved("JPEG")
    scan = whole[whole.index(b"\xff\xda") : -2]
    return whole[:-2] + scan * 150 + whole[-2:]


def interlaced():
    """An Adam7 PNG of one tone, 640 by 480, in grey."""
    total = 0
    for left, top, across, down in [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]:  # fmt: skip
        total += len(range(top, 480, down)) * (1 + len(range(left, 640, across)))
    return png(640, 480, zlib.compress(bytes(total)), colour=0, interlace=1)
