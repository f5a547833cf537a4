from datetime import date

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.utils import timezone

from articles.models import PublishedArticle


class ArticleSitemap(Sitemap):
    def items(self) -> QuerySet[PublishedArticle]:
        return (
            PublishedArticle.objects.live(timezone.now()).only("slug", "updated_on").order_by("pk")
        )

    def lastmod(self, item: PublishedArticle) -> date:
        return item.updated_on
