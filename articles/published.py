"""What readers get: each article as it was when it was published. Public pages read these rows alone."""

from datetime import date, datetime
from math import ceil

from django.db import models
from django.urls import reverse

from articles import drawings
from articles.article import Article, Topic, mentioned
from routines.models import Routine

WORDS_A_MINUTE = 200  # a calm pace for plain English


def beside(meaning: str) -> models.BigIntegerField:
    """A neighbour in the topic, or None. Only articles/nearby.py writes it; the row may have gone since."""
    return models.BigIntegerField(null=True, db_index=True, help_text=meaning)


class PublishedQuerySet(models.QuerySet):
    def live(self, now: datetime):
        """What a reader may see at `now`, in the order of the topics."""
        return self.filter(publish_at__lte=now)


class PublishedArticle(models.Model):
    """The frozen copy of one article, under the article's own primary key.

    Nothing an editor saves changes it: only articles/publishing.py writes or removes it.
    """

    article = models.OneToOneField(
        Article, models.CASCADE, primary_key=True, related_name="published"
    )
    slug = models.SlugField(unique=True, max_length=80)
    title = models.CharField(max_length=120)
    lede = models.TextField()
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="articles")
    order = models.PositiveSmallIntegerField(default=0)
    key_insights = models.JSONField()
    keywords = models.JSONField(default=list)
    meta_description = models.CharField(max_length=155)
    picture = models.CharField(max_length=60, blank=True)
    routine = models.ForeignKey(Routine, models.SET_NULL, null=True, related_name="+")
    related = models.JSONField(default=list, help_text="Primary keys of articles, in order.")
    nearest = models.JSONField(default=list, help_text="More of its topic: see nearby.py.")
    previous = beside("Primary key of the article before it in its topic.")
    next = beside("Primary key of the article after it.")
    reviewer_name = models.CharField(max_length=120, blank=True)
    reviewer_profession = models.CharField(max_length=120, blank=True)
    reviewed_on = models.DateField(null=True)
    next_review_on = models.DateField(null=True)
    updated_on = models.DateField()
    body = models.JSONField(default=list, help_text="The blocks, each as its `content()`.")
    words = models.PositiveIntegerField(default=0)

    publish_at = models.DateTimeField(help_text="Since when readers could read it.")
    frozen_at = models.DateTimeField(help_text="When this very text was published.")
    frozen_by = mentioned()

    objects = PublishedQuerySet.as_manager()

    class Meta:
        verbose_name = "published article"
        verbose_name_plural = "published articles"
        default_permissions = ()
        ordering = ["topic__order", "order", "article_id"]
        indexes = [
            # Holds all that putting a topic in order asks for: no body is read.
            models.Index(
                fields=["topic", "order", "article", "previous", "next"], name="place_in_topic"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("articles:detail", args=[self.slug])

    @property
    def thumb(self) -> dict[str, str | int | list[str]]:
        """The card's picture, or nothing when none is chosen or it has gone."""
        return drawings.parts(self.picture) if drawings.is_drawn(self.picture) else {}

    def is_overdue(self, today: date) -> bool:
        """Whether the day its facts were to be checked again has gone by."""
        return self.next_review_on is not None and self.next_review_on < today

    @property
    def minutes(self) -> int:
        """How long it takes to read, in whole minutes, never 0."""
        return max(1, ceil(self.words / WORDS_A_MINUTE))


class OldAddress(models.Model):
    """An address a published article had before. It leads to the article for good."""

    slug = models.SlugField(unique=True, max_length=80)
    article = models.ForeignKey(Article, models.CASCADE, related_name="old_addresses")

    class Meta:
        verbose_name = "old address"
        verbose_name_plural = "old addresses"
        default_permissions = ()

    def __str__(self) -> str:
        return self.slug
