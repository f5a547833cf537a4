"""What a reader gets, over HTTP."""

import re
from datetime import timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import publishing, source
from articles.models import Article, RelatedArticle
from psoascare.sitemaps import Articles

PSOAS = "/articles/psoas-pain-explained/"
SIGNS = "/articles/warning-signs/"
EVERY = [f"/articles/{path.stem}/" for path in source.files()]
ATOM = "{http://www.w3.org/2005/Atom}"


def text(response) -> str:
    return response.content.decode()


def test_the_list_shows_each_article_under_its_topic_with_its_reading_time(client, content):
    page = text(client.get("/articles/"))
    assert page.index("Understand your hips") < page.index("Psoas and hip-flexor pain")
    assert page.index("Psoas and hip-flexor pain") < page.index("When to get help")
    assert f'href="{SIGNS}"' in page
    assert "6-minute read" in page


def test_an_article_has_every_part_a_reader_is_promised(client, content):
    promised = [
        "In short",
        "On this page",
        "Facts checked <b>25 November 2026</b>",
        "Next check due <b>May 2027</b>",
        "Not yet reviewed by a clinician.",
        "Get medical help before you exercise if:",
        "Start the self-check",
        "Read next",
        'id="sources"',
    ]
    for address in EVERY:
        page = text(client.get(address))
        assert [part for part in promised if part not in page] == [], address
        assert page.count("<h1") == 1


def test_every_citation_is_a_number_that_leads_to_its_source_on_the_page(client, content):
    for address in EVERY:
        check_citations(text(client.get(address)))


def check_citations(page):
    cited = re.findall(r'<a href="#(ref-[a-z0-9-]+)"><span class="vh">Source </span>(\d+)', page)
    listed = re.findall(r'<li id="(ref-[a-z0-9-]+)">', page)
    assert "[^" not in page
    assert list(dict.fromkeys(anchor for anchor, _n in cited)) == listed
    assert all(listed[int(n) - 1] == anchor for anchor, n in cited)


def test_every_line_of_the_contents_leads_to_a_heading(client, content):
    page = text(client.get(PSOAS))
    inside = re.findall(r'<li><a href="#([^"]+)">', page)
    assert len(inside) > 10
    assert all(f'id="{anchor}"' in page for anchor in inside)


def test_figures_have_words_for_people_who_cannot_see_them(client, content):
    page = text(client.get(PSOAS))
    assert page.count("<figure>") == page.count("<figcaption") == 8
    assert 'aria-label="A person kneels on one knee' in page


def test_no_two_parts_of_a_page_share_an_id(client, content):
    for address in EVERY:
        ids = re.findall(
            r'<(?!svg|path|g\b|linear)[a-z0-9]+[^>]*? id="([^"]+)"', text(client.get(address))
        )
        assert len(ids) == len(set(ids))


def test_a_reviewer_is_named_once_there_is_one(client, write_article):
    write_article(
        reviewer_name="Sam Field",
        reviewer_profession="physiotherapist",
        reviewed_on=timezone.now().date(),
    )
    page = text(client.get("/articles/a-short-read/"))
    assert "By Sam Field, physiotherapist." in page
    assert "Not yet reviewed" not in page


@pytest.mark.parametrize(
    "hidden",
    [
        {"status": Article.Status.DRAFT},
        {"status": Article.Status.APPROVED},
        {"status": Article.Status.SCHEDULED},
        {"publish_at": timezone.now() + timedelta(days=3)},
    ],
    ids=["draft", "approved", "scheduled", "not yet due"],
)
def test_what_is_not_live_is_seen_nowhere(client, admin_client, write_article, hidden):
    shown = write_article("shown")
    secret = write_article("not-yet-live", **hidden)
    RelatedArticle.objects.create(article=shown, to=secret)
    publishing.publish(shown, timezone.now())
    assert client.get("/articles/not-yet-live/").status_code == 404
    assert admin_client.get("/articles/not-yet-live/").status_code == 404
    for address in ["/articles/", "/articles/topics/hips/", "/articles/feed/", "/articles/shown/"]:
        assert "not-yet-live" not in text(client.get(address)), address
    mapped = {article.slug for article in Articles().items()}
    assert "shown" in mapped
    assert "not-yet-live" not in mapped


def test_a_topic_with_nothing_live_is_not_found(client, write_article):
    write_article(status=Article.Status.DRAFT)
    assert client.get("/articles/topics/hips/").status_code == 404
    assert client.get("/articles/topics/nothing/").status_code == 404


def test_a_topic_lists_its_own_articles(client, content):
    page = text(client.get("/articles/topics/safety/"))
    assert "when to get help now, today or soon" in page
    assert PSOAS not in page


def test_an_empty_site_still_has_a_list(client, db):
    Article.objects.all().delete()
    assert "nothing to read here yet" in text(client.get("/articles/"))


def test_the_feed_is_atom_with_every_live_article_and_full_addresses(client, content):
    response = client.get("/articles/feed/")
    assert response["Content-Type"].startswith("application/atom+xml")
    entries = ElementTree.fromstring(response.content).findall(f"{ATOM}entry")
    links = [entry.find(f"{ATOM}link").get("href") for entry in entries]
    assert sorted(links) == sorted(f"http://testserver{address}" for address in EVERY)


def test_reading_takes_few_queries(client, content, django_assert_max_num_queries):
    for address in ["/articles/", PSOAS, "/articles/topics/safety/", "/articles/feed/"]:
        with django_assert_max_num_queries(5):
            client.get(address)


def test_a_page_is_the_same_for_a_member_and_a_stranger(client, member_client, content):
    from django.test import Client

    for address in ["/articles/", PSOAS]:
        assert Client().get(address).content == member_client.get(address).content


def test_a_source_that_has_gone_is_left_out_with_its_number(client, write_article):
    write_article(html="<p>It may ease.[^gone-2020]</p>")
    page = text(client.get("/articles/a-short-read/"))
    assert "gone-2020" not in page
    assert 'id="sources"' not in page


def test_a_figure_that_has_gone_does_not_break_the_page(client, write_article):
    article = write_article()
    article.published.body.append(
        {
            "kind": "figure",
            "figure": "ex_gone-1",
            "caption": "Gone",
            "alt": "Gone",
            "in_gallery": False,
        }
    )
    article.published.save()
    response = client.get(article.get_absolute_url())
    assert response.status_code == 200
    assert "Gone" not in text(response)


def test_two_headings_with_the_same_words_get_two_addresses(client, write_article):
    write_article(html="<h2>Why</h2><p>a</p><h2>Why</h2><p>b</p>")
    page = text(client.get("/articles/a-short-read/"))
    assert '<h2 id="why">' in page
    assert '<h2 id="why-2">' in page


def test_the_addresses_are_the_promised_ones():
    assert reverse("articles:list") == "/articles/"
    assert reverse("articles:detail", args=["x"]) == "/articles/x/"
    assert reverse("articles:topic", args=["x"]) == "/articles/topics/x/"
    assert reverse("articles:feed") == "/articles/feed/"


@pytest.mark.parametrize(("days", "shown"), [(-1, True), (0, False), (30, False)])
def test_a_page_whose_check_is_overdue_says_so(client, write_article, days, shown):
    write_article(next_review_on=timezone.localdate() + timedelta(days=days))
    page = text(client.get("/articles/a-short-read/"))
    assert ("This page is waiting for its check." in page) is shown


def test_a_page_without_a_day_for_its_next_check_is_not_overdue(client, write_article):
    write_article()
    assert "waiting for its check" not in text(client.get("/articles/a-short-read/"))


def neighbours(page):
    return dict(re.findall(r'<a rel="(prev|next)" href="([^"]+)"', page))


def test_a_topic_can_be_read_from_its_first_article_to_its_last(client, content):
    for topic in source.read_topics():
        addresses = [f"/articles/{slug}/" for slug in topic["articles"]]
        for before, after in pairwise([None, *addresses]):
            found = neighbours(text(client.get(after)))
            assert found.get("prev") == before
        assert "next" not in found


def test_a_draft_is_nobodys_neighbour(client, content):
    publishing.withdraw(Article.objects.get(slug="psoas-anatomy"))
    assert neighbours(text(client.get(PSOAS))) == {"next": "/articles/psoas-myths/"}
    assert "Where is your psoas?" not in text(client.get(PSOAS))


def test_every_article_stands_in_the_topic_that_lists_it():
    listed = {slug: topic["slug"] for topic in source.read_topics() for slug in topic["articles"]}
    assert listed == {path.stem: source.read(path).front["topic"] for path in source.files()}
