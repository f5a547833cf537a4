"""A visitor's self-check leaves nothing behind: not in a table, a store, a log, an address or a title."""

import json
import logging
import random
import re

import pytest
import redis
from django.db import connection
from django.test import Client
from django.utils import timezone

from symptoms.definition import load
from symptoms.models import SelfCheckVersion
from tests.symptoms.sent_through import person, remember, walk

pytestmark = pytest.mark.django_db
TYPED = "canary-8371-typed"
RATE = re.compile(r"rate:[0-9a-f]{32}$")


def canaries():
    """Words that only an answer holds: ids of signs, and labels long enough to be nobody else's."""
    options = [option for question in load().asked for option in question.options]
    ids = {option.id for option in options if option.id.startswith("rf_")}
    return {TYPED} | ids | {option.label for option in options if len(option.label) > 20}


def tables():
    """Every row of every table, but the counts of requests; and those counts apart."""
    rows, counts = {}, []
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found = sorted(map(repr, cursor.fetchall()))
            if table == "cache":
                cursor.execute("SELECT cache_key, expires FROM cache")
                counts = [(key, until) for key, until in cursor.fetchall() if RATE.search(key)]
                found = [row for row in found if not re.search(r"rate:[0-9a-f]{32}", row)]
            rows[table] = found
    return rows, counts


def store(settings):
    """Every key of Redis with its value as bytes and its seconds to live, where there is a Redis."""
    if not settings.REDIS_URL:
        return {}
    server = redis.from_url(settings.CACHES["default"]["LOCATION"])
    keys = [key for key in server.scan_iter("*") if server.type(key) == b"string"]
    return {key.decode(): (server.get(key) or b"", server.ttl(key)) for key in keys}


def ask_the_api(client, answers):
    body = {"version": load().version, "answers": answers}
    return client.post("/api/v1/self-check/evaluate/", json.dumps(body), "application/json")


def one_run(chance, whole):
    """A visitor's whole way, or its end; then the API, a page sent with nonsense, and away."""
    client, answers = Client(), person(chance)
    if whole:
        yield from walk(client, answers)
    else:
        remember(client, answers)
    yield client.get("/self-check/")
    yield client.get("/self-check/answers/")
    yield client.get("/self-check/result/")
    yield client.post("/self-check/about-you/", {"g_age": TYPED})
    yield ask_the_api(client, answers)
    yield ask_the_api(client, {"g_age": TYPED, TYPED: "x"})
    yield client.post("/self-check/clear/")
    left = {name for name, morsel in client.cookies.items() if morsel.value}
    assert left <= {"csrftoken", "hold", "screened"}


def look_at(response, words):
    """What an answer to the browser may hold, header by header."""
    assert response.status_code < 500
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "same-origin"
    title = re.search(r"<title>(.*?)</title>", response.content.decode(), re.DOTALL)
    outside = [response.get("Location", ""), title[1] if title else "", str(response.cookies)]
    assert not any(word in part for word in words for part in outside)
    written = {name for name, morsel in response.cookies.items() if morsel.value}
    names = {name for name in written if not name.startswith("self_check")}
    # `hold` says one bit, and keeps a visitor with a sign from a session; `screened` is a date.
    assert names <= {"csrftoken", "messages", "hold", "screened"}


def runs(times, settings, caplog):
    settings.REST_FRAMEWORK = {
        **settings.REST_FRAMEWORK,
        "DEFAULT_THROTTLE_RATES": {
            "visitor": "1000000/min",
            "member": "9/min",
            "evaluate": "1000000/min",
        },
    }
    caplog.set_level(logging.DEBUG)
    words, chance = canaries(), random.Random(11)
    (before, _), held = tables(), store(settings)
    for number in range(times):
        for response in one_run(chance, whole=number % 50 == 0):
            look_at(response, words)
    (after, counts), holds = tables(), store(settings)
    assert after == before
    assert counts or settings.REDIS_URL
    for _key, until in counts:
        assert seconds_to(until) <= 120
    for key in holds.keys() - held.keys():
        value, left = holds[key]
        assert not any(word.encode() in value or word in key for word in words), key
        assert not RATE.search(key) or 0 < left <= 3600  # the longest limit counts by the hour
    assert not any(word in caplog.text for word in words)
    assert "127.0.0.1" not in caplog.text


def seconds_to(until):
    if isinstance(until, str):  # SQLite keeps it as text, in UTC
        until = timezone.datetime.fromisoformat(until)
    until = (
        until
        if timezone.is_aware(until)
        else timezone.make_aware(until, timezone.get_fixed_timezone(0))
    )
    return (until - timezone.now()).total_seconds()


@pytest.mark.slow
def test_after_200_visitors_tables_store_and_log_are_as_before(content, settings, caplog):
    runs(200, settings, caplog)


@pytest.mark.slow
def test_after_1000_visitors_tables_store_and_log_are_as_before(content, settings, caplog):
    runs(1000, settings, caplog)


def test_the_dump_would_show_an_answer_that_was_kept(content, member):
    """The proof can fail: a kept result is seen."""
    before, _counts = tables()
    member.self_check_results.create(
        version=SelfCheckVersion.objects.first(), answers={"g_nerves": ["rf_saddle"]}, outcome={}, level="emergency",
        taken_at=timezone.now(),
    )  # fmt: skip
    after, _counts = tables()
    assert after != before and any("rf_saddle" in row for row in after["symptoms_selfcheckresult"])
