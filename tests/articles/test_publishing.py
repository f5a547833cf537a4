"""Readers get what was published, and nothing an editor saves afterwards, until it is published again."""

from datetime import timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from articles import history, publishing, workflow
from articles.models import Article, OldAddress, PublishedArticle, RelatedArticle, RichText
from reminders import chores
from reminders import tick as sweep

EVERYWHERE = ["/articles/", "/articles/topics/hips/", "/articles/feed/", "/articles/a-short-read/"]


def text(client, address):
    return client.get(address).content.decode()


def change(article, title="Changed title", html="<p>Changed words.</p>"):
    article.title = title
    article.lede = article.meta_description = "Changed opening."
    article.key_insights = ["Changed point."]
    article.save()
    RichText.objects.filter(parent=article).update(html=html)


def test_readers_go_on_getting_what_was_published_while_a_draft_is_edited(client, write_article):
    article = write_article()
    before = [text(client, address) for address in EVERYWHERE]
    change(article)
    assert [text(client, address) for address in EVERYWHERE] == before
    publishing.publish(article, timezone.now())
    assert all("Changed" in text(client, address) for address in EVERYWHERE)
    assert "Changed words." in text(client, "/articles/a-short-read/")


def test_the_day_it_was_first_published_stays(write_article):
    article = write_article()
    first = article.published.publish_at
    later = publishing.publish(article, timezone.now())
    assert later.publish_at == first
    assert later.frozen_at > first


def test_every_address_it_ever_had_leads_to_where_it_lives_now(client, write_article):
    article = write_article("first")
    for slug in ("second", "third"):
        article.slug = slug
        article.save()
        assert client.get(f"/articles/{slug}/").status_code == 404, "not published there yet"
        publishing.publish(article, timezone.now())
    for slug in ("first", "second"):
        answer = client.get(f"/articles/{slug}/")
        assert (answer.status_code, answer["Location"]) == (301, "/articles/third/")


def test_an_address_that_is_lived_in_again_does_not_lead_away(client, write_article):
    article = write_article("first")
    for slug in ("second", "first"):
        article.slug = slug
        article.save()
        publishing.publish(article, timezone.now())
    assert client.get("/articles/first/").status_code == 200
    assert list(OldAddress.objects.values_list("slug", flat=True)) == ["second"]


def test_an_archived_article_is_gone_from_everywhere_its_old_addresses_too(client, write_article):
    article = write_article("first")
    article.slug = "second"
    article.save()
    publishing.publish(article, timezone.now())
    publishing.withdraw(article)
    for slug in ("first", "second"):
        assert client.get(f"/articles/{slug}/").status_code == 404
    assert "second" not in text(client, "/articles/feed/")
    assert Article.objects.get(pk=article.pk).status == Article.Status.ARCHIVED


def test_what_leans_on_the_published_text_hears_of_each_change(write_article, monkeypatch):
    heard = []
    monkeypatch.setattr(publishing, "AFTER", [])
    publishing.after_publish(
        lambda one: heard.append(one.published.title if hasattr(one, "published") else None)
    )
    article = write_article(title="One")
    publishing.publish(article, timezone.now())
    publishing.withdraw(article)
    assert heard == ["One", "One", None]


def test_related_articles_keep_their_order_and_only_those_readers_have(client, write_article):
    article = write_article("main")
    for order, slug in enumerate(["zebra", "aardvark", "hidden"]):
        status = Article.Status.DRAFT if slug == "hidden" else Article.Status.PUBLISHED
        other = write_article(slug, status=status)
        RelatedArticle.objects.create(article=article, to=other, order=order)
    publishing.publish(article, timezone.now())
    page = text(client, "/articles/main/").partition("Read next")[2]
    assert page.index("/articles/zebra/") < page.index("/articles/aardvark/")
    assert "/articles/hidden/" not in page


# ------------------------------------------------------------------ later


@pytest.fixture
def scheduled(write_article, make_editor):
    """An article approved by a second person and due in an hour."""
    author, editor = make_editor("Author"), make_editor("Editor")
    article, now = write_article(status=Article.Status.DRAFT), timezone.now()
    workflow.changed(article, author)
    workflow.take("submit", article.pk, author, now)
    workflow.take("approve", article.pk, editor, now)
    return workflow.take("schedule", article.pk, editor, now, at=now + timedelta(hours=1))


def test_a_scheduled_article_goes_live_by_the_sweep_at_its_time_and_once(client, scheduled):
    now, due = timezone.now(), scheduled.publish_at
    workflow.publish_due(now)
    assert client.get(scheduled.get_absolute_url()).status_code == 404
    assert publishing.publish_due(due, workflow.may_go_live) == 1
    assert publishing.publish_due(due, workflow.may_go_live) == 0
    assert PublishedArticle.objects.get(pk=scheduled.pk).publish_at == due


def test_what_was_changed_after_its_approval_does_not_go_live(scheduled):
    RichText.objects.filter(parent=scheduled).update(html="<p>Slipped in.</p>")
    assert publishing.publish_due(scheduled.publish_at, workflow.may_go_live) == 0
    scheduled.refresh_from_db()
    assert scheduled.status == Article.Status.DRAFT
    assert not PublishedArticle.objects.filter(pk=scheduled.pk).exists()


def test_the_reminders_tick_publishes_what_is_due(scheduled):
    Article.objects.filter(pk=scheduled.pk).update(publish_at=timezone.now() - timedelta(minutes=1))
    sweep.tick()
    assert PublishedArticle.objects.filter(pk=scheduled.pk).exists()


def test_other_work_that_fails_does_not_silence_the_sweep(db, monkeypatch):
    done = []
    monkeypatch.setattr(chores, "_chores", [])
    chores.register(lambda now: 1 / 0)
    chores.register(done.append)
    sweep.tick()
    assert len(done) == 1


# ------------------------------------------------------------------ history


def test_any_earlier_state_comes_back_whole_and_readers_see_no_change(client, write_article):
    article = write_article(html="<h2>Why</h2><p>It may ease.</p>")
    other = write_article("other")
    RelatedArticle.objects.create(article=article, to=other)
    publishing.publish(article, timezone.now())
    history.remember(article, None, "")
    before = text(client, article.get_absolute_url())
    state = history.saved(article, history.revisions(article).first().pk)
    change(article)
    RichText.objects.create(parent=article, ordering=20, html="<p>More.</p>")
    article.links_out.all().delete()
    history.remember(article, None, "")
    history.restore(article, state)
    assert text(client, article.get_absolute_url()) == before
    article.refresh_from_db()
    publishing.publish(article, timezone.now())
    assert text(client, article.get_absolute_url()) == before


def test_a_state_of_another_article_is_not_found_under_this_one(write_article):
    one, two = write_article("one"), write_article("two")
    history.remember(one, None, "")
    with pytest.raises(Http404):
        history.saved(two, history.revisions(one).first().pk)
