"""The self-check in FHIR R4, as plain dicts: https://hl7.org/fhir/R4/questionnaire.html

The rules that decide are not part of it. What FHIR can say of the path it says: the symptom
questions are asked only when no danger sign was ticked, and some only after certain answers.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings

from symptoms import conditions as c
from symptoms.conditions import UNSURE
from symptoms.schema import Definition, Question

ITEM_CONTROL = "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl"
CONTROLS = "http://hl7.org/fhir/questionnaire-item-control"
EXCLUSIVE = "http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive"
LEAST = "http://hl7.org/fhir/StructureDefinition/minValue"
MOST = "http://hl7.org/fhir/StructureDefinition/maxValue"
STATUS = {"draft": "draft", "active": "active", "released": "active", "retired": "retired"}


def canonical() -> str:
    return f"{settings.SITE_URL}/api/v1/self-check/fhir/Questionnaire"


def system(question: str) -> str:
    """The code system of one question's options: an option id means nothing beside another question."""
    return f"{canonical()}#{question}"


def questionnaire(definition: Definition) -> dict[str, Any]:
    return {
        "resourceType": "Questionnaire",
        "id": "self-check",
        "url": canonical(),
        "version": definition.version,
        "name": "SelfCheck",
        "title": f"{settings.PRODUCT_NAME} self-check",
        "status": STATUS.get(definition.status, "unknown"),
        "subjectType": ["Patient"],
        "publisher": settings.PRODUCT_NAME,
        "description": definition.document["meta"]["intended_use"],
        "item": [
            group("danger-signs", "Danger signs", definition.groups),
            {
                **group("symptoms", "Symptoms", definition.questions),
                "enableWhen": [
                    rule for asked in definition.groups for rule in without_a_sign(asked)
                ],
                "enableBehavior": "all",
            },
        ],
    }


def group(link: str, text: str, questions: tuple[Question, ...]) -> dict[str, Any]:
    return {"linkId": link, "text": text, "type": "group", "item": [item(q) for q in questions]}


def item(asked: Question) -> dict[str, Any]:
    made = {"linkId": asked.id, "text": asked.text, **KINDS[asked.kind](asked)}
    if rules := enable(asked.ask_if):
        made |= {"enableWhen": rules, "enableBehavior": "any"}
    if asked.help:
        made["item"] = [help_item(asked)]
    return made


def help_item(asked: Question) -> dict[str, Any]:
    control = {"coding": [{"system": CONTROLS, "code": "help"}]}
    return {
        "linkId": f"{asked.id}.help",
        "text": asked.help,
        "type": "display",
        "extension": [{"url": ITEM_CONTROL, "valueCodeableConcept": control}],
    }


def choice(asked: Question) -> dict[str, Any]:
    return {
        "type": "choice",
        "repeats": asked.kind == "multi",
        "answerOption": [answer_option(asked, option.id) for option in asked.options],
    }


def answer_option(asked: Question, option: str) -> dict[str, Any]:
    made: dict[str, Any] = {"valueCoding": coding(asked, option)}
    if option in asked.exclusive:
        made["extension"] = [{"url": EXCLUSIVE, "valueBoolean": True}]
    return made


def scale(asked: Question) -> dict[str, Any]:
    limits = [{"url": LEAST, "valueInteger": asked.low}, {"url": MOST, "valueInteger": asked.high}]
    return {"type": "integer", "extension": limits}


KINDS = {"single": choice, "multi": choice, "scale": scale}


def coding(asked: Question, option: str) -> dict[str, Any]:
    return {"system": system(asked.id), "code": option, "display": asked.labels[option]}


def without_a_sign(asked: Question) -> Iterator[dict[str, Any]]:
    """None of the answers that report a danger sign, "not sure" among them."""
    for option in asked.options:
        if option.flag or option.id == UNSURE:
            yield is_it("!=", asked.id, option.id)


def is_it(operator: str, question: str, option: str) -> dict[str, Any]:
    code = {"system": system(question), "code": option}
    return {"question": question, "operator": operator, "answerCoding": code}


def enable(condition: c.Condition | None) -> list[dict[str, Any]]:
    """Any of these must hold for a question to be asked; empty where FHIR's flat list cannot say it.

    Then the question is asked of everybody, which asks too much and never too little.
    """
    match condition:
        case c.Chosen(question, options):
            return [is_it("=", question, option) for option in sorted(options)]
        case c.AtLeast(question, points):
            return [{"question": question, "operator": ">=", "answerInteger": points}]
        case c.Either(parts) if all(rules := [enable(part) for part in parts]):
            return [rule for some in rules for rule in some]
    return []


# ------------------------------------------------------------------ a kept result


def questionnaire_response(result) -> dict[str, Any]:
    """A kept result (SelfCheckResult), with the words it was kept with."""
    words = {row["question"]: row for row in result.answered}
    return {
        "resourceType": "QuestionnaireResponse",
        "id": str(result.public_id),
        "questionnaire": f"{canonical()}|{result.version.version}",
        "status": "completed",
        "authored": result.taken_at.isoformat(),
        "item": [
            {"linkId": link, "text": text, "item": rows}
            for link, text, safety in (
                ("danger-signs", "Danger signs", True),
                ("symptoms", "Symptoms", False),
            )
            if (
                rows := [
                    response_item(words[key], value)
                    for key, value in result.answers.items()
                    if key in words and words[key]["danger_signs"] == safety
                ]
            )
        ],
    }


def response_item(row: Mapping[str, Any], value) -> dict[str, Any]:
    picked = value if isinstance(value, list) else [value]
    return {
        "linkId": row["question"],
        "text": row["text"],
        "answer": [response_answer(row, one) for one in picked],
    }


def response_answer(row: Mapping[str, Any], value) -> dict[str, Any]:
    if isinstance(value, int):
        return {"valueInteger": value}
    code = {"system": system(row["question"]), "code": value}
    return {"valueCoding": {**code, "display": row["labels"][value]}}
