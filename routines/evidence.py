"""What each source supports. Every app says it for its own content; the page shows them together."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from routines.library import Exercise, Routine


@dataclass(frozen=True)
class Support:
    """One thing on the site that leans on a source."""

    source: str  # key
    label: str
    url: str


REGISTRY: list[Callable[[], Iterable[Support]]] = []


def register(supports: Callable[[], Iterable[Support]]) -> None:
    if supports not in REGISTRY:
        REGISTRY.append(supports)


def by_source() -> dict[str, list[Support]]:
    """Source key -> everything that leans on it, each once."""
    found: dict[str, list[Support]] = {}
    for supports in REGISTRY:
        for support in dict.fromkeys(supports()):
            found.setdefault(support.source, []).append(support)
    return found


def moves() -> Iterable[Support]:
    for library in (Exercise, Routine):
        for one in library.objects.current().prefetch_related("references"):
            for reference in one.references.all():
                yield Support(reference.key, one.name, one.get_absolute_url())


register(moves)
