"""A counter-example in plain words: what the person answered, as the pages say it, and the result."""

from collections.abc import Mapping
from typing import Any

from symptoms.conditions import NONE
from symptoms.engine import evaluate, replay
from symptoms.outcome import Outcome
from symptoms.proof_model import Given
from symptoms.reasons import answer_label
from symptoms.rules import Asking
from symptoms.schema import Definition, Question

Answers = Mapping[str, Any]
NONSENSE = "?"  # no option of any question


def answers_of(definition: Definition, given: Given, true: set[int]) -> dict[str, Any]:
    """The answer set that a solver found, as the engine takes it. true: its literals that hold."""
    answers = {}
    for one in definition.rules.asking:
        value = answer_of(one, given, true)
        if value is not None:
            answers[one.question.id] = value
    return answers


def answer_of(one: Asking, given: Given, true: set[int]) -> Any:
    bits = sum(bit for bit, literal in given.bits.items() if bit & one.every and literal in true)
    readable = given.readable[one.question.id] in true
    if one.question.kind == "scale":
        return one.question.low + bits.bit_count() if readable else None
    picked = [name for name, bit in one.bits.items() if bit & bits]
    if one.question.kind == "single":
        return picked[0] if picked else None
    return picked + ([] if readable else [NONSENSE]) or None


def person(definition: Definition, answers: Answers) -> list[str]:
    """One line for each thing answered, "None of these" told once for all pages."""
    lines, calm = [], 0
    asked = {question.id for question, _answered in replay(definition.rules, answers).asked}
    for question in definition.asked:
        if question.id not in answers:
            lines += [f"{question.text} (no answer)"] if question.id in asked else []
        elif question.safety and answers[question.id] == [NONE]:
            calm += 1
        elif question.id in asked or signs(definition, question, answers[question.id]):
            lines.append(f"{question.text} {told(question, answers[question.id])}")
    if calm:
        lines.append(f"“None of these” on {calm} {'page' if calm == 1 else 'pages'}.")
    return lines


def signs(definition: Definition, question: Question, value: Any) -> bool:
    one = next(one for one in definition.rules.asking if one.question is question)
    return bool(one.read(value)[0] & one.signs)


def told(question: Question, value: Any) -> str:
    words = answer_label(question, value)
    if isinstance(value, list) and NONSENSE in value:
        words = f"{words}; something unreadable" if words else "something unreadable"
    return words


def result(definition: Definition, outcome: Outcome) -> str:
    """What the engine itself makes of these answers."""
    parts = [f"level {outcome.level}"]
    if outcome.flags:
        parts.append("danger signs " + ", ".join(hit.id for hit in outcome.flags))
    if outcome.irritability:
        parts.append(f"irritability {outcome.irritability}")
    if outcome.patterns:
        parts.append("patterns " + ", ".join(pattern.finding.id for pattern in outcome.patterns))
    names = [definition.routines[suggestion.routine].name for suggestion in outcome.routines]
    parts.append("routines " + ", ".join(names) if names else "no routine")
    return "; ".join(parts) + "."


def tell(definition: Definition, answers: Answers) -> tuple[str, ...]:
    outcome = evaluate(definition, answers)
    return (*person(definition, answers), f"Result: {result(definition, outcome)}")
