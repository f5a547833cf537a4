"""The one way an article reaches readers, and the one way it leaves them."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from accounts.models import User
from articles import freezing
from articles.article import Article
from articles.edition import forget_pages
from articles.published import OldAddress, PublishedArticle

logger = logging.getLogger(__name__)

Hook = Callable[[Article], None]
AFTER: list[Hook] = []


def after_publish(hook: Hook) -> Hook:
    """Have `hook` called, in the same transaction, whenever what readers get of an article changed.

    It is given the article. `article.published` is what readers get from now on; there is no such
    row once the article was withdrawn.
    """
    if hook not in AFTER:
        AFTER.append(hook)
    return hook


@transaction.atomic
def publish(article: Article, now: datetime, by: User | None = None) -> PublishedArticle:
    """Freeze the article as it is saved, so that readers get it from `now` on.

    by: who decided it; None for the shipped text. Whether it may go live is asked before, in
    articles/workflow.py. An address it had until now goes on leading to it.
    """
    forget_pages()  # first, so that two who publish neighbours wait for each other here
    before = PublishedArticle.objects.filter(pk=article.pk).first()
    edition = freezing.edition(article)
    edition.publish_at = before.publish_at if before else now
    edition.frozen_at, edition.frozen_by = now, by
    edition.save()
    keep_address(article, before)
    article.status, article.publish_at = Article.Status.PUBLISHED, None
    article.writers, article.note = [], ""
    article.save(update_fields=["status", "publish_at", "writers", "note"])
    tell(article)
    return edition


def keep_address(article: Article, before: PublishedArticle | None) -> None:
    OldAddress.objects.filter(slug=article.slug).delete()  # lived in again
    if before and before.slug != article.slug:
        OldAddress.objects.create(slug=before.slug, article=article)


@transaction.atomic
def withdraw(article: Article) -> None:
    """Readers no longer get it. Its text and its history stay with the editors."""
    forget_pages()
    PublishedArticle.objects.filter(pk=article.pk).delete()
    article.status, article.publish_at = Article.Status.ARCHIVED, None
    article.save(update_fields=["status", "publish_at"])
    tell(article)


def tell(article: Article) -> None:
    article = Article.objects.get(pk=article.pk)  # without the row it held before
    for hook in AFTER:
        hook(article)


def publish_due(now: datetime, allowed: Callable[[Article], bool]) -> int:
    """Publish each scheduled article whose time has come; how many were. Twice, or in two places, does no harm.

    One that was changed since it was approved goes back to its editors instead.
    """
    return sum(
        publish_if_due(pk, now, allowed)
        for pk in Article.objects.due(now).values_list("pk", flat=True)
    )


@transaction.atomic
def publish_if_due(pk: int, now: datetime, allowed: Callable[[Article], bool]) -> bool:
    article = Article.objects.due(now).select_for_update().filter(pk=pk).first()
    if article is None:
        return False  # done elsewhere, or called off
    if allowed(article):
        publish(article, now, article.approved_by)
        return True
    logger.warning("Article %s was changed after its approval and is not published", pk)
    article.status, article.publish_at = Article.Status.DRAFT, None
    article.save(update_fields=["status", "publish_at"])
    return False
