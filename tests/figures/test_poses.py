"""The drawn person can do what the pictures show, and the pictures are what the poses give."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from routines.templatetags import figures

ROOT = Path(__file__).resolve().parents[2]
NODE = shutil.which("node")
LIBRARY = yaml.safe_load((ROOT / "routines/content/exercises.yaml").read_text())
KEYS = [exercise["id"] for exercise in LIBRARY["exercises"]]
needs_node = pytest.mark.skipif(
    not NODE and os.environ.get("CI") != "true",
    reason="Node, which draws the figures, is not here.",
)


def run(*command: str) -> subprocess.CompletedProcess:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@needs_node
def test_bones_keep_their_length_joints_stay_in_range_and_what_rests_on_something_touches_it():
    checked = run(NODE, "tests/figures/poses.mjs")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "41 moves, 0 faults" in checked.stdout


@needs_node
def test_the_committed_pictures_are_what_the_source_draws():
    checked = run("script/figures", "--check")
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("key", KEYS)
def test_an_exercise_can_be_seen_and_read(key):
    assert figures.has_figure(key)
    assert figures.alt_text(key).endswith(".")
    for n in range(figures.pose_count(key)):
        assert "<path" in figures.figure(key, n)


@pytest.mark.parametrize("path", sorted(figures.FOLDER.glob("*.svg")), ids=lambda path: path.name)
def test_a_picture_is_small_and_the_content_security_policy_lets_it_through(path):
    svg = path.read_text()
    assert len(svg) <= (12_288 if ".thumb." in path.name else 24_576)
    assert not [part for part in ("style=", "<style", "<script", "href=", "NaN") if part in svg]
