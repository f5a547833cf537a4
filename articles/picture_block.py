"""An uploaded picture in an article, chosen from the list of pictures."""

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from articles.blocks import BLOCKS, CITING, Block
from articles.edition import forget_pages
from articles.picture import Picture, parts
from articles.published import PublishedArticle


class PictureBlock(Block):
    kind = "picture"
    picture = models.ForeignKey(
        Picture, models.PROTECT, related_name="blocks", verbose_name=_("picture")
    )
    caption = models.CharField(_("caption"), max_length=300, validators=CITING)

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __str__(self) -> str:
        return self.caption

    def content(self) -> dict:
        return {**self.picture.shown(), "caption": self.caption}

    def text(self) -> str:
        return ""  # captions repeat the text, so they are not counted


BLOCKS.append(PictureBlock)


@transaction.atomic
def refresh(picture: Picture) -> None:
    """Bring what readers get up to date with the picture: its words, and its files once they are made."""
    forget_pages()  # before any row, as publishing does
    shown = picture.shown()
    pks = [article.pk for article in picture.used_in()]
    for edition in PublishedArticle.objects.select_for_update(of=("self",)).filter(pk__in=pks):
        for part in parts(edition.body):
            if part["picture"] == picture.pk:
                part |= shown
        edition.save(update_fields=["body"])
