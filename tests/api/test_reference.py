"""The API describes itself: to machines as OpenAPI, to people as a page of ours."""

from html.parser import HTMLParser

import pytest
from drf_spectacular.validation import validate_schema

pytestmark = pytest.mark.django_db


def test_the_front_page_lists_every_fixed_address_and_each_answers(client, content):
    links = client.get("/api/v1/").json()["links"]
    assert {"schema", "docs"} <= set(links)
    for link in links.values():
        assert client.get(link).status_code in {200, 401, 405}, link


def test_the_description_is_valid_openapi(client):
    answer = client.get("/api/v1/schema/")
    assert answer["Content-Type"] == "application/json"
    validate_schema(answer.json())


def test_every_operation_says_what_it_is_for_and_that_it_may_answer_a_problem(client):
    document = client.get("/api/v1/schema/").json()
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            assert operation.get("summary"), (method, path)
            assert operation["tags"] != ["v1"], (method, path)
            assert "application/problem+json" in operation["responses"]["default"]["content"]


def test_the_reference_shows_every_operation_and_every_kind_of_problem(client):
    document = client.get("/api/v1/schema/").json()
    page = client.get("/api/v1/docs/").content.decode()
    for path in document["paths"]:
        assert f"<code>{path}</code>" in page
    for anchor in ("invalid", "too-many", "conflict"):
        assert f'id="{anchor}"' in page


def test_the_reference_asks_nothing_of_another_site_and_holds_no_inline_script(client):
    page = client.get("/api/v1/docs/")
    assert "unsafe" not in page["Content-Security-Policy"]

    class Look(HTMLParser):
        def handle_starttag(self, tag, attrs):
            assert tag not in {"style", "iframe"}
            assert tag != "script" or dict(attrs)["src"].startswith("/static/")
            for name, value in attrs:
                assert name != "style"
                if name in {"src", "href"}:
                    assert not value.startswith(("http", "//"))

    Look().feed(page.content.decode())


def test_the_reference_is_only_read(client):
    refused = client.post("/api/v1/docs/")
    assert (refused.status_code, refused["Content-Type"]) == (405, "application/problem+json")
    assert refused["Allow"] == "GET, HEAD"
