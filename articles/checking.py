"""The publish check: what stands between a draft and readers, each with the place in the form to jump to.

Findings that must be mended keep an article from review and from readers; the others are advice.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles import citations, drawings, links, prose, reading, sourcing
from articles.article import Article
from articles.blocks import (
    Block,
    CareCardBlock,
    EmbedBlock,
    FigureBlock,
    RichText,
    blocks_of,
)
from routines.models import Reference

META = range(70, 156)  # characters that search engines show
TITLE = 70
WORDS = range(300, 1401)
AGE = 14  # the highest reading age without advice to shorten
HEADING = re.compile(r"<h([23])>(.*?)</h\1>", re.DOTALL)
HELP = re.compile(r'href="/(?:get-help|articles/warning-signs)/')
TO_MOVES = re.compile(r'href="/(?:exercises|routines)/')


@dataclass(frozen=True)
class Finding:
    """must: it has to be mended. anchor: the id of the part of the form it is about."""

    must: bool
    message: Promise | str
    anchor: str
    where: Promise | str = ""


WORDING: list[Callable[[str], Iterable[str]]] = []


def wording(faults: Callable[[str], Iterable[str]]) -> None:
    """Have every text of an article looked at by `faults`, which tells what to mend in it."""
    if faults not in WORDING:
        WORDING.append(faults)


def check(article: Article) -> list[Finding]:
    """Everything found in the article as it is saved, what must be mended first."""
    blocks = blocks_of(article)
    places = anchors(blocks)
    found = [*of_fields(article), *of_whole(article, blocks, places)]
    known = links.live()
    references = set(
        Reference.objects.filter(retired=False).values_list("key", flat=True)
    )  # all at once
    for block, place in zip(blocks, places, strict=True):
        for must, message in of_block(block, known, references):
            found.append(
                Finding(must, message, place, f"{capfirst(str(block._meta.verbose_name))}: {block}")
            )
    return sorted(found, key=lambda one: not one.must)


def may_go_on(findings: Iterable[Finding]) -> bool:
    return not any(one.must for one in findings)


def anchors(blocks: Iterable[Block]) -> list[str]:
    """The id that the form gives each block: its formset and its place in it."""
    seen: Counter = Counter()
    found = []
    for block in blocks:
        name = f"{block._meta.model_name}_set"
        found.append(f"{name}-{seen[name]}")
        seen[name] += 1
    return found


# ---------------------------------------------------------------- the fields


def of_fields(article: Article) -> Iterator[Finding]:
    title, meta = len(article.title), len(article.meta_description)
    if title > TITLE:
        yield Finding(
            False,
            _("The title has %(n)d characters. Search engines show about %(most)d.")
            % {"n": title, "most": TITLE},
            "id_title",
            _("Title"),
        )
    if meta not in META:
        yield Finding(
            False,
            _("It has %(n)d characters. Between %(low)d and %(high)d is best.")
            % {"n": meta, "low": META.start, "high": META.stop - 1},
            "id_meta_description",
            _("Description for search engines"),
        )
    if not article.picture:
        yield Finding(False, _("Its card has no picture."), "id_picture", _("Picture"))
    if not article.next_review_on:
        yield Finding(
            True,
            _("Say when its facts are to be checked again."),
            "id_next_review_on",
            _("Next check due"),
        )
    said = {
        "id_title": article.title,
        "id_lede": article.lede,
        "id_key_insights": "\n".join(article.key_insights),
        "id_meta_description": article.meta_description,
    }
    for anchor, text in said.items():
        for fault in faults(text):
            yield Finding(True, fault, anchor, _("Wording"))


def faults(text: str) -> Iterator[str]:
    for look in WORDING:
        yield from look(text)


# ---------------------------------------------------------------- the article as a whole


def of_whole(article: Article, blocks: list[Block], places: list[str]) -> Iterator[Finding]:
    if not blocks:
        yield Finding(True, _("There is nothing to read yet."), "content-editor", _("The article"))
        return
    words = sum(prose.count_words(citations.without(block.text())) for block in blocks)
    if words not in WORDS:
        yield Finding(
            False,
            ngettext("It has %(n)d word.", "It has %(n)d words.", words) % {"n": words}
            + " "
            + str(_("Between %(low)d and %(high)d reads best."))
            % {"low": WORDS.start, "high": WORDS.stop - 1},
            places[0],
            _("Length"),
        )
    if (age := reading.age(blocks)) > AGE:
        yield Finding(
            False,
            _("It reads like a text for age %(age)s. Shorter sentences and words help.")
            % {"age": age},
            places[0],
            _("Readability"),
        )
    yield from heading_order(blocks, places)
    moves = next((place for block, place in zip(blocks, places, strict=True) if moving(block)), "")
    if moves and not any(helping(block) for block in blocks):
        yield Finding(
            True,
            _(
                "It leads to exercises. Add a care card, or a link to the warning signs, so that a person who needs help is told first."
            ),
            moves,
            _("Danger signs"),
        )


def moving(block: Block) -> bool:
    """Whether the block leads to something to do."""
    return isinstance(block, EmbedBlock) or bool(
        isinstance(block, RichText) and TO_MOVES.search(block.html)
    )


def helping(block: Block) -> bool:
    if isinstance(block, CareCardBlock):
        return block.level != CareCardBlock.Level.NON_URGENT
    return isinstance(block, RichText) and bool(HELP.search(block.html))


def heading_order(blocks: list[Block], places: list[str]) -> Iterator[Finding]:
    before = 1
    for block, place in zip(blocks, places, strict=True):
        for rank, inner in HEADING.findall(block.html) if isinstance(block, RichText) else ():
            text = prose.plain(inner).strip()
            if not text:
                yield Finding(True, _("A heading is empty."), place, _("Headings"))
            elif int(rank) > before + 1:
                yield Finding(
                    True,
                    _("“%(text)s” is a small heading without a large one before it.")
                    % {"text": text},
                    place,
                    _("Headings"),
                )
            before = int(rank)


# ---------------------------------------------------------------- one block


def of_block(
    block: Block, known: links.Known, references: set[str]
) -> Iterator[tuple[bool, Promise | str]]:
    """(must it be mended, what to mend) for one block."""
    for text in sourcing.unsourced([block]):
        yield True, _("“%(text)s” names no source.") % {"text": shortened(text)}
    for text in texts(block):
        yield from ((True, fault) for fault in faults(citations.without(text)))
        if gone := set(citations.keys_in(text)) - references:
            yield True, _("There is no source called %(keys)s.") % {"keys": ", ".join(sorted(gone))}
    if isinstance(block, RichText):
        for address in links.nowhere(block.html, known):
            yield True, _("No page answers %(address)s.") % {"address": address}
    if isinstance(block, FigureBlock):
        yield from of_figure(block)
    if isinstance(block, EmbedBlock) and block.shown.retired:
        yield True, _("“%(name)s” has left the library.") % {"name": block.shown}


def of_figure(figure: FigureBlock) -> Iterator[tuple[bool, Promise | str]]:
    try:
        drawings.validate_drawn(figure.figure)
    except ValidationError as error:
        yield True, " ".join(error.messages)
    if not figure.alt.strip():
        yield True, _("Say what it shows, for people who cannot see it.")
    elif figure.alt.strip() == citations.without(figure.caption).strip():
        yield False, _("What it shows repeats the caption. Describe the picture instead.")


def texts(block: Block) -> Iterator[str]:
    """Every text of the block that is ours. A claim's quote is somebody else's words."""
    for field in block._meta.concrete_fields:
        value = getattr(block, field.attname)
        if isinstance(value, str) and field.name not in {"quote", "region", "figure"}:
            yield prose.plain(value) if field.name == "html" else value


def shortened(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79].rstrip()}…"
