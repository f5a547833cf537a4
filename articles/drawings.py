"""The drawings an article may show: `anatomy-front`, or a move and the number of its pose, `ex_bridge-1`."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from routines.templatetags.figures import FOLDER

NAME = re.compile(r"anatomy-[a-z]+|(?:ex|s)_[a-z0-9_]+-\d+")


def is_drawn(figure: str) -> bool:
    return bool(NAME.fullmatch(figure)) and (FOLDER / f"{figure}.svg").is_file()


def validate_drawn(figure: str) -> None:
    if not is_drawn(figure):
        raise ValidationError(_("There is no figure called %(figure)s."), params={"figure": figure})


def parts(figure: str) -> dict[str, str | int]:
    """What the picture tags are given: {"view": …} for the anatomy, else {"key": …, "pose": …}."""
    name, _dash, variant = figure.rpartition("-")
    return {"view": variant} if name == "anatomy" else {"key": name, "pose": int(variant)}
