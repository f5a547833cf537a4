"""What we changed and why: the claims of the text an article replaces, one by one, with our verdicts.

They are files beside the articles, `<slug>.changes.yaml`, and are read once a process.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles import citations
from articles.source import CONTENT
from routines.content import Context, Problem, read_yaml

ENDING = ".changes.yaml"
VERDICTS: dict[str, Promise | str] = {
    "right": _("Right"),
    "partly": _("Partly right"),
    "possible": _("Possible"),
    "not_supported": _("Not supported"),
    "wrong": _("Wrong"),
    "left_out": _("Left out"),
}


@dataclass(frozen=True)
class Change:
    """One claim as it was written, the verdict, and what we say instead, with citations."""

    quote: str
    verdict: str
    instead: str

    @property
    def label(self) -> Promise | str:
        return VERDICTS[self.verdict]


@dataclass(frozen=True)
class Part:
    quote: str
    changes: list[Change]


@dataclass(frozen=True)
class Record:
    """All the changes of one article, under the title and the headings of the text it replaces."""

    quote: str
    intro: str
    parts: list[Part]

    @property
    def count(self) -> int:
        return sum(len(part.changes) for part in self.parts)

    @property
    def numbers(self) -> dict[str, int]:
        """The number of each source, in reading order."""
        return citations.number(one.instead for part in self.parts for one in part.changes)


def files() -> list[Path]:
    return sorted(CONTENT.glob(f"*{ENDING}"))


@cache
def slugs() -> frozenset[str]:
    return frozenset(path.name.removesuffix(ENDING) for path in files())


@cache
def of(slug: str) -> Record:
    """The record of this article. Raises KeyError for one that replaces nothing."""
    if slug not in slugs():
        raise KeyError(slug)
    return read(CONTENT / f"{slug}{ENDING}")


def read(path: Path) -> Record:
    """Raises ContentError, KeyError or TypeError when the file is not in order."""
    held = read_yaml(path)
    parts = [
        Part(part["quote"], [Change(**change) for change in part["changes"]])
        for part in held["parts"]
    ]
    return Record(held["quote"], held["intro"], parts)


def validate(context: Context) -> Iterator[Problem]:
    for path in files():
        try:
            record = read(path)
        except (KeyError, TypeError, AttributeError) as error:
            yield Problem(
                path.name, "", f"Write quote, intro and parts; a change has 3 texts: {error}."
            )
            continue
        for part in record.parts:
            for change in part.changes:
                for message in wrong(change, context):
                    yield Problem(path.name, change.quote, message)


def wrong(change: Change, context: Context) -> Iterator[str]:
    if change.verdict not in VERDICTS:
        yield f"“{change.verdict}” is not a verdict. Use one of: {', '.join(VERDICTS)}."
    keys = citations.keys_in(change.instead)
    if not keys and citations.NONE_NEEDED not in change.instead:
        yield "It names no source. Cite one, or end it with [^-] when it says nothing medical."
    if unknown := context.unknown_references(keys):
        yield f"There is no reference called {', '.join(unknown)}. Use a key from references.yaml."
