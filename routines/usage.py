"""Where an exercise or a routine is used. Every app says it for its own content; the admin shows it together."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from routines.library import Exercise, Routine

Item = Exercise | Routine


@dataclass(frozen=True)
class Use:
    """`how` says in a few words what it is used for there."""

    label: str
    url: str
    how: str


REGISTRY: list[Callable[[Item], Iterable[Use]]] = []


def register(uses: Callable[[Item], Iterable[Use]]) -> None:
    if uses not in REGISTRY:
        REGISTRY.append(uses)


def of(item: Item) -> list[Use]:
    """Everything that uses it, each once, in the order of the apps."""
    return list(dict.fromkeys(use for uses in REGISTRY for use in uses(item)))


def library(item: Item) -> Iterable[Use]:
    """Routines that hold this move; moves and routines that lead here."""
    if isinstance(item, Routine):
        for other in Routine.objects.current().filter(leads_to=item):
            yield Use(other.name, other.get_absolute_url(), _("goes on with it"))
        return
    for routine in Routine.objects.current().filter(steps__exercise=item).distinct():
        yield Use(routine.name, routine.get_absolute_url(), _("a move of this routine"))
    links = {
        _("has it as the easier move"): Exercise.objects.filter(easier=item),
        _("has it as the harder move"): Exercise.objects.filter(harder=item),
        _("has it for those who cannot kneel"): Exercise.objects.filter(if_no_kneel=item),
    }
    for how, exercises in links.items():
        for other in exercises.filter(retired=False):
            yield Use(other.name, other.get_absolute_url(), how)


register(library)
