"""Drawn pictures, set inside the page so that its colours and its dark mode reach them.

The files are drawn from static/js by script/figures and committed; a page only reads them.
"""

import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from django import template
from django.conf import settings
from django.template import TemplateSyntaxError
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

register = template.Library()
FOLDER = Path(settings.BASE_DIR) / "static" / "figures"
LEVELS = {"full": "", "thumb": ".thumb"}
DECORATIVE = mark_safe(' aria-hidden="true" focusable="false"')


def has_figure(key: str) -> bool:
    """Whether there are pictures for this exercise ("ex_…") or scene ("s_…")."""
    return key in index()


def pose_count(key: str) -> int:
    """How many key poses the move has; pictures are numbered from 0. Raises like {% figure %}."""
    return entry(key)["poses"]


def every_move() -> list[tuple[str, str, int]]:
    """(key, words, number of key poses) of every exercise and scene that is drawn."""
    return [(key, gettext(move["alt"]), move["poses"]) for key, move in index().items()]


def work_pose(key: str) -> int:
    """The key pose to show where there is room for one: usually the second, where the work is."""
    return entry(key)["work"]


def alt_text(key: str) -> str:
    """The whole move in words, for people who do not see the picture."""
    return gettext(entry(key)["alt"])


@register.simple_tag
def figure(
    key: str, n: int = 0, *, label="", level: str = "full", mirror: bool = False
) -> SafeString:
    """Key pose `n` of a move, in place: {% figure "ex_bridge" 1 label=True %}.

    Decorative unless `label` is given: True for the move's own words, or words of your own.
    level: "full", or "thumb" for anything drawn smaller than about 160 px. mirror: the left side works.
    Raises TemplateSyntaxError for a key, pose or level that was never drawn; ask has_figure() first
    when the key is not from the repository's own content.
    """
    if level not in LEVELS or not 0 <= n < pose_count(key):
        raise TemplateSyntaxError(f"There is no picture {n} of {key!r} at level {level!r}.")
    words = alt_text(key) if label is True else label
    return opened(drawing(f"{key}-{n}{LEVELS[level]}"), role(words), "mirror" if mirror else "")


@register.simple_tag
def anatomy(view: str) -> SafeString:
    """The bones and the two muscles, with their names. It carries its own title and description."""
    return drawing(f"anatomy-{view}")


@register.simple_tag
def bodymap(view: str, on: Iterable[str] = ()) -> SafeString:
    """The hip map from the "front" or "back", the areas in `on` ("groin_r") filled.

    It only mirrors checkboxes or a list beside it, so it is decorative. An area it lacks is left out.
    """
    svg = str(opened(drawing(f"bodymap-{view}"), DECORATIVE))
    for area in on:
        svg = svg.replace(
            f'class="reg" data-key="{area}"', f'class="reg" data-on="" data-key="{area}"'
        )
    return mark_safe(svg)  # noqa: S308 - an unknown area changes nothing


PAPER = {  # the map's colours on the marks themselves, for print and PDF
    'class="sil"': 'fill="#C6D6D8"',
    'class="reg" data-on=""': 'fill="#F4742B" stroke="#8A3205" stroke-width="2.5"',
    'class="reg"': 'fill="#EAF1F1" stroke="#C6D6D8" stroke-width="4"',
    'class="mark"': 'fill="none" stroke="#8FA6AC" stroke-width="2.5"',
}


@register.simple_tag
def bodymap_on_paper(view: str, on: Iterable[str] = ()) -> SafeString:
    """The same map for a page that is printed: no style sheet, and nothing to press."""
    svg = re.sub(r'<path class="hit"[^>]*/>', "", str(bodymap(view, on)))
    svg = re.sub(r' mask="[^"]*"', "", svg).replace('class="bmap"', 'class="papermap"')
    for name, colours in PAPER.items():
        svg = svg.replace(name, colours)
    return mark_safe(svg)  # noqa: S308 - our own file


@register.simple_tag
def hero(label="") -> SafeString:
    """The home page's kneeling figure with the fan of strands behind it."""
    return opened(drawing("hero"), role(label))


@cache
def index() -> dict:
    return json.loads((FOLDER / "index.json").read_text())


def entry(key: str) -> dict:
    if key not in index():
        raise TemplateSyntaxError(f"There is no figure {key!r}: see static/js/poses.js.")
    return index()[key]


@cache
def drawing(name: str) -> SafeString:
    try:
        return mark_safe((FOLDER / f"{name}.svg").read_text().strip())  # noqa: S308 - our own file
    except FileNotFoundError as error:
        raise TemplateSyntaxError(f"There is no drawing {name!r} in static/figures.") from error


def role(words: str) -> SafeString:
    return format_html(' role="img" aria-label="{}"', words) if words else DECORATIVE


def opened(picture: SafeString, attributes: SafeString, also: str = "") -> SafeString:
    """The same picture with more said in its first tag."""
    svg = picture.replace("<svg", f"<svg{attributes}", 1)
    if also:
        svg = svg.replace('class="', f'class="{also} ', 1)
    return mark_safe(svg)  # noqa: S308 - our own file, and escaped attributes
