"""Nothing typed is lost: kept while it is typed, and when two people save one article."""

import json
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import history, keeping
from articles.keeping import Kept
from articles.models import Article, FigureBlock, RichText
from tests.articles.test_admin import saved_form
from tests.staff import sign_in


@pytest.fixture
def ann(make_editor):
    user = make_editor("Author", "ann@example.org")
    return sign_in(Client(), user)


@pytest.fixture
def eve(make_editor):
    return sign_in(Client(), make_editor("Editor", "eve@example.org"))


@pytest.fixture
def article(write_article):
    made = write_article(html="<p>As it was.</p>")
    history.remember(made, None, "")
    return made


def change(article, name="change"):
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


def keep(client, article, form, version=None):
    sent = {"form": urlencode(form), "version": version or article.version}
    return client.post(change(article, "keep"), json.dumps(sent), "application/json")


def shown(answer, name):
    """The value of a field on the page: what is typed is there to be seen."""
    return answer.context["adminform"].form.data.get(name)


def test_the_second_of_two_who_save_covers_nothing_unseen(ann, eve, article):
    first = saved_form(article, **{"richtext_set-0-html": "<p>Ann’s words.</p>"})
    second = saved_form(article, **{"richtext_set-0-html": "<p>Eve’s words.</p>", "title": "Eve’s"})
    assert ann.post(change(article), first).status_code == 302
    answer = eve.post(change(article), second)
    assert answer.status_code == 200
    assert "ann@example.org saved this article while you were writing." in answer.text
    assert "Eve’s words." in answer.text
    assert RichText.objects.get(parent=article).html == "<p>Ann’s words.</p>"


def test_who_saves_all_the_same_replaces_the_whole_text_and_the_other_stays_in_the_history(
    ann, eve, article
):
    theirs = saved_form(article, **{"richtext_set-0-html": "<p>Ann’s words.</p>"})
    mine = saved_form(article, **{"richtext_set-0-html": "<p>Eve’s words.</p>"})
    ann.post(change(article), theirs)
    FigureBlock.objects.create(
        parent=article, ordering=5, figure="anatomy-front", caption="Ann’s", alt="x"
    )
    again = eve.post(change(article), mine).context["adminform"].form.data
    assert eve.post(change(article), again.dict()).status_code == 302
    assert RichText.objects.get(parent=article).html == "<p>Eve’s words.</p>"
    assert not FigureBlock.objects.filter(parent=article).exists()
    texts = [
        block.html
        for revision in history.revisions(article)
        for block in history.saved(article, revision.pk).blocks
    ]
    assert texts == ["<p>Eve’s words.</p>", "<p>Ann’s words.</p>", "<p>As it was.</p>"]


def test_the_warning_leads_to_what_the_other_person_changed(ann, eve, article):
    ann.post(change(article), saved_form(article, title="Ann’s title"))
    mine = saved_form(article, title="Mine", version=1)
    link = eve.post(change(article), mine).text.partition("../compare/")[2].partition('"')[0]
    page = eve.get(f"{change(article, 'compare')}{link.replace('&amp;', '&')}")
    assert "Ann’s" in page.text


def test_what_was_typed_is_offered_again_and_saved_as_it_was(ann, article):
    typed = saved_form(article, title="", **{"richtext_set-0-html": "<p>Half a sen"})
    assert keep(ann, article, typed).json()["version"] == article.version
    assert "You typed something here by" in ann.get(change(article)).text
    answer = ann.post(change(article), {"_go_on": "1"})
    assert shown(answer, "richtext_set-0-html") == "<p>Half a sen"
    assert shown(answer, "title") == ""
    data = answer.context["adminform"].form.data.dict() | {"title": "Whole"}
    assert ann.post(change(article), data).status_code == 302
    article.refresh_from_db()
    assert article.title == "Whole"
    assert not Kept.objects.exists()


def test_it_can_be_thrown_away(ann, article):
    keep(ann, article, saved_form(article, title="No"))
    ann.post(change(article), {"_throw_away": "1"})
    assert "You typed something" not in ann.get(change(article)).text


def test_a_new_article_is_kept_before_it_has_an_address(ann):
    sent = {"form": urlencode({"title": "Just begun"}), "version": 1}
    address = reverse("admin:articles_article_keep_new")
    for _ in range(2):
        assert ann.post(address, json.dumps(sent), "application/json").status_code == 200
    add = reverse("admin:articles_article_add")
    answer = ann.post(add, {"_go_on": "1"})
    assert shown(answer, "title") == "Just begun"


def test_what_was_kept_before_somebody_else_saved_comes_back_beside_theirs(ann, eve, article):
    keep(eve, article, saved_form(article, title="Eve’s"))
    ann.post(change(article), saved_form(article, title="Ann’s"))
    answer = eve.post(change(article), {"_go_on": "1"})
    assert "saved this article while you were writing" in answer.text
    assert shown(answer, "title") == "Eve’s"


def test_a_form_on_its_way_when_it_was_saved_does_not_come_back(ann, article):
    old = saved_form(article, title="Older")
    ann.post(change(article), saved_form(article, title="Saved"))
    assert keep(ann, article, old).status_code == 409
    assert not Kept.objects.exists()


def test_who_writes_here_too_is_said_for_ten_minutes(ann, eve, article):
    keep(ann, article, saved_form(article, title="A"))
    assert "ann@example.org is writing here too" in eve.get(change(article)).text
    assert keep(eve, article, saved_form(article, title="E")).json()["others"] == [
        "ann@example.org"
    ]
    Kept.objects.update(at=timezone.now() - timedelta(minutes=11))
    assert "ann@example.org is writing" not in eve.get(change(article)).text


def test_nobody_is_shown_what_another_person_typed(ann, eve, article):
    keep(ann, article, saved_form(article, title="Ann’s secret"))
    assert "Ann’s secret" not in eve.post(change(article), {"_go_on": "1"}).text


@pytest.mark.parametrize(
    "body",
    ["", "[]", "{}", '{"form": "x"}', '{"form": "x", "version": "y"}', '{"form": "x", "version": -1}',
     '{"form": "x", "version": 1e999}', '{"form": "a\\u0000b", "version": 1}', '{"form": "x", "version": 99999999999}',
     json.dumps({"form": "x" * 900_001, "version": 1})],
)  # fmt: skip
def test_what_is_no_form_is_refused_kindly(ann, article, body):
    answer = ann.post(change(article, "keep"), body, "application/json")
    assert answer.status_code == 400
    assert answer.json()["error"]


@given(st.dictionaries(st.text(max_size=20), st.text(max_size=60), max_size=8))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_was_kept_the_page_can_show_it(ann, article, form):
    answer = keep(ann, article, form)
    if answer.status_code == 200:
        assert ann.post(change(article), {"_go_on": "1"}).status_code == 200
    keeping.forget(Kept.objects.first().user, article) if Kept.objects.exists() else None
    assert Article.objects.get(pk=article.pk).title == article.title
