"""An article as its editors hold it, its topic, and what it points to.

What it is built from is in blocks.py, what readers get of it in published.py.
"""

from datetime import datetime

from content_editor.models import Region
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles import drawings
from routines.models import Routine


def mentioned() -> models.ForeignKey:
    """A person who did something here. Their leaving takes their name away, not the article."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )


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
        return self.filter(articles__publish_at__lte=now).distinct()


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
    def due(self, now: datetime):
        """Scheduled, and the time has come."""
        return self.filter(status=Article.Status.SCHEDULED, publish_at__lte=now)


class Article(models.Model):
    """One article as its editors work on it. Readers get its PublishedArticle, frozen from it."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_REVIEW = "in_review", _("In review")
        APPROVED = "approved", _("Approved")
        SCHEDULED = "scheduled", _("Scheduled")
        PUBLISHED = "published", _("Published")
        ARCHIVED = "archived", _("Archived")

    regions = [Region(key="main", title=_("The article"))]

    title = models.CharField(_("title"), max_length=120)
    slug = models.SlugField(_("address"), unique=True, max_length=80)
    lede = models.TextField(
        _("opening"), validators=[MaxLengthValidator(320)], help_text=_("1 to 3 short sentences.")
    )
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="drafts", verbose_name=_("topic"))
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

    # Where it stands. Only articles/workflow.py and articles/publishing.py change these.
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    publish_at = models.DateTimeField(null=True, editable=False, help_text=_("When scheduled."))
    note = models.TextField(editable=False, blank=True, help_text=_("What the reviewer asked for."))
    version = models.PositiveIntegerField(
        default=1, editable=False, help_text=_("One more with each save.")
    )
    writers = models.JSONField(
        default=list,
        editable=False,
        help_text=_("The ids of those who changed it since it was last published."),
    )
    changed_by = mentioned()
    submitted_by = mentioned()
    approved_by = mentioned()
    approved_digest = models.CharField(
        max_length=64, blank=True, editable=False, help_text=_("Of the very text approved.")
    )
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
        permissions = [
            ("review_article", "Can approve an article or ask for changes"),
            ("publish_article", "Can publish, schedule and archive an article"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("articles:detail", args=[self.slug])

    def clean(self) -> None:
        if self.slug == "feed":
            raise ValidationError({"slug": _("The feed lives at this address. Choose another.")})
        if self.reviewer_name and not (self.reviewer_profession and self.reviewed_on):
            raise ValidationError(_("Say the reviewer’s profession, and the day they checked it."))


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
