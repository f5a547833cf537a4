"""Every saved state of an article with all its blocks, kept by django-reversion; reading one, and going back to it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import reversion
from django.db import models, transaction
from django.shortcuts import get_object_or_404
from reversion.models import Revision, Version

from accounts.models import User
from articles import freezing
from articles.article import Article, RelatedArticle
from articles.blocks import BLOCKS, Block

TEXT = [name.removesuffix("_id") for name in freezing.FIELDS]


def register() -> None:
    """Once, when the apps are ready. The article's own state, such as its approval, has no versions."""
    if reversion.is_registered(Article):
        return
    follow = [f"{kind._meta.model_name}_set" for kind in BLOCKS]
    reversion.register(Article, fields=[*TEXT, "version"], follow=[*follow, "links_out"])
    for model in (*BLOCKS, RelatedArticle):
        reversion.register(model)


def remember(article: Article, by: User | None, comment: str) -> None:
    """Keep the article with its blocks as they are saved now."""
    article = Article.objects.get(pk=article.pk)  # as it is, not as a form holds it
    with reversion.create_revision():
        reversion.add_to_revision(article)
        reversion.set_comment(comment)
        if by:
            reversion.set_user(by)


def begin(article: Article) -> None:
    """Before a text is written over: keep it, unless it has been kept already."""
    if not revisions(article).exists():
        remember(article, None, "")


@dataclass(frozen=True)
class Saved:
    """One saved state. `rows`: the article, its blocks and its links, as objects that are not saved."""

    pk: int
    at: datetime
    by: User | None
    comment: str
    article: Article
    blocks: list[Block]
    links: list[RelatedArticle]

    @property
    def content(self) -> dict[str, Any]:
        return freezing.content(self.article, self.blocks, [link.to_id for link in self.links])


def revisions(article: Article) -> models.QuerySet[Revision]:
    """The newest first."""
    held = Version.objects.get_for_object(article).values("revision_id")
    return Revision.objects.filter(pk__in=held).select_related("user").order_by("-pk")


def of_version(article: Article, version: int) -> int | None:
    """The number of the state that was saved as this version of the article."""
    for held in Version.objects.get_for_object(article)[:100]:
        if held.field_dict.get("version") == version:
            return held.revision_id
    return None


def saved(article: Article, pk: int) -> Saved:
    """One state of this article. Raises Http404 for a number that is not one of its own."""
    revision = get_object_or_404(revisions(article), pk=pk)
    held: list[Any] = [
        version.content_type.model_class()(**version.field_dict)
        for version in revision.version_set.select_related("content_type")
    ]
    return Saved(
        revision.pk,
        revision.date_created,
        revision.user,
        revision.comment,
        next(row for row in held if isinstance(row, Article)),
        sorted((row for row in held if isinstance(row, Block)), key=lambda row: row.ordering),
        sorted((row for row in held if isinstance(row, RelatedArticle)), key=lambda row: row.order),
    )


@transaction.atomic
def restore(article: Article, state: Saved) -> None:
    """Make the article's text what it was. What it is now stays in its history. Readers see no change."""
    for name in freezing.FIELDS:
        setattr(article, name, getattr(state.article, name))
    article.save(update_fields=TEXT)
    replace(article, state.blocks)
    there = set(Article.objects.values_list("pk", flat=True))
    for link in state.links:
        if link.to_id in there:  # the other article may have gone
            RelatedArticle.objects.create(article=article, to_id=link.to_id, order=link.order)


def clear(article: Article) -> None:
    """Take out every block and link, to make room for others."""
    for kind in BLOCKS:
        kind.objects.filter(parent=article).delete()
    article.links_out.all().delete()


def replace(article: Article, blocks: list[Block]) -> None:
    clear(article)
    for block in blocks:
        block.pk, block.parent = None, article
        block.save(force_insert=True)
