"""What is published is read at once, what is taken back is gone, and what is unpublished is kept nowhere."""

import threading
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from articles import edition, publishing
from articles.models import Article, PublishedArticle
from psoascare.front import STORE
from tests.psoascare.wsgi_reader import ARTICLE, ask, public_pages

SLUG = "psoas-pain-explained"


def publish(slug=SLUG, at=None, **changes):
    article = Article.objects.get(slug=slug)
    for name, value in changes.items():
        setattr(article, name, value)
    article.save()
    publishing.publish(article, at or timezone.now())
    return article


def test_what_is_published_is_read_at_once(content):
    old = ask(ARTICLE).headers["ETag"]
    publish(title="Another title altogether")
    new = ask(ARTICLE, if_none_match=old)
    assert new.status == 200
    assert b"Another title altogether" in new.body
    assert b"Another title altogether" in ask("/articles/").body


def test_a_page_that_did_not_change_keeps_its_tag_through_a_publish(content):
    old = ask("/about/").headers["ETag"]
    publish(title="Another title altogether")
    assert ask("/about/", if_none_match=old).status == 304


def test_what_is_taken_back_or_deleted_is_gone_at_once(content):
    assert ask(ARTICLE).status == 200
    publishing.withdraw(Article.objects.get(slug=SLUG))
    assert ask(ARTICLE).status == 404
    assert b"psoas-pain-explained" not in ask("/articles/").body + ask("/sitemap.xml").body
    publish()
    assert ask(ARTICLE).status == 200
    Article.objects.get(slug=SLUG).delete()
    assert ask(ARTICLE).status == 404


def test_unpublished_text_is_in_no_kept_page_and_in_no_offline_copy(content, client, settings):
    draft = publish(title="Zanzibar hips", lede="Zanzibar ledes")
    publishing.withdraw(draft)
    publishing.withdraw(Article.objects.get(slug="tight-hip-flexors"))
    later = timezone.now() + timedelta(hours=1)
    soon = publish("tight-hip-flexors", later, title="Zanzibar later")
    worked_on = Article.objects.get(slug="hills-stairs")
    worked_on.title = "Zanzibar not yet"
    worked_on.save()
    for path in [*public_pages(), draft.get_absolute_url(), soon.get_absolute_url()]:
        assert b"Zanzibar" not in ask(path).body, path
        assert b"Zanzibar" not in ask(path, x_offline_copy="1").body, path
    assert STORE.pages
    assert not any(b"Zanzibar" in page.body for page in STORE.pages.values())
    worker = client.get("/sw.js").content.decode()
    assert draft.get_absolute_url() not in worker
    assert soon.get_absolute_url() not in worker


def test_loading_content_forgets_every_page(content):
    before = edition.current()
    Article.objects.filter(slug="hills-stairs").update(seeded_hash="")
    from routines.models import LoadedContent

    LoadedContent.objects.filter(name="articles").update(digest="")
    call_command("load_content", verbosity=0)
    assert edition.current() > before


def test_an_article_whose_hour_comes_appears_though_nothing_is_written(content, time_machine):
    publishing.withdraw(Article.objects.get(slug=SLUG))
    publish(at=timezone.now() + timedelta(seconds=90))
    assert ask(ARTICLE).status == 404
    assert b"psoas-pain-explained" not in ask("/articles/").body
    time_machine.move_to(timezone.now() + timedelta(seconds=91))
    for page in STORE.pages.values():
        page.until -= 91  # the monotonic clock is not moved by the test
    assert ask(ARTICLE).status == 200
    assert b"psoas-pain-explained" in ask("/articles/").body


@pytest.mark.django_db(transaction=True)
def test_another_process_that_publishes_is_heard(content, monkeypatch):
    monkeypatch.setattr(edition, "LOOK_EVERY", 0)
    old = ask(ARTICLE)

    def elsewhere():
        PublishedArticle.objects.filter(slug=SLUG).update(title="From elsewhere")
        with connection.cursor() as cursor:  # as another process would, without this one's memory
            cursor.execute("UPDATE articles_edition SET number = number + 1")
        connection.close()

    edition.forget_pages()
    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert b"From elsewhere" in ask(ARTICLE, if_none_match=old.headers["ETag"]).body


def test_a_publish_that_is_undone_leaves_the_old_page(content):
    from django.db import transaction

    old = ask(ARTICLE)
    with transaction.atomic():
        publish(title="Never said")
        transaction.set_rollback(True)
    assert ask(ARTICLE).body == old.body


def test_while_the_database_is_away_nothing_is_answered_from_the_store(content, monkeypatch):
    from django.db import OperationalError

    from psoascare import front

    ask("/get-help/")

    asked = []

    def away():
        asked.append(1)
        raise OperationalError("away")

    monkeypatch.setattr(front.Away, "until", 0.0)
    monkeypatch.setattr(front.edition, "current", away)
    monkeypatch.setattr(front.connection, "close", lambda: None)  # the test's own
    for _time in range(2):
        page = ask("/get-help/")
        assert page.status == 200
        assert "ETag" not in page.headers
    assert len(asked) == 1  # it is not waited for by every reader
