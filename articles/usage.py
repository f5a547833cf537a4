"""Which articles show a move or send a reader to it, for the editors' pages of the library."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import PublishedArticle
from articles.page import texts
from routines.library import Exercise
from routines.usage import Item, Use


def articles(item: Item) -> Iterable[Use]:
    """Live articles only: what a reader meets."""
    link = f'href="{item.get_absolute_url()}'
    for article in PublishedArticle.objects.live(timezone.now()).only(
        "title", "slug", "picture", "body"
    ):
        if isinstance(item, Exercise) and article.picture.rpartition("-")[0] == item.key:
            yield Use(article.title, article.get_absolute_url(), _("the picture on its card"))
        if isinstance(item, Exercise) and item.key in figures(article.body):
            yield Use(article.title, article.get_absolute_url(), _("a figure in the article"))
        if any(link in text for text in texts(article.body)):
            yield Use(article.title, article.get_absolute_url(), _("a link in the article"))


def figures(body: list[dict]) -> set[str]:
    return {part["figure"].rpartition("-")[0] for part in body if part.get("figure")}
