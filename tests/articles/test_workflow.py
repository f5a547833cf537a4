"""From draft to readers, over HTTP: who may take which step, and that nobody lets their own words through."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import Article, PublishedArticle, RichText
from tests.staff import sign_in


def address(article, name="next"):
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


@pytest.fixture
def people(make_editor):
    return {
        "author": make_editor("Author"),
        "reviewer": make_editor("Medical reviewer"),
        "editor": make_editor("Editor"),
    }


@pytest.fixture
def draft(write_article, people):
    """A sound draft that the author wrote."""
    article = write_article(
        status=Article.Status.DRAFT,
        html="<h2>Why</h2><p>It may ease.[^-]</p>",
        next_review_on=timezone.localdate() + timedelta(days=90),
    )
    workflow.changed(article, people["author"])
    return article


@pytest.fixture
def step(client, draft):
    """Takes a step as one of the people, on the page as it stands for them."""

    def take(user, name, **fields):
        sign_in(client, user)
        draft.refresh_from_db()
        return client.post(address(draft), {"step": name, "version": draft.version, **fields})

    return take


def status(article):
    return Article.objects.get(pk=article.pk).status


def test_a_draft_reaches_readers_through_a_second_person(client, draft, people, step):
    assert step(people["author"], "submit").status_code == 302
    assert status(draft) == "in_review"
    assert step(people["reviewer"], "approve").status_code == 302
    assert step(people["editor"], "publish").status_code == 302
    assert client.get(draft.get_absolute_url()).status_code == 200


def test_nobody_approves_a_text_they_worked_on_whatever_their_role(draft, people, step):
    workflow.changed(draft, people["editor"])
    step(people["author"], "submit")
    for who in ("author", "editor"):
        assert step(people[who], "approve").status_code == 422
    assert status(draft) == "in_review"


def test_who_sent_it_to_review_does_not_approve_it(draft, people, step):
    step(people["editor"], "submit")
    assert step(people["editor"], "approve").status_code == 422


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("author", "approve"),
        ("author", "return"),
        ("author", "publish"),
        ("author", "schedule"),
        ("author", "archive"),
        ("reviewer", "submit"),
        ("reviewer", "take-back"),
        ("reviewer", "publish"),
        ("reviewer", "archive"),
        ("reviewer", "reopen"),
    ],
)
def test_a_role_takes_only_its_own_steps(draft, people, step, who, name):
    before = workflow.STEPS[name].before
    Article.objects.filter(pk=draft.pk).update(status=sorted(before)[0])
    later = f"{timezone.now() + timedelta(days=1):%Y-%m-%dT%H:%M}"
    assert step(people[who], name, note="x", at=later).status_code == 422
    assert status(draft) == sorted(before)[0]


def test_steps_that_make_no_sense_now_change_nothing(draft, people, step):
    for name in ("approve", "publish", "schedule", "reopen", "take-back", "nonsense", ""):
        assert step(people["editor"], name).status_code == 422
    assert status(draft) == "draft"


def test_what_the_check_finds_keeps_it_from_review(draft, people, step):
    RichText.objects.filter(parent=draft).update(html="<p>It always helps.</p>")
    answer = step(people["author"], "submit")
    assert answer.status_code == 422
    assert "Mend what the check found first." in answer.text
    assert f"{address(draft, 'change')}#richtext_set-0" in answer.text
    assert status(draft) == "draft"


def test_a_text_changed_after_its_approval_needs_a_new_one(draft, people, step):
    step(people["author"], "submit")
    step(people["reviewer"], "approve")
    RichText.objects.filter(parent=draft).update(html="<p>Slipped in.[^-]</p>")
    for name in ("publish", "schedule"):
        later = f"{timezone.now() + timedelta(days=1):%Y-%m-%dT%H:%M}"
        answer = step(people["editor"], name, at=later)
        assert answer.status_code == 422
        assert "changed after its approval" in answer.text
    assert not PublishedArticle.objects.filter(pk=draft.pk).exists()


def test_a_reviewer_says_what_should_change_and_the_writer_reads_it(client, draft, people, step):
    step(people["author"], "submit")
    assert "Say in a few words" in step(people["reviewer"], "return").text
    assert step(people["reviewer"], "return", note="Shorter, please.").status_code == 302
    sign_in(client, people["author"])
    assert "Shorter, please." in client.get(address(draft, "change")).text
    assert "Sent back to you with a note" in client.get("/admin/").text


def test_it_is_scheduled_on_the_editors_own_clock(draft, people, step):
    people["editor"].time_zone = "Pacific/Auckland"
    people["editor"].save()
    step(people["author"], "submit")
    step(people["reviewer"], "approve")
    local = timezone.now().astimezone(people["editor"].zone) + timedelta(days=2)
    assert step(people["editor"], "schedule", at=f"{local:%Y-%m-%dT%H:%M}").status_code == 302
    at = Article.objects.get(pk=draft.pk).publish_at
    assert at == local.replace(second=0, microsecond=0)


@pytest.mark.parametrize("at", ["", "soon", "2020-01-01T10:00", "9999-12-31T23:59"])
def test_a_time_that_makes_no_sense_is_said_and_nothing_is_scheduled(draft, people, step, at):
    step(people["author"], "submit")
    step(people["reviewer"], "approve")
    answer = step(people["editor"], "schedule", at=at)
    assert answer.status_code == 422
    assert re.search("Choose a (day|time)|Write a day", answer.text)
    assert status(draft) == "approved"


def test_a_step_on_a_page_that_is_out_of_date_is_not_taken(client, draft, people):
    sign_in(client, people["author"])
    answer = client.post(address(draft), {"step": "submit", "version": draft.version - 1})
    assert answer.status_code == 422
    assert "Somebody saved it while you were reading." in answer.text


def test_a_site_with_one_editor_publishes_alone_and_says_so_on_the_desk(
    client, settings, draft, people, step
):
    settings.EDITORIAL_APPROVALS = 0
    assert step(people["editor"], "publish").status_code == 302
    assert status(draft) == "published"
    assert "one person may write and publish" in client.get("/admin/").text
    settings.EDITORIAL_APPROVALS = 1
    assert "one person may write and publish" not in client.get("/admin/").text


def test_archived_text_can_come_back_as_a_draft(client, draft, people, step, settings):
    settings.EDITORIAL_APPROVALS = 0
    step(people["editor"], "publish")
    step(people["editor"], "archive")
    assert client.get(draft.get_absolute_url()).status_code == 404
    step(people["author"], "reopen")
    assert status(draft) == "draft"


def test_the_desk_shows_each_person_what_waits_for_them(client, draft, people, step):
    def waiting(who):
        sign_in(client, people[who])
        panel = (
            client.get("/admin/").text.partition('id="panel-waiting"')[2].partition("</section")[0]
        )
        return draft.title in panel

    assert [waiting(who) for who in people] == [False, False, False]
    step(people["author"], "submit")
    assert [waiting(who) for who in people] == [False, True, True]
    step(people["reviewer"], "approve")
    assert [waiting(who) for who in people] == [False, False, True]
