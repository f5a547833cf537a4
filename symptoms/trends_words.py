"""The words for what a diary holds, shared by the progress page and the page for an appointment."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from symptoms import together
from symptoms.diary import Diary
from symptoms.log_models import Tag

CHANGES = {
    "start": _("Your plan began"),
    "up": _("Stepped up"),
    "down": _("Eased off"),
    "upkeep": _("A little now and then"),
    "stop": _("Your plan ended"),
}
MOST_CHANGES = 9  # the newest; a chart with more flags is not read


def changes_between(kept: Diary, first: date, last: date) -> list[dict]:
    """What changed in the plan, oldest first, in words. An offer we no longer make is left out."""
    found = [
        {"date": change.date, "words": CHANGES[change.kind]}
        for change in kept.changes
        if first <= change.date <= last and change.kind in CHANGES
    ]
    return found[-MOST_CHANGES:]


def named(pairs: list[together.Pair]) -> list[dict]:
    words = {**dict(Tag.choices), together.SLEPT_WELL: _("A good night")}
    return [{"pair": pair, "name": words[pair.name]} for pair in pairs]
