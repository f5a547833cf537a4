"""What the API's description says of answers: the very questions and options that are live."""

from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension

from symptoms.definition import load
from symptoms.schema import Question


class AnswersSchema(OpenApiSerializerFieldExtension):
    target_class = "symptoms.check_serializers.AnswersField"

    def map_serializer_field(self, auto_schema, direction) -> dict[str, Any]:
        return {
            "type": "object",
            "properties": {question.id: answer(question) for question in load().asked},
            "additionalProperties": False,
        }


class VersionSchema(OpenApiSerializerFieldExtension):
    target_class = "symptoms.check_serializers.VersionField"

    def map_serializer_field(self, auto_schema, direction) -> dict[str, Any]:
        return {"type": "string", "enum": [load().version]}


def answer(asked: Question) -> dict[str, Any]:
    """What this question takes: one option, points, or a list in which some options stand alone."""
    if asked.kind == "scale":
        return {
            "type": "integer",
            "minimum": asked.low,
            "maximum": asked.high,
            "description": asked.text,
        }
    ids = [option.id for option in asked.options]
    if asked.kind == "single":
        return {"type": "string", "enum": ids, "description": asked.text}
    together = [one for one in ids if one not in asked.exclusive]
    lists = [several(together)] if together else []
    lists += [{**several([one]), "maxItems": 1} for one in ids if one in asked.exclusive]
    return {"anyOf": lists, "description": asked.text}


def several(ids: list[str]) -> dict[str, Any]:
    return {
        "type": "array",
        "minItems": 1,
        "uniqueItems": True,
        "items": {"type": "string", "enum": ids},
    }
