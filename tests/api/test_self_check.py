"""The self-check by API: the same questions, the same answers, and nothing kept."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from symptoms.definition import load
from symptoms.engine import evaluate
from symptoms.telling import slugs
from tests.symptoms.people import CALM, calm

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/self-check/"


def ask(client, answers, **more):
    body = {"version": load().version, "answers": answers, **more}
    return client.post(f"{ADDRESS}evaluate/", json.dumps(body), content_type="application/json")


def test_the_definition_asks_every_question_with_danger_signs_first(client):
    told = client.get(ADDRESS).json()
    assert told["version"] == load().version
    asked = [(q["id"], q["danger_signs"]) for q in told["questions"]]
    assert asked == sorted(asked, key=lambda pair: not pair[1])
    assert len(asked) == len(load().asked)
    assert [level["id"] for level in told["levels"]][-1] == "self_care"
    assert all(q["text"] for q in told["questions"])


def test_a_calm_person_gets_a_routine_its_reason_its_rule_and_the_answers_behind_it(client):
    answers = calm(q_area=["buttock"], q_pigeon="stretch")
    told, outcome = ask(client, answers).json(), evaluate(load(), answers)
    assert told["level"] == "self_care" and told["flags"] == [] and told["missing"] == []
    first, suggestion = told["routines"][0], outcome.routines[0]
    assert first["slug"] == slugs()[suggestion.routine]
    assert (first["reason"], first["rule"]) == (suggestion.reason, suggestion.rule)
    assert first["because"] == [
        {"question": b.question, "text": b.text, "answer": b.answer} for b in suggestion.because
    ]
    assert told["irritability"] and told["findings"] and told["advice"] and told["if_worse"]


def test_a_danger_sign_leaves_no_routine_and_names_the_number_of_the_region(client):
    told = ask(client, dict(CALM, g_nerves=["rf_saddle"]), region="US").json()
    assert told["level"] == "emergency"
    assert told["routines"] == told["findings"] == told["advice"] == []
    assert "911" in told["flags"][0]["action"] and "911" in told["body"]
    assert told["help"]["emergency_phone"] == "911"
    assert "{emergency}" not in json.dumps(told)


def test_what_is_missing_is_named_and_leads_to_no_routine(client):
    told = ask(client, {key: value for key, value in CALM.items() if key != "g_body"}).json()
    assert told["level"] == "see_clinician" and told["missing"] == ["g_body"]
    assert told["routines"] == []


@pytest.mark.parametrize(
    ("question", "value", "words"),
    [
        ("g_body", "none", "list"),
        ("g_body", ["none", "rf_sepsis"], "none"),
        ("g_body", ["none", "none"], "once"),
        ("g_body", ["nonsense"], "rf_sepsis"),
        ("g_body", [], "list"),
        ("g_body", {"none": True}, "list"),
        ("g_age", ["a18_44"], "a18_44"),
        ("g_age", 30, "a18_44"),
        ("q_now", "3", "0 to 10"),
        ("q_now", 11, "0 to 10"),
        ("q_now", -1, "0 to 10"),
        ("q_now", 2.5, "0 to 10"),
        ("q_now", True, "0 to 10"),
        ("q_made_up", "yes", "no question"),
    ],
)
def test_an_answer_that_makes_no_sense_is_named_and_told_what_to_send(
    client, question, value, words
):
    refused = ask(client, {**CALM, question: value})
    assert refused.status_code == 400
    assert refused["Content-Type"] == "application/problem+json"
    [error] = refused.json()["errors"]
    assert error["field"] == f"answers.{question}" and error["pointer"] == f"/answers/{question}"
    assert words in error["detail"]


def test_another_version_is_refused_and_the_live_one_named(client):
    refused = ask(client, {"g_from_long_ago": "x"}, version="0.0.1")
    assert refused.status_code == 409
    assert refused.json()["live"] == load().version
    assert refused["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("version", [0, None, "", ["0.1.1"], {}])
def test_a_version_must_be_said_in_words(client, version):
    assert ask(client, CALM, version=version).status_code in {400, 409}


def test_both_are_needed_and_nothing_else_is_taken(client):
    refused = client.post(f"{ADDRESS}evaluate/", {"sex": "f"}, content_type="application/json")
    assert [error["field"] for error in refused.json()["errors"]] == ["sex"]
    empty = client.post(f"{ADDRESS}evaluate/", {}, content_type="application/json")
    assert {error["field"] for error in empty.json()["errors"]} == {"version", "answers"}


def test_asking_reads_no_table_but_the_count_of_requests(client):
    ask(client, CALM)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        ask(client, CALM)
    assert [
        q["sql"] for q in queries if '"cache"' not in q["sql"] and "SAVEPOINT" not in q["sql"]
    ] == []


def test_an_outcome_is_cached_by_nobody_and_asks_for_no_cookie(client):
    answer = ask(client, CALM)
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies


def test_asking_is_limited(client, settings):
    rates = {**settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"], "evaluate": "2/min"}
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "DEFAULT_THROTTLE_RATES": rates}
    assert [ask(client, CALM).status_code for _ in range(3)] == [200, 200, 429]
