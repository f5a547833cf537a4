"""What kind of source a reference is: said beside it, so that readers can weigh it."""

from functools import cache

import yaml
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.source import CONTENT

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
    listed = yaml.safe_load((CONTENT / "source_kinds.yaml").read_text())
    return {key: kind for kind, keys in listed.items() for key in keys}


def label(key: str) -> Promise | str:
    return LABELS.get(kinds().get(key, ""), "")
