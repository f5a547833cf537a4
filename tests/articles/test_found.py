"""What the public pages say about themselves: to search engines, to other sites, to feed readers and to programs."""

import json
import re
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.utils import timezone
from justhtml import JustHTML
from PIL import Image
from pyld import jsonld

from articles import publishing, share, source
from articles.models import Article, RelatedArticle
from routines.models import Exercise, Routine
from routines.templatetags.found import json_ld

ARTICLES = [f"/articles/{path.stem}/" for path in source.files()]
ONE = "/articles/tight-hip-flexors/"
PUBLIC = [
    "/", "/articles/", "/articles/topics/safety/", "/glossary/", "/search/", "/search/?q=psoas",
    "/search/?q=zorgle", "/search/?q=fever", "/exercises/", "/exercises/bridge/", "/routines/",
    "/routines/desk-break/", "/articles/psoas-anatomy/figures/1/", "/articles/psoas-anatomy/helpful/",
    "/articles/psoas-anatomy/helpful/thanks/", "/articles/psoas-pain-explained/what-we-changed/",
]  # fmt: skip
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
SCHEMA = "https://schema.org/"


def text(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def offline(_url, _options):
    """schema.org's own context, as far as we use it: every name is a name of schema.org."""
    document = {"@context": {"@vocab": SCHEMA}}
    return {"contentType": "application/ld+json", "documentUrl": SCHEMA, "document": document, "contextUrl": None}  # fmt: skip


def things(client, address: str) -> dict[str, dict]:
    """Type -> the thing of that type on the page, read as a JSON-LD processor reads it."""
    found = BLOCK.findall(text(client, address))
    assert len(found) == 1, address
    expanded = jsonld.expand(json.loads(found[0]), {"documentLoader": offline})
    return {kind.removeprefix(SCHEMA): one for one in expanded for kind in one["@type"]}


def value(thing: dict, name: str):
    return thing[SCHEMA + name][0]["@value"]


@pytest.mark.parametrize("address", [*PUBLIC, *ARTICLES])
def test_every_public_page_is_clean_html_with_ids_that_are_its_own(client, content, address):
    page = text(client, address)
    JustHTML(page, strict=True)  # raises at the first thing the standard calls an error
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids)), {one for one in ids if ids.count(one) > 1}
    named = re.findall(r'aria-(?:labelledby|describedby|controls)="([^"]+)"', page)
    assert {one for names in named for one in names.split()} <= set(ids)
    inside = set(re.findall(r'href="#([^"]+)"', page))
    assert inside <= set(ids), inside - set(ids)


@pytest.mark.parametrize("address", ARTICLES)
def test_an_article_describes_itself_as_a_medical_page_with_its_trail(client, content, address):
    found = things(client, address)
    article, trail = found["Article"], found["BreadcrumbList"]
    assert article is found["MedicalWebPage"]
    assert article["@id"] == settings.SITE_URL + address
    assert value(article, "lastReviewed") == "2026-11-25"
    assert SCHEMA + "reviewedBy" not in article  # nobody has signed it
    assert article[SCHEMA + "citation"]
    steps = trail[SCHEMA + "itemListElement"]
    assert [value(step, "position") for step in steps] == [1, 2, 3, 4]


def test_a_reviewer_is_named_only_once_a_person_has_signed(client, write_article):
    signed = {"reviewer_name": "Dr A. Example", "reviewer_profession": "Physiotherapist"}
    write_article("signed", reviewed_on=timezone.now().date(), **signed)
    person = things(client, "/articles/signed/")["Article"][SCHEMA + "reviewedBy"][0]
    assert value(person, "name") == "Dr A. Example"


def test_an_exercise_and_a_routine_are_how_tos_that_begin_with_the_danger_signs(client, content):
    for one in [*Exercise.objects.current()[:4], *Routine.objects.current()]:
        how = things(client, one.get_absolute_url())["HowTo"]
        steps = how[SCHEMA + "step"]
        assert "danger sign" in value(steps[0], "text")
        assert len(steps) > 2
        assert [value(step, "position") for step in steps] == list(range(1, len(steps) + 1))


def test_the_glossary_is_a_set_of_defined_terms(client, content):
    terms = things(client, "/glossary/")["DefinedTermSet"][SCHEMA + "hasDefinedTerm"]
    assert len(terms) > 25


def test_nothing_in_the_data_can_end_the_element_it_stands_in(client, write_article):
    nasty = "</script><script>alert(1)</script><!-- & \u2028"
    assert "</script><script>" not in json_ld({"name": nasty})[:-9]
    write_article("nasty", title=nasty)
    article = things(client, "/articles/nasty/")["Article"]
    assert value(article, "headline") == nasty


@pytest.mark.parametrize("address", ["/", "/articles/", "/glossary/", "/routines/", "/exercises/bridge/", *ARTICLES])  # fmt: skip
def test_a_page_has_one_address_and_a_ready_made_picture_to_share(client, content, address):
    page = text(client, address)
    assert page.count('rel="canonical"') == 1
    assert f'<link rel="canonical" href="{settings.SITE_URL}{address}">' in page
    told = dict(re.findall(r'<meta property="(og:[a-z:]+)" content="([^"]+)">', page))
    assert told["og:url"] == settings.SITE_URL + address
    assert told["og:title"]
    assert told["og:description"]
    name = told["og:image"].removeprefix(f"{settings.SITE_URL}/static/")
    with Image.open(Path(settings.BASE_DIR) / "static" / name) as picture:
        assert picture.size == (1200, 630)


def test_every_topic_has_a_picture_and_an_unknown_one_gets_the_sites():
    for topic in source.topic_slugs():
        assert share.image(topic) == f"share/{topic}.png"
    assert share.image("made-by-an-editor") == share.OF_SITE


def test_a_query_string_does_not_make_another_page_of_the_same(client, content):
    assert f'href="{settings.SITE_URL}{ONE}"' in text(client, f"{ONE}?utm_source=x")


def test_the_feeds_are_atom_and_rss_with_the_same_articles(client, content):
    atom = ElementTree.fromstring(text(client, "/articles/feed/"))
    rss = ElementTree.fromstring(text(client, "/articles/feed/rss/"))
    space = "{http://www.w3.org/2005/Atom}"
    in_atom = {e.find(f"{space}link").get("href") for e in atom.iter(f"{space}entry")}
    in_rss = {item.findtext("link") for item in rss.iter("item")}
    assert in_atom == in_rss
    assert len(in_rss) == 18
    assert rss.tag == "rss"
    page = text(client, ONE)
    assert 'type="application/atom+xml"' in page
    assert 'type="application/rss+xml"' in page


def test_the_sitemap_lists_every_page_worth_finding_and_no_other(client, content):
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    tree = ElementTree.fromstring(text(client, "/sitemap.xml"))
    listed = {loc.text.split("/", 3)[3] for loc in tree.iter(f"{space}loc")}
    wanted = {*ARTICLES, "/glossary/", "/articles/topics/safety/", "/exercises/bridge/", "/routines/desk-break/"}  # fmt: skip
    assert {one.lstrip("/") for one in wanted} <= listed
    for address in listed:
        page = text(client, f"/{address}")
        assert "noindex" not in page, address


HIDDEN = [
    {"status": Article.Status.DRAFT},
    {"publish_at": timezone.now() + timedelta(days=3)},
]


@pytest.mark.parametrize("hidden", HIDDEN, ids=["draft", "not yet due"])
def test_what_is_not_published_is_in_no_feed_map_search_or_api(client, write_article, hidden):
    shown = write_article("shown")
    secret = write_article("zorgle-secret", html="<p>zorgle</p>", **hidden)
    RelatedArticle.objects.create(article=shown, to=secret)
    publishing.publish(shown, timezone.now())
    for address in [
        "/articles/", "/articles/feed/", "/articles/feed/rss/", "/sitemap.xml", "/articles/topics/hips/",
        "/articles/shown/", "/api/v1/articles/", "/api/v1/articles/shown/", "/glossary/",
        "/search/?q=zorgle+secret", "/api/v1/search/?q=zorgle+secret",
    ]:  # fmt: skip
        assert "zorgle-secret" not in text(client, address), address
    for address in [
        "/articles/zorgle-secret/", "/api/v1/articles/zorgle-secret/",
        "/articles/zorgle-secret/figures/1/", "/articles/zorgle-secret/helpful/",
        "/articles/zorgle-secret/helpful/thanks/",
    ]:  # fmt: skip
        assert client.get(address).status_code == 404, address
