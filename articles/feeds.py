"""New and updated articles as an Atom feed."""

from datetime import UTC, datetime, time

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from articles.models import Article

LATEST = 20


class ArticleFeed(Feed):
    feed_type = Atom1Feed
    link = reverse_lazy("articles:list")

    def title(self) -> str:
        return _("%(product)s: articles") % {"product": settings.PRODUCT_NAME}

    def subtitle(self) -> str:
        return _("Plain, cited reading about hip flexors and hip pain.")

    def items(self) -> QuerySet[Article]:
        live = Article.objects.live(timezone.now()).select_related("topic").defer("body")
        return live.order_by("-publish_at", "-id")[:LATEST]

    def item_title(self, item: Article) -> str:
        return item.title

    def item_description(self, item: Article) -> str:
        """Feed readers take it for HTML."""
        return escape(item.lede)

    def item_pubdate(self, item: Article) -> datetime:
        assert item.publish_at  # a live article has a day  # noqa: S101
        return item.publish_at

    def item_updateddate(self, item: Article) -> datetime:
        """Never before it was published: a text may be written well ahead of its day."""
        return max(self.item_pubdate(item), datetime.combine(item.updated_on, time(), UTC))

    def item_categories(self, item: Article) -> list[str]:
        return [item.topic.title, *item.keywords]
