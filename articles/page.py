"""A frozen article made ready for its template: parts in order, headings with addresses, sources numbered.

It is given the frozen blocks and the references, and touches no database.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from articles import citations, drawings, glossary, prose
from articles.blocks import ClaimBlock
from routines import kinds
from routines.models import Reference
from routines.templatetags import figures

EDITORS_NOTE = re.compile(r"\s*\((?:check|find)[^)]*\)")  # in an author line, meant for us
HEADING = re.compile(r"<h([23])>(.*?)</h\1>", re.DOTALL)


@dataclass(frozen=True)
class Heading:
    anchor: str
    text: str


@dataclass(frozen=True)
class Listed:
    """One line of the list of sources. `read` says how far we got into it."""

    number: int
    reference: Reference
    by: str
    kind: Promise | str
    read: Promise | str


@dataclass(frozen=True)
class Strength:
    key: str
    label: Promise | str
    meaning: Promise | str


@dataclass
class Page:
    parts: list[dict] = field(default_factory=list)
    contents: list[Heading] = field(default_factory=list)
    sources: list[Listed] = field(default_factory=list)
    strengths: list[Strength] = field(default_factory=list)
    terms: list[glossary.Term] = field(default_factory=list)
    figures: list[dict] = field(default_factory=list)


def texts(value) -> Iterator[str]:
    """Every string inside a block, in reading order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts(inner)


def cited(body: list[dict]) -> dict[str, int]:
    """The number of each source this body cites."""
    return citations.number(texts(body))


def make(body: list[dict], numbers: dict[str, int], references: Mapping[str, Reference]) -> Page:
    """`references` by key. A citation whose reference is gone is left out, number and all.

    Figures are numbered from 1 in reading order; each glossary term is linked where it is first used.
    """
    page = Page()
    known = {key: n for key, n in numbers.items() if key in references}
    shown = [
        block for block in body if block["kind"] != "figure" or drawings.is_drawn(block["figure"])
    ]
    for n, block in enumerate(shown, start=1):
        part = {"id": f"part-{n}", **finish(block, known)}
        if block["kind"] == "text":
            part["html"] = glossary.linked(with_anchors(part["html"], page.contents), page.terms)
        if block["kind"] == "figure":
            page.figures.append(part)
            part["number"] = len(page.figures)
        page.parts.append(part)
    page.parts = grouped(page.parts)
    page.sources = sources(known, references)
    page.strengths = strengths(body)
    return page


def sources(numbers: dict[str, int], references: Mapping[str, Reference]) -> list[Listed]:
    """The list of sources, by number. One whose reference is gone is left out."""
    return [
        Listed(
            n,
            one := references[key],
            EDITORS_NOTE.sub("", one.by),
            kinds.label(key),
            Reference.Read(one.read).label,
        )
        for key, n in numbers.items()
        if key in references
    ]


def strengths(body: list[dict]) -> list[Strength]:
    """The strengths this body says, the strongest first, with what each means."""
    said = {word for text in texts(body) for word in citations.strengths_in(text)}
    return [Strength(key, *words) for key, words in citations.STRENGTHS.items() if key in said]


def finish(block: dict, numbers: dict[str, int]) -> dict:
    """The block with its citations linked, its prose cleaned and its other text escaped."""
    if block["kind"] == "text":
        return {"kind": "text", "html": citations.linked(prose.safe(block["html"]), numbers)}
    done = {name: finished(value, numbers) for name, value in block.items()}
    if block["kind"] == "claim":
        done["label"] = ClaimBlock.Verdict(block["verdict"]).label
    if block["kind"] == "table":
        heads = [citations.without(head) for head in block["head"]]
        done["cells"] = [list(zip(heads, row, strict=False)) for row in done["rows"]]
    if block["kind"] == "figure":
        done |= drawings.parts(block["figure"])
    if block["kind"] in {"exercise", "routine"}:
        done["pose"] = pose_of(block.get("cover") or block["key"])
    return done


def pose_of(key: str) -> int | None:
    """The pose to draw beside the name of a move; None when it has no drawing."""
    return figures.work_pose(key) if figures.has_figure(key) else None


def finished(value, numbers: dict[str, int]):
    if isinstance(value, str):
        return citations.linked(value, numbers)
    if isinstance(value, list):
        return [finished(inner, numbers) for inner in value]
    return value


def with_anchors(html: SafeString, contents: list[Heading]) -> SafeString:
    """`html` with an id on each heading. Each h2 is added to `contents`."""

    def anchor(match: re.Match) -> str:
        text = prose.plain(match[2])
        slug = slugify(text) or f"section-{len(contents) + 1}"
        taken = {heading.anchor for heading in contents}
        slug = f"{slug}-{len(contents) + 1}" if slug in taken else slug
        if match[1] == "2":
            contents.append(Heading(slug, text))
        return f'<h{match[1]} id="{slug}">{match[2]}</h{match[1]}>'

    return mark_safe(HEADING.sub(anchor, html))  # noqa: S308


def grouped(parts: list[dict]) -> list[dict]:
    """Neighbouring gallery figures become one part of kind 'gallery'."""
    done: list[dict] = []
    for is_gallery, run in groupby(parts, key=lambda part: bool(part.get("in_gallery"))):
        figures = list(run)
        done += (
            [{"kind": "gallery", "id": figures[0]["id"], "figures": figures}]
            if is_gallery
            else figures
        )
    return done
