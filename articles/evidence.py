"""What the articles lean on, for the page of sources."""

from collections.abc import Iterable

from django.utils import timezone

from articles.models import PublishedArticle
from articles.page import cited
from routines.evidence import Support


def articles() -> Iterable[Support]:
    for article in PublishedArticle.objects.live(timezone.now()).only("title", "slug", "body"):
        for key in cited(article.body):
            yield Support(key, article.title, article.get_absolute_url())
