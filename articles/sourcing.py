"""Which statements of an article name no source. For shipped files, and before an editor publishes."""

import re
from collections.abc import Iterable, Iterator

from articles import citations, prose
from articles.blocks import (
    Block,
    CareCardBlock,
    ClaimBlock,
    DoDontBlock,
    RichText,
    TableBlock,
    lines,
)

STATEMENT = re.compile(r"<(p|li)>(.*?)</\1>", re.DOTALL)


def unsourced(blocks: Iterable[Block]) -> list[str]:
    """Each statement without a citation, in its own words.

    A list is covered by the paragraph before it when that is cited and ends in a colon. A statement
    that says nothing medical is passed over when it carries `[^-]`.
    """
    return [
        citations.without(text).strip()
        for block in blocks
        for text in statements(block)
        if not is_sourced(text)
    ]


def is_sourced(text: str) -> bool:
    return bool(citations.keys_in(text)) or citations.NONE_NEEDED in text


def statements(block: Block) -> Iterator[str]:
    """What a block says, one paragraph, list item, sign or table row at a time, marks included."""
    match block:
        case RichText():
            yield from in_prose(block.html)
        case CareCardBlock():
            yield from lines(block.items)
        case DoDontBlock():
            yield from [*lines(block.do), *lines(block.dont)]
        case ClaimBlock():
            yield block.answer
        case TableBlock():
            yield from lines(block.rows)[1:]


def in_prose(html: str) -> Iterator[str]:
    covered = False
    for tag, inner in STATEMENT.findall(html):
        text = prose.plain(inner)
        if tag == "p":
            covered = is_sourced(text) and citations.without(text).rstrip().endswith(":")
            yield text
        elif not covered:
            yield text
