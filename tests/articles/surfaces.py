"""Every place an article's words come out, for the tests that try to make them run.

`PAGES` show many articles at once; `OF_ONE` are one article's own. A new place is one line here: its
address, whether only editors see it, and nothing else.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from articles import history
from articles.models import Article, Picture


@dataclass(frozen=True)
class Surface:
    """`address` is made from an article; for a page of many it is given the first."""

    name: str
    address: Callable[[Article], str]
    editors: bool = False


def admin(page: str, *args) -> str:
    return reverse(f"admin:articles_{page}", args=args)


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
    Surface("admin index", lambda one: reverse("admin:index"), editors=True),
    Surface("admin topics", lambda one: admin("topic_changelist"), editors=True),
    Surface("admin pictures", lambda one: admin("picture_changelist"), editors=True),
    Surface("picker", lambda one: PICKER, editors=True),
]
OF_ONE = [
    Surface("article, its Open Graph and JSON-LD", lambda one: one.get_absolute_url()),
    Surface("its first figure", lambda one: reverse("articles:figure", args=[one.slug, 1])),
    Surface("was it helpful", lambda one: reverse("articles:helpful", args=[one.slug])),
    Surface("API", lambda one: f"/api/v1/articles/{one.slug}/"),
    Surface("preview", lambda one: admin("article_preview", one.pk), editors=True),
    Surface("what to do next", lambda one: admin("article_next", one.pk), editors=True),
    Surface("what differs", lambda one: differing(one), editors=True),
    Surface("admin form", lambda one: admin("article_change", one.pk), editors=True),
    Surface("admin history", lambda one: admin("article_history", one.pk), editors=True),
    Surface("admin delete", lambda one: admin("article_delete", one.pk), editors=True),
    Surface("picture form", lambda one: admin("picture_change", picture(one)), editors=True),
    Surface("picture delete", lambda one: admin("picture_delete", picture(one)), editors=True),
]
# Where a reader's own words come back: {} is the payload, percent-encoded.
ECHOES = ["/routines/?kind={}", "/routines/?minutes={}", "/{}/", "/articles/{}/", "/account/login/?next={}"]  # fmt: skip
PICKER = "/admin/autocomplete/?app_label=articles&model_name=pictureblock&field_name=picture"


def differing(article: Article) -> str:
    first = history.revisions(article).last()
    return f"{admin('article_compare', article.pk)}?from={first.pk}&to=now"


def picture(article: Article) -> int:
    return Picture.objects.get(title=article.title).pk
