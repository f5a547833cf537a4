"""Which rules of the self-check lead to a routine, for the editors' pages of the library."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from routines.library import Routine
from routines.usage import Item, Use
from symptoms.definition import load


def self_check(item: Item) -> Iterable[Use]:
    if not isinstance(item, Routine):
        return
    definition, page = load(), reverse("symptoms:how_we_decide")
    kinds = {_("its main routine"): definition.primary, _("one more"): definition.secondary}
    for how, rules in kinds.items():
        for rule in rules:
            if rule.routine == item.key:
                yield Use(rule.reason, f"{page}#{rule.id}", _("self-check: %s") % how)
