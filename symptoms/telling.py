"""An outcome with all its words, as plain dicts and lists: what the API answers and what is kept.

Texts keep their {emergency} and {urgent}: those depend on where the reader lives (symptoms.regions).
"""

from collections.abc import Mapping
from functools import cache

from routines import content
from symptoms.engine import replay
from symptoms.outcome import Advised, FlagHit, Outcome, Pattern, Suggestion
from symptoms.reasons import answer_label
from symptoms.regions import say
from symptoms.rules import Because
from symptoms.schema import Definition, IfWorse, Question, Screen


@cache
def slugs() -> dict[str, str]:
    """Routine key -> the word in its address."""
    return {routine["id"]: routine["slug"] for routine in content.read("routines.yaml")["routines"]}


def tell(definition: Definition, outcome: Outcome) -> dict:
    level = definition.levels[outcome.level]
    return {
        "version": definition.version,
        "hash": definition.hash,
        "level": level.id,
        "heading": level.heading,
        "body": level.body,
        "flags": [flag(hit) for hit in outcome.flags],
        "missing": list(outcome.missing),
        "irritability": outcome.irritability,
        "findings": [finding(pattern) for pattern in outcome.patterns],
        "routines": [routine(definition, suggestion) for suggestion in outcome.routines],
        "advice": [tip(item) for item in outcome.advice],
        "physio": [{**tip(item), "within": item.tip.within} for item in outcome.physio],
        "if_worse": [worse(item) for item in outcome.if_worse],
    }


def flag(hit: FlagHit) -> dict:
    return {
        "id": hit.id,
        "level": hit.level,
        "question": hit.question,
        "answer": hit.answer,
        "because": because(hit.because),
        "why": hit.why,
        "action": hit.action,
        "cites": list(hit.cites),
    }


def finding(pattern: Pattern) -> dict:
    found = pattern.finding
    return {
        "id": found.id,
        "title": found.title,
        "plain": found.plain,
        "because": because(pattern.because),
        "cites": list(found.cites),
    }


def routine(definition: Definition, suggestion: Suggestion) -> dict:
    return {
        "slug": slugs()[suggestion.routine],
        "name": definition.routines[suggestion.routine].name,
        "rule": suggestion.rule,
        "reason": suggestion.reason,
        "because": because(suggestion.because),
    }


def because(reasons: tuple[Because, ...]) -> list[dict]:
    return [{"question": b.question, "text": b.text, "answer": b.answer} for b in reasons]


def tip(item: Advised) -> dict:
    said = item.tip
    return {
        "id": said.id,
        "text": said.text,
        "because": because(item.because),
        "cites": list(said.cites),
    }


def worse(item: IfWorse) -> dict:
    return {"id": item.id, "when": item.when, "do": item.do, "cites": list(item.cites)}


def local(definition: Definition, told: dict, region: str) -> dict:
    """The same in the words and numbers of one region: always today's, however old `told` is."""

    def put(text: str) -> str:
        return say(definition, text, region)

    return {
        **told,
        "body": put(told["body"]),
        "flags": [{**hit, "action": put(hit["action"])} for hit in told["flags"]],
        "if_worse": [{**item, "do": put(item["do"])} for item in told["if_worse"]],
    }


# ------------------------------------------------------------------ the questions and the answers


def question(asked: Question) -> dict:
    told = {
        "id": asked.id,
        "kind": asked.kind,
        "text": asked.text,
        "help": asked.help,
        "why": asked.why,
        "danger_signs": asked.safety,
        "everybody": asked.ask_if is None,
    }
    if asked.kind == "scale":
        return {**told, "low": asked.low, "high": asked.high}
    options = [
        {
            "id": option.id,
            "label": option.label,
            "hint": option.hint,
            "alone": option.id in asked.exclusive,
        }
        for option in asked.options
    ]
    return {**told, "options": options}


def screen(page: Screen) -> dict:
    return {"slug": page.slug, "title": page.title, "questions": [q.id for q in page.questions]}


def answered(definition: Definition, answers: Mapping) -> list[dict]:
    """Each question these answers lead to, and its answer, in the words the person saw."""
    path = replay(definition.rules, answers).path
    return [row(question, answers[question.id]) for question, usable in path if usable]


def row(asked: Question, value) -> dict:
    """`labels` are those of the options picked, by id; none for points on a scale."""
    picked = value if isinstance(value, list) else [value]
    return {
        "question": asked.id,
        "text": asked.text,
        "answer": answer_label(asked, value),
        "labels": {one: asked.labels[one] for one in picked if isinstance(one, str)},
        "danger_signs": asked.safety,
    }
