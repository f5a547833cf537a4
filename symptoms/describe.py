"""Rules in plain words, for the page that shows how we decide."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from routines.library import Irritability
from symptoms import conditions as c
from symptoms.schema import Definition, Question


@dataclass(frozen=True)
class Line:
    """One line of an outline; `parts` stand below it."""

    text: str
    parts: tuple["Line", ...] = ()


def outline(definition: Definition, condition: c.Condition) -> Line:
    match condition:
        case c.Every(parts) | c.Either(parts) if len(parts) == 1:
            return outline(definition, parts[0])
        case c.Every(parts):
            return Line(_("All of these:"), tuple(outline(definition, p) for p in parts))
        case c.Either(parts):
            return Line(_("Any of these:"), tuple(outline(definition, p) for p in parts))
        case c.Not(part):
            return Line(_("Not this:"), (outline(definition, part),))
        case c.Chosen(question, options):
            return chosen(definition.by_id[question], options)
        case c.AtLeast(question, points):
            words = {"question": definition.by_id[question].text, "points": points}
            return Line(_("%(question)s %(points)s or more out of 10") % words)
        case c.Found(finding):
            title = next(f.title for f in definition.findings if f.id == finding)
            return Line(_("The pattern “%(title)s”") % {"title": title})
        case c.Irritable(values):
            names = _(" or ").join(str(Irritability(value).label) for value in sorted(values))
            return Line(_("How easily it is stirred up: %(names)s") % {"names": names})
        case c.Asked(question):
            return Line(_("We asked: %(question)s") % {"question": definition.by_id[question].text})
        case c.NothingFound():
            return Line(_("No other pattern fits"))
        case c.Matters():
            return Line(_("Some answer to it would change the result"))
    return Line(_("Always"))


def chosen(screen: Question, options: frozenset[str]) -> Line:
    labels = [f"“{option.label}”" for option in screen.options if option.id in options]
    return Line(f"{screen.text} {_(' or ').join(labels)}")
