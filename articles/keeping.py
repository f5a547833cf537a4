"""What an editor has typed and not saved yet, kept on the server so that nothing typed is ever lost."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.http import QueryDict

from accounts.models import User
from articles.article import Article

LATELY = timedelta(minutes=10)


class Kept(models.Model):
    """One person's unsaved form of one article, or of a new one. It goes when they save."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    article = models.ForeignKey(Article, models.CASCADE, null=True, related_name="+")
    form = models.TextField(help_text="The form as a browser would send it, urlencoded.")
    version = models.PositiveIntegerField(help_text="Of the article it was begun on.")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "unsaved article"
        verbose_name_plural = "unsaved articles"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["user", "article"], name="kept_once_an_article"),
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(article=None), name="kept_once_for_a_new_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id or 'new'} of {self.user_id}"

    def data(self) -> QueryDict:
        """The form as it would arrive in a POST."""
        return QueryDict(self.form, mutable=True)


def keep(user: User, article: Article | None, form: str, version: int, now: datetime) -> Kept:
    """Keep the form as it stands. Only the newest of one person and one article is held."""
    new = {"form": form, "version": version, "at": now}
    return Kept.objects.update_or_create(user=user, article=article, defaults=new)[0]


def kept(user: User, article: Article | None) -> Kept | None:
    return Kept.objects.filter(user=user, article=article).first()


def forget(user: User, article: Article | None) -> None:
    """They saved it, or said that they do not want it."""
    Kept.objects.filter(user=user, article=article).delete()


def others(user: User, article: Article | None, now: datetime) -> models.QuerySet[Kept]:
    """Who else has typed something here lately that they have not saved."""
    lately = Kept.objects.filter(article=article, at__gt=now - LATELY).exclude(user=user)
    return lately.select_related("user") if article else Kept.objects.none()
