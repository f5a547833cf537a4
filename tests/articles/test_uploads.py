"""No file gets in that is not one plain still picture, and nothing but its pixels gets out."""

import io
import json
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from articles import renditions
from articles.picture_header import Refused, read
from articles.picture_upload import MOST_PIXELS, REASONS, examine
from tests.articles.file_bytes import HTML, NEEDLE, saved
from tests.articles.uploads import HOSTILE, PLAIN


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory):
    """What a process with 64 MB to spare says about every file: name to (code, seconds)."""
    folder = tmp_path_factory.mktemp("uploads")
    for name, make in (HOSTILE | PLAIN).items():
        (folder / name.encode().hex()).write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-m", "tests.articles.refusing", str(folder)],
        cwd=settings.BASE_DIR, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_none_of_the_hostile_files_is_taken_in_64_mb(verdicts):
    assert len(HOSTILE) >= 100
    assert [name for name in HOSTILE if not verdicts[name][0]] == []


def test_every_plain_picture_is_taken(verdicts):
    assert {name: verdicts[name][0] for name in PLAIN if verdicts[name][0]} == {}


def test_a_bomb_is_refused_by_its_header_before_a_byte_of_it_is_unpacked(verdicts):
    for name in ("bomb-50000.png", "huge.png", "huge.jpg", "huge.webp", "bomb-interlaced.png"):
        assert verdicts[name][0] == "size", name


def test_each_reason_is_said_about_some_file(verdicts):
    assert {code for code, _seconds in verdicts.values()} >= {*REASONS, "large", "small", "name"}


@given(st.binary(max_size=400), st.sampled_from(["JPEG", "PNG", "WEBP"]), st.data())
def test_whatever_the_bytes_the_answer_is_a_header_or_a_reason(noise, kind, data):
    whole = saved(kind)
    at = data.draw(st.integers(0, len(whole)))
    for changed in (noise, whole[:at] + noise, whole[:at] + noise + whole[at + len(noise) :]):
        try:
            said = read(changed, MOST_PIXELS)
        except Refused as refused:
            said = refused.args[0]
        assert said in REASONS or said.width > 0


@pytest.mark.parametrize("name", PLAIN)
def test_only_the_pixels_come_out_upright_and_in_every_format(name, tmp_path):
    original = tmp_path / "original"
    original.write_bytes(PLAIN[name]())
    header = examine(SimpleUploadedFile(name, original.read_bytes()))
    made = renditions.make(original, tmp_path / "out")
    assert {one["kind"] for one in made} == {"avif", "webp", "jpg"}
    for one in made:
        data = (tmp_path / "out" / one["name"]).read_bytes()
        for hidden in (NEEDLE, HTML, b"<script", b"Exif", b"GPS", b"ICC_PROFILE", b"junk", b"http"):
            assert hidden not in data, hidden
        with Image.open(io.BytesIO(data)) as image:
            image.load()
            assert image.size == (one["width"], one["height"])
            assert not image.getexif()
            assert not image.info.get("icc_profile")
    turned = name in {f"turned-{n}.jpg" for n in (5, 6, 7, 8)}
    sides = (made[0]["width"], made[0]["height"])
    assert sides == ((header.height, header.width) if turned else (header.width, header.height))


def test_a_picture_without_colour_of_its_own_is_set_on_white(tmp_path):
    clear = io.BytesIO()
    Image.new("RGBA", (300, 300), (0, 0, 0, 0)).save(clear, "PNG")
    (tmp_path / "clear.png").write_bytes(clear.getvalue())
    made = renditions.make(tmp_path / "clear.png", tmp_path)
    plain = next(one["name"] for one in made if one["kind"] == "jpg")
    with Image.open(tmp_path / plain) as image:
        assert image.getpixel((150, 150)) == (255, 255, 255)


def test_sixteen_bits_keep_their_tones(tmp_path):
    tones = (30_000).to_bytes(2, "little") * 300 * 300
    Image.frombytes("I;16", (300, 300), tones).save(tmp_path / "deep.png")
    made = renditions.make(tmp_path / "deep.png", tmp_path)
    plain = next(one["name"] for one in made if one["kind"] == "jpg")
    with Image.open(tmp_path / plain) as image:
        assert abs(image.getpixel((150, 150))[0] - 30_000 // 257) <= 2
