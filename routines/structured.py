"""What a page says about itself to programs, as schema.org data: https://schema.org/docs/gs.html

Each function returns plain data for {{ data|json_ld }}. Addresses are absolute.
"""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from routines.library import Exercise, Routine

SAFETY = gettext_lazy(
    "Before you move: if you have a danger sign, such as numbness between the legs, fever or a fall, "
    "do not exercise. Get medical help."
)


def absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def graph(*things: dict) -> dict:
    return {"@context": "https://schema.org", "@graph": list(things)}


def organisation() -> dict:
    return {"@type": "Organization", "name": settings.PRODUCT_NAME, "url": absolute("/")}


def crumbs(steps: Iterable[tuple[str, str]]) -> dict:
    """steps: (name, path) from the first page to this one."""
    items = [
        {"@type": "ListItem", "position": n, "name": str(name), "item": absolute(path)}
        for n, (name, path) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def exercise(one: Exercise, list_path: str) -> dict:
    path = one.get_absolute_url()
    steps = [str(SAFETY), *one.steps]
    how = how_to(path, one.name, one.feel, [{"text": text} for text in steps])
    if one.equipment:
        how["tool"] = [{"@type": "HowToTool", "name": name} for name in one.equipment]
    trail = [(_("Today"), "/"), (_("Exercises"), list_path), (one.name, path)]
    return graph(how, crumbs(trail))


def routine(one: Routine, list_path: str) -> dict:
    path = one.get_absolute_url()
    moves = [
        {
            "name": step.exercise.name,
            "text": " ".join(filter(None, [step.dose, step.note])),
            "url": absolute(step.exercise.get_absolute_url()),
        }
        for step in one.steps.all()
    ]
    how = how_to(path, one.name, one.who_for, [{"text": str(SAFETY)}, *moves])
    how["totalTime"] = f"PT{one.total_seconds}S"
    return graph(how, crumbs([(_("Today"), "/"), (_("Sessions"), list_path), (one.name, path)]))


def how_to(path: str, name: str, about: str, steps: list[dict]) -> dict:
    return {
        "@type": "HowTo",
        "@id": absolute(path),
        "url": absolute(path),
        "name": name,
        "description": about,
        "inLanguage": "en-GB",
        "publisher": organisation(),
        "step": [
            {"@type": "HowToStep", "position": n, **step} for n, step in enumerate(steps, start=1)
        ],
    }
