"""“Was this page helpful?”: two numbers an article, and nothing about who answered."""

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from articles.article import Article


class Helpful(models.Model):
    """How many readers said that an article was helpful, and how many that it was not."""

    article = models.OneToOneField(Article, models.CASCADE, verbose_name=_("article"))
    yes = models.PositiveIntegerField(_("yes"), default=0)
    no = models.PositiveIntegerField(_("no"), default=0)

    class Meta:
        verbose_name = _("helpful or not")
        verbose_name_plural = _("helpful or not")
        ordering = ["article"]

    def __str__(self) -> str:
        return str(self.article)


def count(article_id: int, answer: str) -> None:
    """answer: "yes" or "no"."""
    Helpful.objects.get_or_create(article_id=article_id)
    Helpful.objects.filter(article_id=article_id).update(**{answer: F(answer) + 1})
