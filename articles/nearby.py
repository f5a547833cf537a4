"""What to read after an article: what its editors chose, others of its topic, and its neighbours in the topic.

All of it is settled at publish, so that a page asks for a handful of rows by their keys.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from articles.article import Article
from articles.published import PublishedArticle

CARD = ["title", "slug", "lede", "words", "picture", "topic_id", "order"]
MOST = 4


@dataclass(frozen=True)
class Nearby:
    related: list[PublishedArticle]
    previous: PublishedArticle | None
    next: PublishedArticle | None


def keep_nearest(article: PublishedArticle) -> None:
    """Store the others of its topic, up to MOST with its editors' choice, those with most keywords in common first."""
    own = set(article.keywords)
    others = PublishedArticle.objects.filter(topic_id=article.topic_id)
    mates = others.exclude(pk__in=[article.pk, *article.related]).only("keywords")[:100]
    nearest = sorted(mates, key=lambda one: -len(own & set(one.keywords)))
    article.nearest = [one.pk for one in nearest][: max(0, MOST - len(article.related))]
    PublishedArticle.objects.filter(pk=article.pk).update(nearest=article.nearest)


def keep_neighbours(article: Article) -> None:
    """What readers get of the article changed: put its topic in order, and the topic it has left."""
    touched = Q(pk=article.pk) | Q(previous=article.pk) | Q(next=article.pk)
    topics = PublishedArticle.objects.filter(touched).order_by().values_list("topic_id", flat=True)
    for topic in sorted(set(topics)):
        put_in_order(topic)


def put_in_order(topic_id: int) -> None:
    """Tell each article of the topic who stands before and after it. Only what changed is written."""
    rows = PublishedArticle.objects.filter(topic_id=topic_id).order_by("order", "article_id")
    held = list(rows.values_list("article_id", "previous", "next"))
    pks = [None, *(row[0] for row in held), None]
    for (pk, *old), before, after in zip(held, pks, pks[2:], strict=False):
        if old != [before, after]:
            PublishedArticle.objects.filter(pk=pk).update(previous=before, next=after)


def find_neighbours(article: PublishedArticle) -> None:
    """Give an article that readers do not have yet, as in a preview, the neighbours it would have."""
    topic = PublishedArticle.objects.filter(topic_id=article.topic_id).exclude(pk=article.pk)
    later = Q(order__gt=article.order) | Q(order=article.order, pk__gt=article.pk)
    keys = topic.order_by("order", "article_id").values_list("pk", flat=True)
    article.previous, article.next = keys.exclude(later).last(), keys.filter(later).first()


def nearby(article: PublishedArticle, now: datetime) -> Nearby:
    """Only what a reader may see at `now`, in one query. The first of a topic has no previous."""
    wanted = [*article.related, *article.nearest]
    keys = [*wanted, article.previous, article.next]
    live = PublishedArticle.objects.live(now).order_by().only(*CARD)
    found = {one.pk: one for one in live.filter(pk__in=[key for key in keys if key])}
    return Nearby(
        [found[pk] for pk in wanted if pk in found],
        found.get(article.previous),
        found.get(article.next),
    )
