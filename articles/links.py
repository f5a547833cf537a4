"""Links inside an article that lead nowhere, told from the files alone."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator

from django.urls import Resolver404, resolve

from articles import changes, source
from articles.blocks import Block, RichText
from routines.content import Context

INSIDE = re.compile(r'href="(/[^"#?]*)')


def dead(blocks: Iterable[Block], context: Context) -> Iterator[str]:
    """Each address inside the site that no page answers, in order."""
    for block in blocks:
        if isinstance(block, RichText):
            for address in INSIDE.findall(block.html):
                if not leads_somewhere(address, context):
                    yield address


def leads_somewhere(address: str, context: Context) -> bool:
    try:
        found = resolve(address)
    except Resolver404:
        return False
    if not found.kwargs:
        return True
    slugs = SLUGS.get(found.view_name)
    return slugs is not None and found.kwargs.get("slug") in slugs(context)


def slugs_of(items: dict[str, dict]) -> set[str]:
    return {item["slug"] for item in items.values()}


# For each page made from content: the addresses that exist.
SLUGS: dict[str, Callable[[Context], Collection[str | None]]] = {
    "articles:detail": lambda _context: {path.stem for path in source.files()},
    "articles:changes": lambda _context: changes.slugs(),
    "articles:topic": lambda _context: source.topic_slugs(),
    "routines:detail": lambda context: slugs_of(context.routines),
    "routines:exercise": lambda context: slugs_of(context.exercises),
}
