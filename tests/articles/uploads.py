"""Files somebody might upload as a picture, made by hand byte for byte: the hostile ones and the plain ones.

`HOSTILE` and `PLAIN` map a name, as the browser would send it, to what makes its bytes. None of the
hostile ones may be accepted; each of the plain ones must be.
"""

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


# ---------------------------------------------------------------- what must be refused

JPEG, PNG, WEBP = (functools.partial(saved, kind) for kind in ("JPEG", "PNG", "WEBP"))
HOSTILE = {
    # other things with a picture's name
    "page.jpg": lambda: HTML,
    "page.png": lambda: HTML,
    "page.webp": lambda: HTML,
    "script.jpeg": lambda: SCRIPT * 100,
    "drawing.jpg": lambda: SVG,
    "drawing.png": lambda: SVG,
    "drawing.webp": lambda: b"\xef\xbb\xbf" + SVG,
    "drawing.svg": lambda: SVG,
    "entities.svg": lambda: b'<!DOCTYPE x [<!ENTITY a "aa">]><svg>&a;</svg>',
    "compressed.svgz": lambda: zlib.compress(SVG),
    "shell.php.jpg": lambda: PHP,
    "shell.jpg.php": lambda: JPEG(),
    "archive.jpg": zipped,
    "archive.png": zipped,
    "document.jpg": lambda: b"%PDF-1.7\n1 0 obj<</OpenAction 2 0 R>>",
    "document.webp": lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    "program.jpg": lambda: b"\x7fELF" + bytes(5000),
    "program.png": lambda: b"MZ" + bytes(5000),
    "nothing.jpg": lambda: b"\n",
    "zeros.jpg": lambda: bytes(100_000),
    "ones.png": lambda: b"\xff" * 100_000,
    "noise.jpg": lambda: random.Random(5).randbytes(100_000),
    "noise-behind-a-start.jpg": lambda: b"\xff\xd8\xff\xe0" + random.Random(6).randbytes(100_000),
    "noise-behind-a-start.png": lambda: b"\x89PNG\r\n\x1a\n" + random.Random(7).randbytes(9000),
    "noise-behind-a-start.webp": lambda: riff((b"VP8 ", random.Random(8).randbytes(9000))),
    # pictures of another kind
    "moving.gif": lambda: moving("GIF"),
    "still.gif": lambda: saved("GIF", "P"),
    "still-gif.jpg": lambda: saved("GIF", "P"),
    "gif-with-a-comment.png": lambda: saved("GIF", "P", comment=SCRIPT),
    "still.bmp": lambda: saved("BMP"),
    "bmp.jpg": lambda: saved("BMP"),
    "still.tiff": lambda: saved("TIFF"),
    "tiff.jpg": lambda: saved("TIFF"),
    "icon.ico": lambda: saved("ICO", size=(256, 256)),
    "icon.png": lambda: saved("ICO", size=(256, 256)),
    "still.avif": lambda: saved("AVIF"),
    "avif.jpg": lambda: saved("AVIF"),
    "jpeg2000.jp2": lambda: saved("JPEG2000"),
    "jpeg2000.jpg": lambda: saved("JPEG2000"),
    "postscript.jpg": lambda: saved("EPS"),
    "pdf-picture.jpg": lambda: saved("PDF"),
    "portable.jpg": lambda: saved("PPM"),
    "targa.jpg": lambda: saved("TGA"),
    "texture.jpg": lambda: saved("DDS"),
    "heic.jpg": lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(4000),
    # a true picture under a wrong name
    "png-inside.jpg": PNG,
    "jpeg-inside.png": JPEG,
    "webp-inside.jpg": WEBP,
    "jpeg-inside.webp": JPEG,
    "no-ending": JPEG,
    "ends.jpg.exe": JPEG,
    "ends.svg": PNG,
    "ends.html": JPEG,
    "hidden.jpg\u202egnp.exe": JPEG,
    "dot.": JPEG,
    # cut short
    **{f"cut-{part}.jpg": (lambda part=part: JPEG()[: len(JPEG()) * part // 100]) for part in (1, 10, 50, 90, 99)},
    **{f"cut-{part}.png": (lambda part=part: PNG()[: len(PNG()) * part // 100]) for part in (1, 10, 50, 90, 99)},
    **{f"cut-{part}.webp": (lambda part=part: WEBP()[: len(WEBP()) * part // 100]) for part in (1, 10, 50, 90, 99)},
    "cut-scan.jpg": lambda: saved("JPEG", progressive=True)[:-200],
    "cut-pixels.png": lambda: png(640, 480, zlib.compress(bytes(1921 * 200))),
    "cut-stream.png": lambda: png(640, 480, zlib.compress(bytes(1921 * 480))[:-30]),
    "no-end.png": lambda: png(640, 480, zlib.compress(bytes(1921 * 480)), end=False),
    "no-pixels.png": lambda: b"\x89PNG\r\n\x1a\n" + ihdr(640, 480) + chunk(b"IEND"),
    "no-pixels.webp": lambda: riff((b"VP8X", vp8x(640, 480))),
    "no-scan.jpg": lambda: JPEG()[: JPEG().index(b"\xff\xda")] + b"\xff\xd9",
    # two things in one
    **{f"{kind}-behind.jpg": (lambda tail=tail: JPEG() + tail) for kind, tail in (("html", HTML), ("svg", SVG), ("php", PHP), ("zeros-and-html", bytes(99) + HTML))},
    **{f"{kind}-behind.png": (lambda tail=tail: PNG() + tail) for kind, tail in (("html", HTML), ("svg", SVG), ("php", PHP), ("jpeg", b"\xff\xd8\xff"))},
    **{f"{kind}-behind.webp": (lambda tail=tail: WEBP() + tail) for kind, tail in (("html", HTML), ("svg", SVG), ("php", PHP))},
    "archive-behind.jpg": lambda: JPEG() + zipped(),
    "archive-behind.png": lambda: PNG() + zipped(),
    "archive-behind.webp": lambda: WEBP() + zipped(),
    "page-before.jpg": lambda: HTML + JPEG(),
    "page-before.png": lambda: HTML + PNG(),
    "script-as-gif.jpg": lambda: b"GIF89a/*" + bytes(99) + b"*/=1;alert(1)",
    "behind-the-stream.png": lambda: png(640, 480, zlib.compress(bytes(1921 * 480)) + HTML),
    "cut-jpeg-behind.jpg": lambda: JPEG() + JPEG()[:900],
    "html-behind-two.jpg": lambda: JPEG() + JPEG() + HTML,
    # bombs
    "bomb-50000.png": lambda: png(50_000, 50_000, bomb(50)),
    "bomb-lies.png": lambda: png(640, 480, bomb(200)),
    "bomb-late.png": lambda: png(640, 480, zlib.compress(bytes(1921 * 480)) , extra=chunk(b"IDAT", bomb(100))),
    "bomb-16-bit.png": lambda: png(6300, 6300, bomb(9), depth=16, colour=6),
    "bomb-interlaced.png": lambda: png(30_000, 30_000, bomb(9), interlace=1),
    "bomb-one-bit.png": lambda: png(100_000, 100_000, bomb(9), depth=1, colour=0),
    "bomb-short-of-it.png": lambda: png(6300, 6300, bomb(100), colour=6),
    "huge.png": lambda: png(2**31 - 1, 2**31 - 1, b"x"),
    "negative.png": lambda: png(2**32 - 1, 2**32 - 1, b"x"),
    "huge.jpg": lambda: jpeg_size(65_500, 65_500),
    "forty-one.jpg": lambda: jpeg_size(6_500, 6_400),
    "wide.jpg": lambda: jpeg_size(65_500, 300),
    "huge.webp": lambda: riff((b"VP8X", vp8x(2**24, 2**24)), (b"VP8 ", WEBP()[20:])),
    "huge-plain.webp": lambda: riff((b"VP8 ", b"\x30\x01\x00\x9d\x01\x2a\xff\x3f\xff\x3f" + bytes(500))),
    "huge-lossless.webp": lambda: riff((b"VP8L", b"\x2f" + b"\xff" * 500)),
    "canvas-lies.webp": lambda: riff((b"VP8X", vp8x(6000, 6000)), (b"VP8 ", WEBP()[20:])),
    "too-many-scans.jpg": many_scans,
    "too-many-segments.jpg": lambda: JPEG()[:2] + b"\xff\xfe\x00\x02" * 20_000 + JPEG()[2:],
    "too-many-chunks.png": lambda: PNG()[:33] + chunk(b"tEXt", b"a\0b") * 60_000 + PNG()[33:],
    "large.jpg": lambda: JPEG() + b"\0" * (21 * 1024 * 1024),
    # sizes that make no sense
    "no-width.png": lambda: png(0, 480, b"x"),
    "no-height.jpg": lambda: jpeg_size(640, 0),
    "no-width.jpg": lambda: jpeg_size(0, 480),
    "one-pixel.png": lambda: saved("PNG", size=(1, 1)),
    "small.jpg": lambda: saved("JPEG", size=(199, 400)),
    "thread.png": lambda: png_rows(300, 16_001),
    # moving
    "moving.png": lambda: moving("PNG"),
    "moving.webp": lambda: moving("WEBP"),
    "moving-flag.webp": lambda: riff((b"VP8X", vp8x(640, 480, 2)), (b"VP8 ", WEBP()[20:])),
    # broken inside
    "wrong-sum.png": lambda: PNG()[:40] + bytes([PNG()[40] ^ 1]) + PNG()[41:],
    "wrong-colour.png": lambda: png(640, 480, zlib.compress(bytes(1921 * 480)), colour=5),
    "wrong-depth.png": lambda: png(640, 480, zlib.compress(bytes(1921 * 480)), depth=7),
    "wrong-interlace.png": lambda: png(640, 480, zlib.compress(bytes(1921 * 480)), interlace=9),
    "wrong-first-chunk.png": lambda: b"\x89PNG\r\n\x1a\n" + chunk(b"tEXt", b"a\0b" * 9) + chunk(b"IEND"),
    "chunk-too-long.png": lambda: PNG()[:33] + b"\xff\xff\xff\xffIDAT" + PNG()[41:],
    "segment-too-long.jpg": lambda: JPEG()[:20] + b"\xff\xe1\xff\xff" + JPEG()[20:60] + b"\xff\xd9",
    "segment-of-nothing.jpg": lambda: JPEG()[:2] + b"\xff\xe1\x00\x00" + JPEG()[2:],
    "two-frames.jpg": lambda: jpeg_patched(b"\xff\xc4", JPEG()[JPEG().index(b"\xff\xc0") :][:19] + b"\xff\xc4"),
    "lossless.jpg": lambda: jpeg_patched(b"\xff\xc0", b"\xff\xc3"),
    "arithmetic.jpg": lambda: jpeg_patched(b"\xff\xc0", b"\xff\xc9"),
    "twelve-bits.jpg": lambda: jpeg_patched(b"\xff\xc0\x00\x11\x08", b"\xff\xc0\x00\x11\x0c"),
    "two-parts.jpg": lambda: jpeg_patched(b"\x01\xe0\x02\x80\x03", b"\x01\xe0\x02\x80\x02"),
    "wrong-size.webp": lambda: WEBP()[:4] + b"\xff\xff\xff\xff" + WEBP()[8:],
    "chunk-too-long.webp": lambda: WEBP()[:16] + b"\xff\xff\xff\x7f" + WEBP()[20:],
    "wrong-start.webp": lambda: riff((b"VP8 ", b"\x30\x01\x00\x00\x00\x00" + WEBP()[26:])),
    "sound.webp": lambda: b"RIFF" + struct.pack("<I", 36) + b"WAVEfmt " + bytes(28),
}  # fmt: skip

# ---------------------------------------------------------------- what must be accepted

PLAIN = {
    "photo.jpg": JPEG,
    "PHOTO.JPEG": JPEG,
    "../../etc/a photo.jpg": JPEG,
    "“héllo”.png": PNG,
    "photo.webp": WEBP,
    "progressive.jpg": lambda: saved("JPEG", progressive=True),
    "grey.jpg": lambda: saved("JPEG", "L"),
    "cmyk.jpg": lambda: saved("JPEG", "CMYK"),
    "restarts.jpg": lambda: saved("JPEG", restart_marker_rows=1),
    "place.jpg": lambda: saved("JPEG", exif=exif(gps=True)),
    "place.webp": lambda: saved("WEBP", exif=exif(gps=True)),
    "place.png": lambda: saved("PNG", exif=exif(gps=True)),
    "profile.jpg": lambda: saved("JPEG", icc_profile=profile()),
    "profile-junk.jpg": lambda: saved("JPEG", icc_profile=b"junk" * 99),
    "profile-junk.png": lambda: saved("PNG", icc_profile=b"junk" * 99),
    "profile-cmyk-junk.jpg": lambda: saved("JPEG", "CMYK", icc_profile=b"junk" * 99),
    "comment.jpg": lambda: saved("JPEG", comment=NEEDLE + HTML),
    "page-in-a-segment.jpg": lambda: jpeg_with(0xEC, NEEDLE + HTML),
    "page-in-a-chunk.png": lambda: png_with(b"tEXt", b"Comment\0" + NEEDLE + HTML),
    "page-in-a-chunk.webp": lambda: saved("WEBP", xmp=NEEDLE + HTML),
    "two-behind-each-other.jpg": lambda: JPEG() + JPEG(),
    "zeros-behind.jpg": lambda: JPEG() + bytes(500),
    "clear.png": lambda: saved("PNG", "RGBA"),
    "clear.webp": lambda: saved("WEBP", "RGBA"),
    "lossless.webp": lambda: saved("WEBP", lossless=True),
    "grey-clear.png": lambda: saved("PNG", "LA"),
    "palette.png": lambda: saved("PNG", "P"),
    "palette-clear.png": lambda: saved("PNG", "P", transparency=0),
    "one-bit.png": lambda: saved("PNG", "1"),
    "sixteen-bit-grey.png": lambda: saved("PNG", "I;16"),
    "sixteen-bit.png": lambda: png_rows(640, 480, 16),
    "interlaced.png": lambda: interlaced(),
    "narrow.png": lambda: saved("PNG", size=(200, 900)),
    **{f"turned-{n}.jpg": (lambda n=n: saved("JPEG", exif=exif(n))) for n in range(1, 9)},
}  # fmt: skip


def interlaced():
    """An Adam7 PNG of one tone, 640 by 480, in grey."""
    total = 0
    for left, top, across, down in [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]:  # fmt: skip
        total += len(range(top, 480, down)) * (1 + len(range(left, 640, across)))
    return png(640, 480, zlib.compress(bytes(total)), colour=0, interlace=1)
