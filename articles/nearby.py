"""What to read after an article: what was chosen for it at publish, and its neighbours in the topic."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from articles.article import Article

CARD = ["title", "slug", "lede", "words", "picture", "topic_id"]
MOST = 4


@dataclass(frozen=True)
class Nearby:
    related: list[Article]
    previous: Article | None
    next: Article | None


def keep(article: Article) -> None:
    """Store what to read after this one: its editors' choice in their order, then others of its topic.

    Among those of the topic the ones with most keywords in common come first.
    """
    chosen = list(article.links_out.values_list("to_id", flat=True))
    own = set(article.keywords)
    others = Article.objects.filter(topic_id=article.topic_id, status=Article.Status.PUBLISHED)
    mates = others.exclude(pk__in=[article.pk, *chosen]).only("keywords")[:100]
    nearest = sorted(mates, key=lambda one: -len(own & set(one.keywords)))
    article.related_ids = [*chosen, *(one.pk for one in nearest)][: max(MOST, len(chosen))]
    Article.objects.filter(pk=article.pk).update(related_ids=article.related_ids)


def nearby(article: Article, now: datetime) -> Nearby:
    """Only what a reader may see at `now`, in one query. The first of a topic has no previous."""
    live = Article.objects.live(now)
    topic = live.filter(topic_id=article.topic_id).order_by("order", "id").values("pk")
    place = Q(order__gt=article.order) | Q(order=article.order, pk__gt=article.pk)
    after = topic.filter(place)[:1]
    before = topic.exclude(place).exclude(pk=article.pk).reverse()[:1]
    wanted = Q(pk__in=article.related_ids) | Q(pk__in=after) | Q(pk__in=before)
    found = {one.pk: one for one in live.filter(wanted).only(*CARD, "order")}
    related = [found[pk] for pk in article.related_ids if pk in found]
    mates = sorted(
        (one for one in found.values() if one.topic_id == article.topic_id), key=place_of
    )
    earlier = [one for one in mates if place_of(one) < place_of(article)]
    later = [one for one in mates if place_of(one) > place_of(article)]
    return Nearby(related, earlier[-1] if earlier else None, later[0] if later else None)


def place_of(article: Article) -> tuple[int, int]:
    return article.order, article.pk
