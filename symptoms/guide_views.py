"""Two pages that anybody may read at any time: when to get help, and how we decide."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import User
from symptoms.definition import load
from symptoms.describe import outline
from symptoms.models import SelfCheckVersion
from symptoms.regions import numbers
from symptoms.schema import LEVELS


@require_safe
def get_help(request):
    """Every number and every danger sign. Reads no table, so it stands when the database does not."""
    definition = load()
    context = {
        "nav": None,
        "places": [place_row(definition, *choice) for choice in User.Region.choices],
        "cards": [sign_card(definition, level) for level in LEVELS[:-1]],
    }
    return render(request, "symptoms/get_help.html", context)


def place_row(definition, region, name):
    return {"name": name, "numbers": numbers(definition.terms, region)}


def sign_card(definition, level):
    groups = []
    for group in definition.groups:
        signs = [f for f in definition.flags.values() if f.group == group.id and f.level == level]
        if signs:
            groups.append({"group": group, "signs": signs})
    return {"level": level, "groups": groups}


@require_safe
def how_we_decide(request):
    """The whole definition in plain words: each sign, pattern and rule with its sources."""
    definition = load()
    context = {
        "nav": None,
        "definition": definition,
        "version": SelfCheckVersion.objects.filter(hash=definition.hash).first(),
        "flow": flow(definition),
        "groups": [group_rows(definition, group) for group in definition.groups],
        "combined_flags": rows(definition, definition.combined_flags),
        "late_flags": rows(definition, definition.late_flags),
        "irritability": rows(definition, definition.irritability),
        "findings": rows(definition, definition.findings),
        "primary": rule_rows(definition, definition.primary),
        "secondary": rule_rows(definition, definition.secondary),
        "kept_away": kept_away(definition),
        "advice": rows(definition, definition.advice),
        "physio": rows(definition, definition.physio),
    }
    return render(request, "symptoms/how_we_decide.html", context)


def flow(definition):
    """The pages in their order, each with the questions on it and when they are asked."""
    pages = [
        {"screen": screen, "questions": [asked(definition, q) for q in screen.questions]}
        for screen in definition.screens
    ]
    return {
        "safety": [page for page in pages if page["screen"].safety],
        "symptoms": [page for page in pages if not page["screen"].safety],
    }


def asked(definition, question):
    when = None if question.ask_if is None else outline(definition, question.ask_if)
    return {"question": question, "when": when}


def rows(definition, items):
    return [{"item": item, "when": outline(definition, item.when)} for item in items]


def rule_rows(definition, rules):
    names = definition.routines
    return [{**row, "routine": names[row["item"].routine].name} for row in rows(definition, rules)]


def group_rows(definition, group):
    flags = [definition.flags[option.flag] for option in group.options if option.flag]
    facts = [o for o in group.options if not o.flag and o.id not in group.exclusive]
    return {"group": group, "flags": flags, "facts": facts if group.kind == "multi" else []}


def kept_away(definition):
    """For each routine: its limit, the patterns and the answers that rule it out."""
    titles = {finding.id: finding.title for finding in definition.findings}
    return [
        {
            "routine": facts,
            "patterns": sorted(
                titles[f] for f in facts.avoid | definition.excluded.get(facts.key, frozenset())
            ),
            "extra": [e for e in definition.extra_exclusions if e.routine == facts.key],
        }
        for facts in definition.routines.values()
    ]
