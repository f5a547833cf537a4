"""What a reader can see of a source at a glance: who and when, what kind it is, how much it can bear."""

import re
from functools import cache

import yaml
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from routines.content import FOLDER, Context

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


@cache
def names() -> dict[str, str]:
    return {key: short(entry) for key, entry in Context().references.items()}


def name(key: str) -> str:
    """ "Thorborg and others, 2016"; "NHS, 2023"; the title where no author is known."""
    return names().get(key, key)


def short(entry: dict) -> str:
    by, year = str(entry["by"]), entry["year"]
    if "authors" in by.lower():  # our own note that the names are still to be looked up
        title = re.split(r"[:(?]", str(entry["title"]))[0].strip()
        return f"“{title}”, {year}"
    people = re.split(r"[;,]", by)
    first = re.sub(r"\s+[A-Z]{1,3}$", "", people[0].strip())
    others = _(" and others") if len(people) > 1 and first != people[0].strip() else ""
    return f"{first}{others}, {year}"
