"""One uploaded picture as files for the web. A program of its own: whatever a decoder does, ends with it.

    python -m articles.renditions ORIGINAL FOLDER

Writes AVIF, WebP and JPEG at several widths into FOLDER, each named by the hash of its bytes, and
prints them as JSON. Nothing but the pixels is kept: no EXIF, no place, no profile, no comment. A JPEG
is decoded near the size that is needed and each width is made from the one before, so that a picture
of 12 megapixels needs less than 130 MiB.
"""

import json
import os
import resource
import sys
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageCms, ImageFile, ImageOps

WIDTHS = (1920, 1280, 960, 640, 320)  # pixels
FORMATS: dict[str, dict] = {
    "avif": {"format": "AVIF", "quality": 60, "speed": 6, "max_threads": 2},
    "webp": {"format": "WEBP", "quality": 80, "method": 4},
    "jpg": {"format": "JPEG", "quality": 80, "progressive": True, "optimize": True},
}
MOST_PIXELS = 40_000_000
SECONDS, BYTES = 60, 2 << 30  # processor time and address space
SIXTEEN_BITS = ("I", "I;16", "I;16B", "I;16L", "I;16N")
SRGB = ImageCms.createProfile("sRGB")
Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2  # Pillow refuses above twice this
ImageFile.LOAD_TRUNCATED_IMAGES = False


def make(original: Path, folder: Path) -> list[dict]:
    """Every rendition, widest first: {"name", "kind", "width", "height", "size"}. Sizes are in bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    return [
        write(picture, kind, folder) for picture in widths(opened(original)) for kind in FORMATS
    ]


def opened(original: Path) -> Image.Image:
    """The picture in sRGB, upright, on white, at most WIDTHS[0] wide. Raises what Pillow raises."""
    with Image.open(original, formats=("JPEG", "PNG", "WEBP")) as image:
        if image.format in ("JPEG", "MPO"):
            image.draft(None, needed(image))
        image.load()
        turned = image.getexif().get(0x0112, 1)
        profile = image.info.get("icc_profile")
        small = fitted(image, WIDTHS[0] if turned < 5 else needed(image)[1])
    upright = ImageOps.exif_transpose(small) if turned != 1 else small
    return fitted(in_srgb(upright, profile), WIDTHS[0])


def needed(image: Image.Image) -> tuple[int, int]:
    """The smallest decode that still fills WIDTHS[0], whichever way the picture is turned."""
    width, height = image.size
    if image.getexif().get(0x0112, 1) >= 5:
        return max(1, WIDTHS[0] * width // height), WIDTHS[0]
    return WIDTHS[0], max(1, WIDTHS[0] * height // width)


def fitted(image: Image.Image, width: int) -> Image.Image:
    if image.width <= width:
        return image.copy()
    height = max(1, round(image.height * width / image.width))
    plain = whole_tones(image)
    small = plain.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    small.info.update(image.info)
    return small


def whole_tones(image: Image.Image) -> Image.Image:
    """A mode that can be made smaller: no palette, no single bits, no 16-bit grey."""
    if image.mode in SIXTEEN_BITS:
        return image.convert("I").point(lambda tone: tone / 257).convert("L")
    if image.mode in ("P", "PA", "1", "LA") or "transparency" in image.info:
        return image.convert("RGBA")
    return image


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Plain red, green and blue, on white. A profile that makes no sense is passed over."""
    image = whole_tones(image)
    if image.mode == "RGBA":
        white = Image.new("RGB", image.size, "white")
        white.paste(image, mask=image.getchannel("A"))
        return white
    if profile and image.mode in ("RGB", "CMYK"):
        try:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            done = ImageCms.profileToProfile(image, own, SRGB, outputMode="RGB")
            return done or image.convert("RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
    return image.convert("RGB")


def widths(image: Image.Image) -> Iterator[Image.Image]:
    """From wide to narrow, each made from the one before. A small picture comes at its own width."""
    yield image
    for width in WIDTHS:
        if width < image.width:
            image = fitted(image, width)
            yield image


def write(image: Image.Image, kind: str, folder: Path) -> dict:
    out = BytesIO()
    bare = Image.new("RGB", image.size)  # takes over the pixels and nothing else
    bare.paste(image)
    bare.save(out, **FORMATS[kind])
    data = out.getvalue()
    name = f"{sha256(data).hexdigest()[:40]}.{kind}"
    part = folder / f".{name}.{os.getpid()}"
    part.write_bytes(data)
    part.chmod(0o644)
    part.replace(folder / name)
    return {
        "name": name,
        "kind": kind,
        "width": image.width,
        "height": image.height,
        "size": len(data),
    }


def main() -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    original, folder = map(Path, sys.argv[1:3])
    try:
        made = make(original, folder)
    except (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError) as error:
        print(f"{type(error).__name__}", file=sys.stderr)
        return 1
    print(json.dumps(made))
    return 0


if __name__ == "__main__":
    sys.exit(main())
