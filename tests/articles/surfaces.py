"""Every place an article's words come out, for the tests that try to make them run.

`PAGES` show many articles at once, or what readers sent; `OF_ONE` are one article's own; `ECHOES` give back
what is in their address. A new place is one line here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from articles import history, sharing
from articles.models import Article, Picture, PublishedArticle
from routines.models import Report


@dataclass(frozen=True)
class Surface:
    """`address` is made from an article; for a page of many it is given the first.

    `holds`: what is on the page when it shows the words, so that a page which shows none fails the test.
    `each`: the slow run looks at it for every payload alone, as the title and in every other field.
    """

    name: str
    address: Callable[[Article], str]
    editors: bool = False
    holds: str = "*"
    each: bool = False


@dataclass(frozen=True)
class Echo:
    """`address`: {} is the payload, percent-encoded. `field`: where it comes back, on a page that gives it back."""

    address: str
    status: int = 200
    field: str = ""
    editors: bool = False


def admin(page: str, *args, app: str = "articles") -> str:
    return reverse(f"admin:{app}_{page}", args=args)


def each_page(name: str, address: str) -> list[Surface]:
    """A list in the admin with a row a payload: 100 rows a page."""
    pages = [(f"{name}, page {n}", f"{address}?p={n}") for n in range(1, 5)]
    return [
        Surface(called, lambda one, at=at: at, editors=True, holds="#result_list tbody tr")
        for called, at in pages
    ]


PAGES = [
    Surface("list", lambda one: reverse("articles:list")),
    Surface("topic", lambda one: one.topic.get_absolute_url()),
    Surface("feed", lambda one: reverse("articles:feed")),
    Surface("RSS feed", lambda one: reverse("articles:rss")),
    Surface("glossary", lambda one: reverse("articles:glossary")),
    Surface("search", lambda one: "/search/?q=alert"),
    Surface("API list", lambda one: "/api/v1/articles/?page_size=100"),
    Surface("API search", lambda one: "/api/v1/search/?q=alert"),
    Surface("evidence", lambda one: reverse("routines:evidence")),
    Surface("sitemap", lambda one: reverse("sitemap")),
    Surface("home of a member", lambda one: reverse("home"), editors=True),
    Surface("admin list", lambda one: admin("article_changelist"), editors=True),
    Surface("admin search", lambda one: f"{admin('article_changelist')}?q=alert", editors=True),
    Surface("admin topics", lambda one: admin("topic_changelist"), editors=True),
    Surface("admin pictures", lambda one: admin("picture_changelist"), editors=True),
    Surface("picker", lambda one: PICKER, editors=True),
    Surface("desk", lambda one: reverse("admin:index"), editors=True, holds=".missed li a"),
    *each_page("searches that found nothing", admin("missedsearch_changelist")),
    *each_page("reports of readers", admin("report_changelist", app="routines")),
]
OF_ONE = [
    Surface("article, its Open Graph and JSON-LD", lambda one: one.get_absolute_url(), each=True),
    Surface("its first figure", lambda one: reverse("articles:figure", args=[one.slug, 1])),
    Surface("was it helpful", lambda one: reverse("articles:helpful", args=[one.slug])),
    Surface("API", lambda one: f"/api/v1/articles/{one.slug}/"),
    Surface("shared draft", lambda one: sharing.link(one), holds="h1"),
    Surface("what we changed", lambda one: what_we_changed(one), holds="h1"),
    Surface("preview", lambda one: admin("article_preview", one.pk), editors=True),
    Surface("what to do next", lambda one: admin("article_next", one.pk), editors=True),
    Surface("what differs", lambda one: differing(one), editors=True, holds=".diff ins"),
    Surface("admin form", lambda one: admin("article_change", one.pk), editors=True),
    Surface(
        "history", lambda one: admin("article_history", one.pk), editors=True, holds=".past td form"
    ),
    Surface("admin delete", lambda one: admin("article_delete", draft(one)), editors=True),
    Surface("picture form", lambda one: admin("picture_change", picture(one)), editors=True),
    Surface("picture delete", lambda one: admin("picture_delete", picture(one)), editors=True),
    Surface("picture history", lambda one: admin("picture_history", picture(one)), editors=True),
    Surface(
        "report of a reader", lambda one: report(one), editors=True, holds=".field-text .readonly"
    ),
]
ECHOES = [
    Echo("/routines/?kind={}", status=422),
    Echo("/routines/?minutes={}", status=422),
    Echo("/search/?q={}", field="#search"),
    Echo("/{}/", status=404),
    Echo("/articles/{}/", status=404),
    Echo("/articles/preview/{}/", status=404),
    Echo("/account/login/?next={}"),
    Echo("/admin/articles/article/?q={}", field="#searchbar", editors=True),
    Echo("/admin/articles/picture/?q={}", field="#searchbar", editors=True),
    Echo("/admin/routines/exercise/?q={}", field="#searchbar", editors=True),
]
REPORT = "/exercises/cat-camel/report/"  # the form comes back with what was typed
RECORDED = "psoas-pain-explained"  # an article with a record of what we changed
PICKER = "/admin/autocomplete/?app_label=articles&model_name=pictureblock&field_name=picture"


def differing(article: Article) -> str:
    first = history.revisions(article).last()
    return f"{admin('article_compare', article.pk)}?from={first.pk}&to=now"


def picture(article: Article) -> int:
    return Picture.objects.get(title=article.title).pk


def draft(article: Article) -> int:
    """The same words, never published."""
    return Article.objects.get(slug=f"draft-{article.slug}").pk


def report(article: Article) -> str:
    return admin("report_change", Report.objects.filter(text=article.lede)[0].pk, app="routines")


def what_we_changed(article: Article) -> str:
    """The record is a file of the site's; the title above it is the editors'."""
    PublishedArticle.objects.filter(slug=RECORDED).update(title=article.title)
    return reverse("articles:changes", args=[RECORDED])
