"""The page and the API are two doors onto one decision: whoever asks, the answer is the same."""

import html
import json
import random
import re

import pytest
from django.test import Client

from symptoms.definition import load
from tests.symptoms.sent_through import person, remember

pytestmark = pytest.mark.django_db


def by_page(answers):
    """What the result page says; None where it sends the reader on to a question."""
    client = Client()
    remember(client, answers)
    page = client.get("/self-check/result/")
    if page.status_code == 302:
        return None
    body = re.search(r"<main.*</main>", page.content.decode(), re.DOTALL)[0]
    shown = body.split('class="suggest"')[1].split("</article>")[:-1] if "suggest" in body else []
    return {
        "heading": html.unescape(re.search(r"<h1>(.*?)</h1>", body)[1]),
        "routines": [re.search(r'<h2><a href="/routines/([\w-]+)/"', one)[1] for one in shown],
        "findings": texts(r"<dt>(.*?)</dt>", between(body, 'class="patterns"', "</dl>")),
        "flags": texts(r"You told us: <b>(.*?)</b>", body),
        "advice": texts(
            r"<li><p>(.*?)</p>", between(body, 'aria-labelledby="advice"', "</section>")
        ),
    }


def texts(pattern, body):
    return [html.unescape(found) for found in re.findall(pattern, body, re.DOTALL)]


def between(body, start, end):
    return body.split(start)[1].split(end)[0] if start in body else ""


def by_api(answers):
    body = json.dumps({"version": load().version, "answers": answers})
    answer = Client().post("/api/v1/self-check/evaluate/", body, content_type="application/json")
    assert answer.status_code == 200, answer.content
    return answer.json()


def compare(times, seed, settings):
    rates = {**settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"], "evaluate": "1000000/min"}
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "DEFAULT_THROTTLE_RATES": rates}
    chance, levels = random.Random(seed), {}
    for _ in range(times):
        answers = person(chance)
        told, page = by_api(answers), by_page(answers)
        levels[told["level"]] = levels.get(told["level"], 0) + 1
        if page is None:
            assert told["missing"] and told["level"] != "emergency", answers
            assert told["routines"] == [], answers
            continue
        assert page == {
            "heading": told["heading"],
            "routines": [routine["slug"] for routine in told["routines"]],
            "findings": [finding["title"] for finding in told["findings"]],
            "flags": [flag["answer"] for flag in told["flags"]],
            "advice": [tip["text"] for tip in told["advice"]],
        }, answers
    assert set(levels) == {"emergency", "urgent", "see_clinician", "self_care"}, levels


def test_100_random_people_get_the_same_through_both_doors(content, settings):
    compare(100, 3, settings)


@pytest.mark.slow
def test_2000_random_people_get_the_same_through_both_doors(content, settings):
    compare(2000, 5, settings)
