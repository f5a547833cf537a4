"""The desk: what waits, told to those it concerns, with a link to where it is dealt with."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import dashboard
from articles.dashboard import Panel, Row
from articles.models import Article
from routines.models import Exercise, Report
from tests.staff import sign_in


@pytest.fixture
def desk(client, make_editor, content):
    """The rows of one panel, as the editor's page shows them."""
    sign_in(client, make_editor("Editor"))

    def panel(key):
        page = client.get("/admin/").text
        return page.partition(f'id="panel-{key}"')[2].partition("</section")[0]

    return panel


def test_a_published_page_whose_check_is_overdue_is_on_the_desk(desk, write_article):
    late = write_article("late", next_review_on=timezone.localdate() - timedelta(days=1))
    write_article("soon", next_review_on=timezone.localdate() + timedelta(days=1))
    assert late.title in desk("overdue")
    assert "Soon" not in desk("overdue")


def test_a_link_that_lost_its_page_is_on_the_desk(desk, write_article):
    write_article(
        "linking", html='<p><a href="/articles/lost/">x</a> <a href="/exercises/">y</a></p>'
    )
    assert "/articles/lost/" in desk("broken")
    write_article("lost")
    assert "/articles/lost/" not in desk("broken")


def test_what_readers_reported_is_on_the_desk_until_it_is_dealt_with(desk):
    report = Report.objects.create(
        exercise=Exercise.objects.current()[0], kind="safety", text="x", made_at=timezone.now()
    )
    assert f"/admin/routines/report/{report.pk}/" in desk("reported")
    Report.objects.update(handled_at=timezone.now())
    assert "No open reports." in desk("reported")


def test_what_is_scheduled_is_on_the_desk_with_its_time(desk, write_article):
    at = timezone.now() + timedelta(days=400)
    write_article("later", status=Article.Status.SCHEDULED)
    Article.objects.filter(slug="later").update(publish_at=at)
    assert "Later" in desk("scheduled")


def test_another_app_adds_a_panel_and_only_those_with_its_right_see_it(
    desk, client, make_editor, monkeypatch
):
    monkeypatch.setattr(dashboard, "PANELS", list(dashboard.PANELS))
    rows = [Row(f"<b>search {n}</b>", note="3") for n in range(dashboard.MOST + 2)]
    panel = Panel(
        "nothing-found", "Searches", "None.", lambda user, now: rows, "articles.publish_article"
    )
    dashboard.register(panel)
    dashboard.register(panel)
    shown = desk("nothing-found")
    assert "&lt;b&gt;search 0&lt;/b&gt;" in shown
    assert "And 2 more." in shown
    sign_in(client, make_editor("Author"))
    assert "search 0" not in client.get("/admin/").text


def test_the_desk_takes_few_queries_however_many_articles_there_are(
    desk, client, django_assert_max_num_queries
):
    with django_assert_max_num_queries(30):
        client.get("/admin/")
