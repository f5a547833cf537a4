"""The self-check in FHIR: right by the models of R4B, and by R4's own code lists, which those do not check."""

import json

import pytest
from django.utils import timezone
from fhir.resources.R4B.questionnaire import Questionnaire
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse

from symptoms.definition import load
from symptoms.engine import evaluate
from symptoms.models import SelfCheckVersion
from tests.symptoms.people import CALM

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/self-check/fhir/"
STATUS = {"draft", "active", "retired", "unknown"}  # hl7.org/fhir/R4/valueset-publication-status
ITEM_TYPES = {"group", "display", "choice", "integer"}  # of hl7.org/fhir/R4/valueset-item-type
OPERATORS = {"exists", "=", "!=", ">", "<", ">=", "<="}
BEHAVIOUR = {"all", "any"}
ITEM_CONTROLS = {"help"}  # of hl7.org/fhir/R4/valueset-questionnaire-item-control
RESPONSE_STATUS = {"in-progress", "completed", "amended", "entered-in-error", "stopped"}


def items(resource):
    for item in resource.get("item", ()):
        yield item
        yield from items(item)


@pytest.fixture
def asked(client):
    answer = client.get(f"{ADDRESS}Questionnaire/")
    Questionnaire.model_validate(answer.json())
    return answer.json()


def test_the_questionnaire_keeps_to_the_code_lists(asked):
    assert asked["status"] in STATUS
    for item in items(asked):
        assert item["type"] in ITEM_TYPES
        assert item.get("enableBehavior", "all") in BEHAVIOUR
        assert {rule["operator"] for rule in item.get("enableWhen", ())} <= OPERATORS
        for extension in item.get("extension", ()):
            for code in extension.get("valueCodeableConcept", {}).get("coding", ()):
                assert code["code"] in ITEM_CONTROLS


def test_every_question_and_option_is_there_once(asked):
    links = [item["linkId"] for item in items(asked)]
    assert len(links) == len(set(links))
    questions = {item["linkId"]: item for item in items(asked)}
    for question in load().asked:
        item = questions[question.id]
        assert item["text"] == question.text
        if question.kind == "scale":
            limits = [extension["valueInteger"] for extension in item["extension"]]
            assert limits == [question.low, question.high]
        else:
            codes = [option["valueCoding"]["code"] for option in item["answerOption"]]
            assert codes == [option.id for option in question.options]
            assert item["repeats"] is (question.kind == "multi")
            alone = {
                option["valueCoding"]["code"]
                for option in item["answerOption"]
                if "extension" in option
            }
            assert alone == set(question.exclusive)


def test_the_symptoms_are_asked_only_when_no_danger_sign_is_ticked(asked):
    [_signs, symptoms] = asked["item"]
    ruled_out = {(r["question"], r["answerCoding"]["code"]) for r in symptoms["enableWhen"]}
    signs = {(g.id, o.id) for g in load().groups for o in g.options if o.flag or o.id == "unsure"}
    assert ruled_out == signs and {r["operator"] for r in symptoms["enableWhen"]} == {"!="}
    known = {item["linkId"] for item in items(asked)}
    for item in items(asked):
        assert {rule["question"] for rule in item.get("enableWhen", ())} <= known


def kept(user, **changes):
    answers, now = {**CALM, **changes}, timezone.now()
    version = SelfCheckVersion.objects.record(load(), now)
    return user.self_check_results.record(version, answers, evaluate(load(), answers), now)


def test_a_kept_result_is_a_response_to_that_version(member_client, member, asked):
    result = kept(member, q_now=3, q_worst=4)
    answer = member_client.get(f"{ADDRESS}QuestionnaireResponse/{result.public_id}/")
    told = answer.json()
    QuestionnaireResponse.model_validate(told)
    assert told["status"] in RESPONSE_STATUS
    assert told["questionnaire"] == f"{asked['url']}|{asked['version']}"
    assert "no-store" in answer["Cache-Control"]
    given = {item["linkId"]: item for item in items(told)}
    assert given["q_now"]["answer"] == [{"valueInteger": 3}]
    options = {
        (
            option["valueCoding"]["system"],
            option["valueCoding"]["code"],
            option["valueCoding"]["display"],
        )
        for item in items(asked)
        for option in item.get("answerOption", ())
    }
    for item in given.values():
        for one in item.get("answer", ()):
            if "valueCoding" in one:
                coding = one["valueCoding"]
                assert (coding["system"], coding["code"], coding["display"]) in options


def test_nobody_else_reads_it(member, make_member, client):
    result = kept(member)
    address = f"{ADDRESS}QuestionnaireResponse/{result.public_id}/"
    assert client.get(address).status_code == 401
    client.force_login(make_member("other@example.org"))
    refused = client.get(address)
    missing = client.get(f"{ADDRESS}QuestionnaireResponse/{member.public_id}/")
    assert refused.status_code == missing.status_code == 404
    assert refused.content == missing.content


def test_the_documents_are_plain_json(asked):
    assert json.loads(json.dumps(asked)) == asked
