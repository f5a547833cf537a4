"""Links inside an article that lead nowhere: told from the files alone, or from what readers have now."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache

from django.urls import Resolver404, resolve
from django.utils import timezone

from articles import changes, source
from articles.blocks import Block, RichText
from articles.published import OldAddress, PublishedArticle
from routines.content import Context
from routines.models import Exercise, Routine

INSIDE = re.compile(r'href="(/[^"#?]*)')
Known = Callable[[str], Collection[str | None]]


def dead(blocks: Iterable[Block], context: Context) -> Iterator[str]:
    """Each address inside the site that no page of the shipped content answers, in order."""
    known = shipped(context)
    for block in blocks:
        if isinstance(block, RichText):
            yield from nowhere(block.html, known)


def nowhere(html: str, known: Known) -> Iterator[str]:
    """Each address inside the site in `html` that no page answers. known: a view's name → its slugs."""
    for address in INSIDE.findall(html):
        if not leads_somewhere(address, known):
            yield address


def leads_somewhere(address: str, known: Known) -> bool:
    try:
        found = resolve(address)
    except Resolver404:
        return False
    return not found.kwargs or found.kwargs.get("slug") in known(found.view_name)


def shipped(context: Context) -> Known:
    """What the files hold."""
    slugs = SLUGS
    return lambda view: slugs[view](context) if view in slugs else ()


def live() -> Known:
    """What readers have now. Each kind of page is asked of the database once."""
    return cache(lambda view: set(LIVE[view]()) if view in LIVE else ())


def slugs_of(items: dict[str, dict]) -> set[str]:
    return {item["slug"] for item in items.values()}


def articles_live() -> set[str]:
    now = set(PublishedArticle.objects.live(timezone.now()).values_list("slug", flat=True))
    old = OldAddress.objects.exclude(article__published=None)
    return now | set(old.values_list("slug", flat=True))


# For each page made from content: the addresses that exist.
SLUGS: dict[str, Callable[[Context], Collection[str | None]]] = {
    "articles:detail": lambda _context: {path.stem for path in source.files()},
    "articles:changes": lambda _context: changes.slugs(),
    "articles:topic": lambda _context: source.topic_slugs(),
    "routines:detail": lambda context: slugs_of(context.routines),
    "routines:exercise": lambda context: slugs_of(context.exercises),
}
LIVE: dict[str, Callable[[], Collection[str]]] = {
    "articles:detail": articles_live,
    "articles:changes": lambda: changes.slugs() & articles_live(),
    "articles:topic": lambda: PublishedArticle.objects.live(timezone.now()).values_list(
        "topic__slug", flat=True
    ),
    "routines:detail": lambda: Routine.objects.current().values_list("slug", flat=True),
    "routines:exercise": lambda: Exercise.objects.current().values_list("slug", flat=True),
}
