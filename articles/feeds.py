"""New and updated articles as an Atom feed, and the same as RSS for older readers."""

from datetime import UTC, datetime, time

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape
from django.utils.translation import gettext as _

from articles.models import PublishedArticle

LATEST = 20


class ArticleFeed(Feed):
    feed_type: type[SyndicationFeed] = Atom1Feed
    link = reverse_lazy("articles:list")

    def title(self) -> str:
        return _("%(product)s: articles") % {"product": settings.PRODUCT_NAME}

    def subtitle(self) -> str:
        return _("Plain, cited reading about hip flexors and hip pain.")

    def items(self) -> QuerySet[PublishedArticle]:
        live = PublishedArticle.objects.live(timezone.now()).select_related("topic").defer("body")
        return live.order_by("-publish_at", "-pk")[:LATEST]

    def item_title(self, item: PublishedArticle) -> str:
        return item.title

    def item_description(self, item: PublishedArticle) -> str:
        """Feed readers take it for HTML."""
        return escape(item.lede)

    def item_pubdate(self, item: PublishedArticle) -> datetime:
        return item.publish_at

    def item_updateddate(self, item: PublishedArticle) -> datetime:
        """Never before it was published: a text may be written well ahead of its day."""
        return max(self.item_pubdate(item), datetime.combine(item.updated_on, time(), UTC))

    def item_categories(self, item: PublishedArticle) -> list[str]:
        return [item.topic.title, *item.keywords]


class RssFeed(ArticleFeed):
    feed_type = Rss201rev2Feed

    def description(self) -> str:
        return self.subtitle()
