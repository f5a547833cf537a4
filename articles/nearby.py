"""What to read after an article: what its editors chose, and its neighbours in the topic. One query."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from articles.published import PublishedArticle

CARD = ["title", "slug", "lede", "words", "picture", "topic_id"]


@dataclass(frozen=True)
class Nearby:
    related: list[PublishedArticle]
    previous: PublishedArticle | None
    next: PublishedArticle | None


def nearby(article: PublishedArticle, now: datetime) -> Nearby:
    """Only what a reader may see at `now`. The first of a topic has no previous, the last no next.

    An article that readers do not have yet, as in a preview, has neither.
    """
    wanted = Q(topic_id=article.topic_id) | Q(pk__in=article.related)
    found = {one.pk: one for one in PublishedArticle.objects.live(now).filter(wanted).only(*CARD)}
    related = [found[pk] for pk in article.related if pk in found]
    topic = [pk for pk, one in found.items() if one.topic_id == article.topic_id]
    if article.pk not in topic:
        return Nearby(related, None, None)
    n = topic.index(article.pk)
    return Nearby(
        related,
        found[topic[n - 1]] if n else None,
        found[topic[n + 1]] if n + 1 < len(topic) else None,
    )
