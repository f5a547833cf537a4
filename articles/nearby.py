"""What to read after an article: what its editors chose, and its neighbours in the topic. One query."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, FilteredRelation, Q

from articles.article import Article

CARD = ["title", "slug", "lede", "words", "picture", "topic_id"]


@dataclass(frozen=True)
class Nearby:
    related: list[Article]
    previous: Article | None
    next: Article | None


def nearby(article: Article, now: datetime) -> Nearby:
    """Only what a reader may see at `now`. The first of a topic has no previous, the last no next."""
    chosen = FilteredRelation("links_in", condition=Q(links_in__article=article))
    found = list(
        Article.objects.live(now)
        .annotate(chosen=chosen)
        .filter(Q(topic_id=article.topic_id) | Q(chosen__isnull=False))
        .annotate(choice=F("chosen__order"))
        .only(*CARD)
    )
    related = sorted((one for one in found if one.choice is not None), key=lambda one: one.choice)
    topic = [one for one in found if one.topic_id == article.topic_id]
    n = topic.index(article)
    return Nearby(
        related, topic[n - 1] if n else None, topic[n + 1] if n + 1 < len(topic) else None
    )
