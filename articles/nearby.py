"""What to read after an article: what its editors chose, others of its topic, and its neighbours in the topic."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

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


def nearby(article: PublishedArticle, now: datetime) -> Nearby:
    """Only what a reader may see at `now`, in one query. The first of a topic has no previous.

    An article that readers do not have yet, as in a preview, has the neighbours it would have.
    """
    live = PublishedArticle.objects.live(now)
    topic = live.filter(topic_id=article.topic_id).order_by("order", "article_id").values("pk")
    place = Q(order__gt=article.order) | Q(order=article.order, pk__gt=article.pk)
    after = topic.filter(place)[:1]
    before = topic.exclude(place).exclude(pk=article.pk).reverse()[:1]
    wanted = [*article.related, *article.nearest]
    near = Q(pk__in=wanted) | Q(pk__in=after) | Q(pk__in=before)
    found = {one.pk: one for one in live.filter(near).only(*CARD)}
    mates = sorted(
        (one for one in found.values() if one.topic_id == article.topic_id), key=place_of
    )
    earlier = [one for one in mates if place_of(one) < place_of(article)]
    later = [one for one in mates if place_of(one) > place_of(article)]
    return Nearby(
        [found[pk] for pk in wanted if pk in found],
        earlier[-1] if earlier else None,
        later[0] if later else None,
    )


def place_of(article: PublishedArticle) -> tuple[int, int]:
    return article.order, article.pk
