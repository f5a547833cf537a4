"""An article, its topic, and what it points to. What it is built from is in blocks.py."""

from datetime import date, datetime
from math import ceil

from content_editor.models import Region
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles import drawings
from routines.models import Routine

WORDS_A_MINUTE = 200  # a calm pace for plain English


def one_to_five_lines(value: list) -> None:
    if (
        not isinstance(value, list)
        or not 1 <= len(value) <= 5
        or not all(isinstance(line, str) for line in value)
    ):
        raise ValidationError(_("Write 1 to 5 key points."))


class TopicQuerySet(models.QuerySet):
    def with_live(self, now: datetime):
        """The topics that have something to read at `now`."""
        return self.filter(articles__in=Article.objects.live(now)).distinct()


class Topic(models.Model):
    slug = models.SlugField(_("address"), unique=True)
    title = models.CharField(_("title"), max_length=80)
    intro = models.CharField(_("introduction"), max_length=240)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["order", "title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("articles:topic", args=[self.slug])


class ArticleQuerySet(models.QuerySet):
    def live(self, now: datetime):
        """What a reader may see: published, and its day has come."""
        return self.filter(status=Article.Status.PUBLISHED, publish_at__lte=now)


class Article(models.Model):
    """One article. Editors work on its blocks; readers are served `body`, frozen from them."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")

    regions = [Region(key="main", title=_("The article"))]

    title = models.CharField(_("title"), max_length=120)
    slug = models.SlugField(_("address"), unique=True, max_length=80)
    lede = models.TextField(
        _("opening"), validators=[MaxLengthValidator(320)], help_text=_("1 to 3 short sentences.")
    )
    topic = models.ForeignKey(
        Topic, models.PROTECT, related_name="articles", verbose_name=_("topic")
    )
    order = models.PositiveSmallIntegerField(
        _("place in its topic"), default=0, help_text=_("The lowest number comes first.")
    )
    key_insights = models.JSONField(
        _("key points"), validators=[one_to_five_lines], help_text=_("Shown under “In short”.")
    )
    keywords = models.JSONField(_("keywords"), default=list, blank=True)
    meta_description = models.CharField(
        _("description for search engines"), max_length=155, help_text=_("At most 155 characters.")
    )
    picture = models.CharField(
        _("picture for its card"),
        max_length=60,
        blank=True,
        validators=[drawings.validate_drawn],
        help_text=_("A move and the number of its pose, for example ex_half_kneeling-1."),
    )
    related = models.ManyToManyField(
        "self", through="RelatedArticle", symmetrical=False, blank=True
    )
    routine = models.ForeignKey(
        Routine,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("session that goes with it"),
        help_text=_("Shown under the self-check. Leave it empty on a page about danger signs."),
    )

    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.DRAFT
    )
    publish_at = models.DateTimeField(
        _("publish at"),
        null=True,
        blank=True,
        help_text=_("Empty means as soon as it is published."),
    )
    updated_on = models.DateField(_("updated on"), editable=False)
    reviewed_on = models.DateField(_("facts checked on"), null=True, blank=True)
    next_review_on = models.DateField(_("next check due"), null=True, blank=True)
    reviewer_name = models.CharField(
        _("reviewer"),
        max_length=120,
        blank=True,
        help_text=_("The clinician who checked it. Empty says so on the page."),
    )
    reviewer_profession = models.CharField(_("reviewer’s profession"), max_length=120, blank=True)

    body = models.JSONField(default=list, editable=False)
    words = models.PositiveIntegerField(default=0, editable=False)
    related_ids = models.JSONField(default=list, editable=False)  # see nearby.py
    seeded_hash = models.CharField(max_length=64, blank=True, editable=False)
    edited_at = models.DateTimeField(
        null=True,
        editable=False,
        help_text=_("An editor saved it: the shipped text no longer replaces it."),
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["topic__order", "order", "id"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("articles:detail", args=[self.slug])

    def clean(self) -> None:
        if self.slug == "feed":
            raise ValidationError({"slug": _("The feed lives at this address. Choose another.")})
        if self.reviewer_name and not (self.reviewer_profession and self.reviewed_on):
            raise ValidationError(_("Say the reviewer’s profession, and the day they checked it."))

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


class RelatedArticle(models.Model):
    article = models.ForeignKey(Article, models.CASCADE, related_name="links_out")
    to = models.ForeignKey(
        Article, models.CASCADE, related_name="links_in", verbose_name=_("article")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("related article")
        verbose_name_plural = _("related articles")
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["article", "to"], name="related_once")]

    def __str__(self) -> str:
        return str(self.to)
