"""What a picture costs: the time to refuse a hostile file, and the time and memory to make one ready for the web."""

import contextlib
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5
GRAIN = (
    (8, 150),
    (32, 70),
    (128, 35),
    (512, 18),
    (2000, 9),
    (4000, 5),
)  # size, strength: as photos have


def measure() -> str:
    with tempfile.TemporaryDirectory() as folder:
        photo = Path(folder) / "photo.jpg"
        # In a process of its own: what a parent held counts as its child's peak.
        made = f"from benchmarks.pictures import draw; from pathlib import Path; draw(Path({str(photo)!r}))"
        subprocess.run([sys.executable, "-c", made], cwd=ROOT, check=True)
        walls, peak = zip(*(ready(photo, Path(folder)) for _round in range(ROUNDS)), strict=True)
        slowest, spent, count = refused(Path(folder) / "hostile")
    return "\n".join(
        [
            "| what | |",
            "|---|---|",
            f"| a JPEG of 12 megapixels into 5 widths of AVIF, WebP and JPEG, wall s | {statistics.median(walls):.1f} |",
            f"| its peak, MiB | {max(peak):.0f} |",
            f"| hostile files refused | {count} |",
            f"| the slowest of them, CPU s ({slowest}) | {spent:.2f} |",
        ]
    )


def draw(path: Path) -> None:
    """12 megapixels with as much grain as a photograph has."""
    chance, out = random.Random(1), None
    for size, strength in GRAIN:
        tones = [Image.frombytes("L", (size, size * 3 // 4), chance.randbytes(size * (size * 3 // 4))) for _ in "RGB"]  # fmt: skip
        base = 128 if strength == 150 else 64
        layer = Image.merge("RGB", tones).resize((4000, 3000), Image.Resampling.BICUBIC)
        layer = layer.point(lambda tone, s=strength, b=base: int((tone - 128) * s / 128) + b)
        out = layer if out is None else ImageChops.add(out, layer, 1, -64)
    out.filter(ImageFilter.GaussianBlur(1)).save(path, quality=92)


def ready(photo: Path, folder: Path) -> tuple[float, float]:
    """Wall seconds and peak MiB of one run in a process of its own."""
    began = time.monotonic()
    command = [sys.executable, "-m", "articles.renditions", str(photo), str(folder / "out")]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return time.monotonic() - began, used.ru_maxrss / 1024


def refused(folder: Path) -> tuple[str, float, int]:
    """The slowest file to refuse, its CPU seconds, and how many were refused."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "psoascare.settings")
    django.setup()
    from django.core.exceptions import ValidationError
    from django.core.files.uploadedfile import UploadedFile

    from articles.picture_upload import examine
    from tests.articles.uploads import HOSTILE

    folder.mkdir()
    times = {}
    for name, make in HOSTILE.items():
        path = folder / "file"
        path.write_bytes(make())
        with path.open("rb") as file:
            began = time.process_time()
            with contextlib.suppress(ValidationError):
                examine(UploadedFile(file, name, size=path.stat().st_size))
                raise SystemExit(f"{name!r} was taken.")
            times[name] = time.process_time() - began
    slowest = max(times, key=times.__getitem__)
    return slowest, times[slowest], len(times)
