"""“Was this page helpful?” over HTTP."""

from random import randrange

import pytest
from django.test import Client

from articles.models import Helpful

PAGE = "/articles/tight-hip-flexors/helpful/"
ARTICLE = "/articles/tight-hip-flexors/"


@pytest.fixture
def client():
    """A visitor from a place that nobody has sent an answer from: the limit is counted in a shared cache."""
    return Client(REMOTE_ADDR=f"10.{randrange(256)}.{randrange(256)}.{randrange(256)}")


def test_an_answer_is_one_more_in_a_count_and_nothing_else(client, content):
    for answer in ("yes", "no", "yes"):
        sent = client.post(PAGE, {"answer": answer})
        assert (sent.status_code, sent["Location"]) == (302, f"{PAGE}thanks/")
    row = Helpful.objects.get()
    assert (row.article.slug, row.yes, row.no) == ("tight-hip-flexors", 2, 1)
    assert {field.name for field in Helpful._meta.fields} == {"id", "article", "yes", "no"}
    assert "Thank you" in client.get(f"{PAGE}thanks/").content.decode()


@pytest.mark.parametrize("sent", [{}, {"answer": ""}, {"answer": "maybe"}, {"answer": "yes\x00"}])
def test_no_answer_is_kindly_refused(client, content, sent):
    refused = client.post(PAGE, sent)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "<title>Error: Was this page helpful?" in page
    assert page.count("Choose yes or no.") == 2  # in the summary, and beside the field
    assert Helpful.objects.count() == 0


def test_many_answers_from_one_place_are_asked_to_wait(client, content):
    codes = [client.post(PAGE, {"answer": "yes"}).status_code for _time in range(31)]
    assert codes[:30] == [302] * 30
    assert codes[30] == 429
    assert Helpful.objects.get().yes == 30


def test_the_article_itself_has_no_form_and_sets_no_cookie(client, content):
    answer = client.get(ARTICLE)
    page = answer.content.decode()
    assert f'href="{PAGE}"' in page
    assert "csrfmiddlewaretoken" not in page
    assert not answer.cookies


def test_the_form_needs_its_token(content):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(PAGE, {"answer": "yes"}).status_code == 403
    assert Helpful.objects.count() == 0


def test_editors_see_the_counts(client, admin_client, content):
    client.post(PAGE, {"answer": "yes"})
    shown = admin_client.get("/admin/articles/helpful/").content.decode()
    assert "Tight hip flexors" in shown
