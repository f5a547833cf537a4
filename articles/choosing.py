"""What an editor picks from a list instead of typing: drawings with their names, sources with theirs."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, pgettext
from django.utils.translation import gettext_lazy as _

from articles import drawings
from routines import content
from routines.templatetags import figures

SIDES = {"l": _("left"), "r": _("right")}


@dataclass(frozen=True)
class Drawing:
    """One drawing: its name in the database, what people call it, and what the picture tags are given."""

    name: str
    label: str
    parts: dict


@dataclass(frozen=True)
class Shelf:
    label: Promise | str
    drawings: list[Drawing]


def shelves() -> list[Shelf]:
    """Every drawing an article may show, as an editor would look for it."""
    return in_language(get_language())


@cache
def in_language(_code: str | None) -> list[Shelf]:
    """Drawings and the names of exercises change with a release only: once a process and language."""
    return [
        Shelf(
            _("Anatomy"), [drawn(f"anatomy-{view}", view_name(view)) for view in ("front", "side")]
        ),
        Shelf(_("Exercises and positions"), list(moves())),
        Shelf(_("Drawn for an article"), list(plates())),
        Shelf(_("Hip map with a place marked"), list(maps())),
    ]


def drawn(name: str, label: str) -> Drawing:
    return Drawing(name, label, drawings.parts(name))


def view_name(view: str) -> str:
    return {
        "front": gettext("From the front"),
        "side": gettext("From the side"),
        "back": gettext("From the back"),
    }[view]


def moves() -> Iterator[Drawing]:
    names = {one["id"]: one["name"] for one in content.read("exercises.yaml")["exercises"]}
    for key, words, count in figures.every_move():
        called = names.get(key) or words.partition(".")[0]
        for n in range(count):
            yield drawn(f"{key}-{n}", f"{called}, {n + 1}\u00a0/\u00a0{count}")


def plates() -> Iterator[Drawing]:
    for path in sorted(drawings.PLATES.glob("plate-*.svg")):
        yield drawn(path.stem, path.stem.removeprefix("plate-").capitalize())


def maps() -> Iterator[Drawing]:
    """Each place of the map alone, and each pair of left and right."""
    for view in ("front", "back"):
        for area in sorted(drawings.areas(view)):
            yield drawn(f"map-{view}.{area}", f"{view_name(view)}: {area_name(area)}")
        for base in sorted({area[:-2] for area in drawings.areas(view) if area.endswith("_l")}):
            both = f"map-{view}.{base}_r.{base}_l"
            name = pgettext("areas of the body", "%(area)s, both sides") % {
                "area": base.replace("_", " ")
            }
            yield drawn(both, f"{view_name(view)}: {name}")


def area_name(area: str) -> str:
    base, _line, side = area.rpartition("_")
    if side in SIDES and base:
        return f"{base.replace('_', ' ')}, {SIDES[side]}"
    return area.replace("_", " ")


def figure_choices() -> list:
    """For a select with groups, the empty choice first."""
    groups = [
        (shelf.label, [(one.name, one.label) for one in shelf.drawings]) for shelf in shelves()
    ]
    return [("", gettext("Choose a picture")), *groups]
