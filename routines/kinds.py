"""What kind of source a reference is: said beside it, so that readers can weigh it."""

from functools import cache

import yaml
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from routines.content import FOLDER

LABELS = {
    "guideline": _("Guideline or expert agreement"),
    "review": _("Review of research"),
    "trial": _("Trial"),
    "study": _("Study"),
    "case": _("Case report"),
    "health_service": _("Hospital or health service"),
    "charity": _("Health charity"),
    "handbook": _("Clinical handbook"),
    "opinion": _("Expert view"),
}


@cache
def kinds() -> dict[str, str]:
    """The kind of each reference, by its key."""
    listed = yaml.safe_load((FOLDER / "source_kinds.yaml").read_text())
    return {key: kind for kind, keys in listed.items() for key in keys}


def label(key: str) -> Promise | str:
    return LABELS.get(kinds().get(key, ""), "")


STRENGTH = {
    "guideline": _("strong: experts weighed the research"),
    "review": _("strong: many studies together"),
    "trial": _("fair: one trial"),
    "study": _("limited: one study"),
    "case": _("weak: single cases"),
    "health_service": _("trusted advice, not a study"),
    "charity": _("trusted advice, not a study"),
    "handbook": _("teaching text, not a study"),
    "opinion": _("weak: one expert's view"),
}


def strength(key: str) -> Promise | str:
    """How much weight the source can bear, in words."""
    return STRENGTH.get(kinds().get(key, ""), _("not checked against a source yet"))
