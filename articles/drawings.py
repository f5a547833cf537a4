"""The drawings an article may show.

`anatomy-front`; a move and the number of its pose, `ex_bridge-1`; a plate drawn for an article,
`plate-neck`; the hip map with areas filled, `map-front.groin_r.groin_l`.
"""

import re
from functools import cache

from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from routines.templatetags.figures import FOLDER, drawing

PLATES = FOLDER.parent / "plates"  # drawn by hand; all of FOLDER is made by script/figures
NAME = re.compile(r"anatomy-[a-z]+|(?:ex|s)_[a-z0-9_]+-\d+")
PLATE = re.compile(r"plate-[a-z]+")
MAP = re.compile(r"map-(front|back)((?:\.[a-z_]+)+)")


def is_drawn(figure: str) -> bool:
    if marked := MAP.fullmatch(figure):
        return set(marked[2].split(".")[1:]) <= areas(marked[1])
    if PLATE.fullmatch(figure):
        return (PLATES / f"{figure}.svg").is_file()
    return bool(NAME.fullmatch(figure)) and (FOLDER / f"{figure}.svg").is_file()


@cache
def plate(figure: str) -> SafeString:
    """The file of a plate, to be set inside the page. Raises FileNotFoundError when there is none."""
    return mark_safe((PLATES / f"{figure}.svg").read_text().strip())  # noqa: S308 - our own file


@cache
def areas(view: str) -> set[str]:
    """The areas the hip map has on this side, such as "groin_r"."""
    return set(re.findall(r'data-key="([a-z_]+)"', drawing(f"bodymap-{view}")))


def validate_drawn(figure: str) -> None:
    if not is_drawn(figure):
        raise ValidationError(_("There is no figure called %(figure)s."), params={"figure": figure})


def parts(figure: str) -> dict[str, str | int | list[str]]:
    """What the picture tags are given: {"view": …} for the anatomy, {"plate": …}, {"map": …, "on": …},
    or {"key": …, "pose": …} for a move."""
    if marked := MAP.fullmatch(figure):
        return {"map": marked[1], "on": marked[2].split(".")[1:]}
    if PLATE.fullmatch(figure):
        return {"plate": figure}
    name, _dash, variant = figure.rpartition("-")
    return {"view": variant} if name == "anatomy" else {"key": name, "pose": int(variant)}
