"""The self-check for programs: the questions, and what a set of answers leads to. Nothing is kept."""

from dataclasses import asdict

from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.caching import Public
from accounts.api.problems import Conflict
from symptoms import check_serializers as shapes
from symptoms import fhir
from symptoms.definition import load
from symptoms.engine import evaluate
from symptoms.regions import numbers
from symptoms.telling import local, question, screen, tell

OTHER_VERSION = _("Version %(live)s is live. Read it again, and ask again.")


class SelfCheck(Public):
    @extend_schema(
        operation_id="self_check", tags=["Self-check"], summary="Read the self-check",
        responses=shapes.DefinitionShape,
    )  # fmt: skip
    def get(self, request):
        """Every question with its options, in the order asked. `/how-we-decide/` shows the rules."""
        definition = load()
        levels = sorted(definition.levels.values(), key=lambda level: level.rank)
        return Response(
            {
                "version": definition.version,
                "hash": definition.hash,
                "status": definition.status,
                "levels": [{"id": v.id, "heading": v.heading, "body": v.body} for v in levels],
                "screens": [screen(one) for one in definition.screens],
                "questions": [question(one) for one in definition.asked],
            }
        )


class EvaluateAnswers(APIView):
    """Knows nobody: no session is read, nothing is written down, nothing is cached."""

    authentication_classes: list = []
    permission_classes: list = []
    throttle_scope = "evaluate"

    @extend_schema(
        operation_id="self_check_evaluate", tags=["Self-check"], summary="What these answers lead to",
        request=shapes.Evaluate, responses=shapes.OutcomeShape, auth=[],
    )  # fmt: skip
    def post(self, request):
        """Decides as the pages do, and keeps nothing. A danger sign, or an answer missing, always wins.

        Answers to another version than the live one are refused with 409: read the self-check again.
        """
        definition = load()
        sent = shapes.Evaluate(data=request.data, context={"definition": definition})
        refuse_another_version(request.data, definition)
        sent.is_valid(raise_exception=True)
        given = sent.validated_data
        outcome = evaluate(definition, given["answers"])
        told = local(definition, tell(definition, outcome), given["region"])
        return Response({**told, "help": asdict(numbers(definition.terms, given["region"]))})


def refuse_another_version(data, definition) -> None:
    """Before anything else: another version has other questions, so its answers only seem wrong."""
    version = data.get("version") if isinstance(data, dict) else None
    if isinstance(version, str) and version != definition.version:
        live = {"live": definition.version}
        raise Conflict(OTHER_VERSION % live, **live)


class Questionnaire(Public):
    @extend_schema(
        operation_id="self_check_questionnaire", tags=["Self-check"], responses=OpenApiTypes.OBJECT,
        summary="The self-check as a FHIR R4 Questionnaire",
    )  # fmt: skip
    def get(self, request):
        """For health software. It asks; it does not decide: the rules are not part of it."""
        return Response(fhir.questionnaire(load()))


class QuestionnaireResponse(APIView):
    @extend_schema(
        operation_id="self_check_questionnaire_response", tags=["Self-check"],
        responses=OpenApiTypes.OBJECT, summary="A kept result as a FHIR R4 QuestionnaireResponse",
    )  # fmt: skip
    def get(self, request, public_id):
        """A member's own result, in the words of the version it was given to."""
        result = request.user.self_check_results.filter(public_id=public_id).first()
        if result is None:
            raise NotFound
        return Response(fhir.questionnaire_response(result))
