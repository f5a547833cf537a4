"""A photograph or drawing that an editor uploaded, and the files made from it for the web."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from django.conf import settings
from django.core.validators import MaxLengthValidator, URLValidator
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from articles import picture_files

MIME = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
SIZES = "(min-width: 44rem) 40rem, calc(100vw - 2rem)"  # as wide as an article's column
NEEDS = {"cc-by": "https://creativecommons.org/licenses/by/4.0/", "cc-by-sa": "https://creativecommons.org/licenses/by-sa/4.0/"}  # fmt: skip

FILES = {"src", "width", "height", "sets"}  # of `shown`: there once the sweep has made them


class InUse(models.ProtectedError):
    """The picture stands in an article."""


class PictureQuerySet(models.QuerySet["Picture"]):
    def to_do(self, now: datetime):
        """Waiting to be made ready, or left behind by a sweep that died."""
        states = Picture.State
        return self.filter(
            Q(state=states.WAITING) | Q(state=states.MAKING, lease_until__lt=now)
        ).order_by("added_at")

    def delete(self):
        """Raises InUse when one of them stands in an article. The files go once the rows have gone."""
        for picture in self:
            if articles := picture.used_in():
                raise InUse(str(_("It stands in an article.")), set(articles))
        names = list(Rendition.objects.filter(picture__in=self).values_list("name", flat=True))
        originals = [str(picture.original) for picture in self]
        done = super().delete()
        transaction.on_commit(lambda: picture_files.forget(originals, unshared(names)))
        return done


class Picture(models.Model):
    """`original` is kept as it came and never served. Readers get its renditions."""

    class Licence(models.TextChoices):
        OWN = "own", _("Our own work")
        PERMITTED = "permitted", _("Used with permission")
        CC0 = "cc0", _("CC0, no rights reserved")
        PUBLIC = "public", _("Public domain")
        CC_BY = "cc-by", _("CC BY 4.0")
        CC_BY_SA = "cc-by-sa", _("CC BY-SA 4.0")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        MAKING = "making", _("Being made ready")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Cannot be used")

    title = models.CharField(
        _("name"), max_length=120, help_text=_("What you will look for in the list.")
    )
    alt = models.TextField(
        _("what it shows"),
        validators=[MaxLengthValidator(400)],
        help_text=_("For people who cannot see it: the position, and what matters in it."),
    )
    author = models.CharField(
        _("who made it"), max_length=120, help_text=_("Shown under the picture.")
    )
    licence = models.CharField(_("licence"), max_length=12, choices=Licence.choices)
    source = models.CharField(
        _("where it is from"), max_length=400, blank=True,
        validators=[URLValidator(schemes=["https", "http"])],
        help_text=_("The address of its page, when it has one."),
    )  # fmt: skip
    original = models.FileField(
        _("file"), storage=picture_files.Originals(), upload_to=picture_files.place,
        help_text=_("JPEG, PNG or WebP, at most 20 MB and 40 megapixels."),
    )  # fmt: skip
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    kind = models.CharField(max_length=4, editable=False)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    added_at = models.DateTimeField(_("added"), editable=False)

    state = models.CharField(
        _("state"), max_length=7, choices=State.choices, default=State.WAITING, editable=False
    )
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-added_at", "-id"]

    def __str__(self) -> str:
        return self.title

    def delete(self, *args, **kwargs):
        """Raises InUse while an article shows it, live or in its blocks."""
        return Picture.objects.filter(pk=self.pk).delete()

    def used_in(self) -> list:
        """The articles that show it: in the blocks editors work on, or in what readers get."""
        from articles.article import Article  # a block of Article points here

        as_text = Cast("published__body", models.TextField())
        maybe = (
            Article.objects.select_related("published")
            .annotate(as_text=as_text)
            .filter(
                Q(pictureblock_set__picture=self) | Q(as_text__contains=f'"picture": {self.pk}')
            )
        )
        blocks = set(maybe.filter(pictureblock_set__picture=self).values_list("pk", flat=True))
        return [one for one in maybe.distinct() if one.pk in blocks or self.is_read_in(one)]

    def is_read_in(self, article) -> bool:
        return hasattr(article, "published") and self.shown_in(article.published.body)

    def shown_in(self, body: list[dict]) -> bool:
        return any(part.get("picture") == self.pk for part in parts(body))

    def shown(self) -> dict:
        """What a frozen article keeps of it, so that its page asks nothing of the database."""
        found = list(self.renditions.order_by("kind", "width"))
        sets = {
            kind: ", ".join(f"{one.url} {one.width}w" for one in run)
            for kind, run in groupby(found, key=lambda one: one.kind)
        }
        plain = [one for one in found if one.kind == "jpg"]
        middle = plain[len(plain) // 2] if plain else None
        return {
            "picture": self.pk,
            "alt": self.alt,
            "author": self.author,
            "licence": "" if self.licence == self.Licence.OWN else str(self.get_licence_display()),
            "licence_url": NEEDS.get(self.licence, ""),
            "src": middle.url if middle else "",
            "sizes": SIZES,
            "width": middle.width if middle else 0,
            "height": middle.height if middle else 0,
            "sets": [{"type": MIME[kind], "srcset": sets[kind]} for kind in MIME if kind in sets],
        }

    @property
    def thumb(self) -> str:
        """The address of its smallest JPEG; nothing until it is ready."""
        small = min(
            (one for one in self.renditions.all() if one.kind == "jpg"),
            key=lambda one: one.width,
            default=None,
        )
        return small.url if small else ""


class Rendition(models.Model):
    """One file for the web. Its name is the hash of its bytes, so it may be kept for ever."""

    picture = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")
    name = models.CharField(max_length=48)
    kind = models.CharField(max_length=4)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField(help_text="Bytes.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["picture", "kind", "width"], name="one_file_a_size")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        return f"{settings.MEDIA_URL}{picture_files.FOLDER}/{self.name}"


def parts(body: list[dict]) -> Iterator[dict]:
    """The pictures of a frozen article."""
    return (part for part in body if part.get("kind") == "picture")


def unshared(names: list[str]) -> list[str]:
    """Those that no other picture has: two files that differ only in their notes look the same."""
    kept = set(Rendition.objects.filter(name__in=names).values_list("name", flat=True))
    return [name for name in names if name not in kept]
