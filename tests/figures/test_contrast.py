"""Every pair of colours that carries meaning can be told apart, in light and in dark (WCAG 2.2 AA)."""

import re
from pathlib import Path

import pytest

SHEET = (Path(__file__).resolve().parents[2] / "static/css/tokens.css").read_text()
TEXT, SHAPE = 4.5, 3.0  # smallest ratios: 1.4.3 for words, 1.4.11 for shapes and focus rings
PAIRS = {
    TEXT: """
        ink/paper ink/mist ink/stage ink-2/paper ink-2/mist ink-2/stage link/paper link/mist
        on-primary/primary on-primary/primary-hover accent-ink/paper accent-ink/accent-soft
        ink/accent-soft good-ink/good-soft warn-ink/warn-soft danger/paper danger/mist
        danger/danger-soft on-danger/danger-bg on-focus/focus on-deep/deep on-deep-2/deep
    """,
    SHAPE: """
        field/paper field/mist primary/paper primary/mist mus-line/fig-top accent/deep chart/paper
        chart-avg/paper fig-leg/stage focus/deep focus-ring/paper focus-ring/mist focus-ring/stage
    """,
}
CASES = [(pair, least) for least, pairs in PAIRS.items() for pair in pairs.split()]


def tokens(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{6})", css))


LIGHT_CSS, DARK_CSS = SHEET.split("@media (prefers-color-scheme: dark)", 1)
THEMES = {"light": tokens(LIGHT_CSS), "dark": tokens(LIGHT_CSS) | tokens(DARK_CSS)}


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_21_to_1():
    assert ratio("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("pair", "least"), CASES, ids=lambda value: str(value))
def test_a_pair_of_colours_can_be_told_apart(pair, least, theme):
    front, back = pair.split("/")
    assert ratio(THEMES[theme][front], THEMES[theme][back]) >= least


LOOKS = (Path(__file__).resolve().parents[2] / "static/css/looks.css").read_text()
LIGHT_LOOKS, DARK_LOOKS = LOOKS.split("@media (prefers-color-scheme: dark)", 1)
CLOTHES = re.findall(r"\.(clothes-[a-z]+) \{([^}]*)\}", LIGHT_LOOKS)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", [name for name, _ in CLOTHES])
def test_in_any_clothes_the_legs_stand_out_and_the_muscle_does(name, theme):
    css = dict(CLOTHES)[name]
    worn = THEMES[theme] | tokens(css)
    if theme == "dark":
        worn |= tokens(DARK_LOOKS.split(f".{name} {{", 1)[1].split("}", 1)[0])
    assert ratio(worn["fig-leg"], worn["stage"]) >= SHAPE
    assert ratio(worn["mus-line"], worn["fig-top"]) >= SHAPE


def test_every_look_that_can_be_chosen_is_drawn_and_no_other():
    from routines import looks

    drawn = set(re.findall(r"\.((?:skin|hair|cut|clothes)-[a-z]+)", LOOKS))
    offered = {f"{part}-{word}" for part, words in looks.PARTS.items() for word in words}
    assert drawn == offered - {"cut-bun"}  # the bun is what the drawing has anyway
