"""The blocks an editor builds an article from, and the frozen copy of them that readers get."""

from itertools import chain
from operator import attrgetter

from content_editor.models import PluginBase
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorField

from articles import citations, prose
from articles.article import Article
from articles.drawings import validate_drawn
from articles.search_index import reindex

CITING = [citations.validate_citations]


class Block(PluginBase, models.Model):
    """What every block can do: hand its content to the frozen article, and say its words."""

    kind: str
    parent = models.ForeignKey(Article, models.CASCADE, related_name="%(class)s_set")
    region = models.CharField(max_length=20, default="main")
    ordering = models.IntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["ordering"]

    def __str__(self) -> str:
        return Truncator(citations.without(self.text())).words(9)

    def content(self) -> dict:
        raise NotImplementedError

    def text(self) -> str:
        """The words that count as reading, citations included."""
        raise NotImplementedError


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class RichText(Block):
    """Headings, paragraphs and lists. Cleaned when it is saved, and again when it is shown."""

    kind = "text"
    html = ProseEditorField(
        _("text"), extensions=prose.EXTENSIONS, sanitize=True, validators=CITING
    )

    class Meta:
        verbose_name = _("text")
        verbose_name_plural = _("texts")

    def save(self, *args, **kwargs) -> None:
        self.html = prose.clean(self.html)  # full_clean() may not have run
        super().save(*args, **kwargs)

    def content(self) -> dict:
        return {"html": self.html}

    def text(self) -> str:
        return prose.plain(self.html)


class FigureBlock(Block):
    """One of our own drawings. Neighbours marked for the gallery stand side by side."""

    kind = "figure"
    figure = models.CharField(
        _("figure"),
        max_length=60,
        validators=[validate_drawn],
        help_text=_("For example anatomy-front or ex_half_kneeling-1."),
    )
    caption = models.CharField(_("caption"), max_length=300, validators=CITING)
    alt = models.TextField(
        _("what it shows"),
        help_text=_("For people who cannot see it: the position, and what matters in it."),
    )
    in_gallery = models.BooleanField(_("part of a gallery"), default=False)

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")

    def __str__(self) -> str:
        return self.caption

    def content(self) -> dict:
        return {
            "figure": self.figure,
            "caption": self.caption,
            "alt": self.alt,
            "in_gallery": self.in_gallery,
        }

    def text(self) -> str:
        return ""  # captions repeat the text, so they are not counted


class CareCardBlock(Block):
    """When and where to get help, in the form of a care card."""

    class Level(models.TextChoices):
        EMERGENCY = "emergency", _("Emergency: now")
        URGENT = "urgent", _("Urgent: today")
        NON_URGENT = "non-urgent", _("Not urgent: soon")

    kind = "care"
    level = models.CharField(_("level"), max_length=10, choices=Level.choices)
    heading = models.CharField(_("heading"), max_length=120, help_text=_("Ends in “if:”."))
    items = models.TextField(_("signs"), validators=CITING, help_text=_("One a line."))

    class Meta:
        verbose_name = _("care card")
        verbose_name_plural = _("care cards")

    def content(self) -> dict:
        return {"level": self.level, "heading": self.heading, "signs": lines(self.items)}

    def text(self) -> str:
        return f"{self.heading} {self.items}"


class ClaimBlock(Block):
    """Something people read elsewhere, checked: the words, the verdict, and what we looked at."""

    class Verdict(models.TextChoices):
        SUPPORTED = "supported", _("Supported")
        PARTLY = "partly", _("Partly supported")
        NOT_SUPPORTED = "not_supported", _("Not supported")
        UNKNOWN = "unknown", _("Unknown")

    kind = "claim"
    quote = models.CharField(
        _("claim"), max_length=240, help_text=_("As people read it elsewhere.")
    )
    verdict = models.CharField(_("verdict"), max_length=20, choices=Verdict.choices)
    answer = models.TextField(_("what we found"), validators=CITING)
    looked_at = models.TextField(_("what we looked at"), validators=CITING)

    class Meta:
        verbose_name = _("claim check")
        verbose_name_plural = _("claim checks")

    def content(self) -> dict:
        return {
            "quote": self.quote,
            "verdict": self.verdict,
            "answer": self.answer,
            "looked_at": self.looked_at,
        }

    def text(self) -> str:
        return f"{self.quote} {self.answer} {self.looked_at}"


class DoDontBlock(Block):
    kind = "dodont"
    do = models.TextField(_("do"), validators=CITING, help_text=_("One a line."))
    dont = models.TextField(_("don’t"), validators=CITING, help_text=_("One a line."))

    class Meta:
        verbose_name = _("do and don’t")
        verbose_name_plural = _("do and don’t")

    def content(self) -> dict:
        return {"do": lines(self.do), "dont": lines(self.dont)}

    def text(self) -> str:
        return f"{self.do} {self.dont}"


class TableBlock(Block):
    kind = "table"
    caption = models.CharField(_("caption"), max_length=160)
    rows = models.TextField(
        _("rows"),
        validators=CITING,
        help_text=_("One row a line, cells parted by |. The first row holds the headings."),
    )

    class Meta:
        verbose_name = _("table")
        verbose_name_plural = _("tables")

    def clean(self) -> None:
        if len({len(row) for row in self.cells()}) != 1:
            raise ValidationError({"rows": _("Give every row the same number of cells.")})

    def cells(self) -> list[list[str]]:
        return [[cell.strip() for cell in line.split("|")] for line in lines(self.rows)]

    def content(self) -> dict:
        head, *rows = self.cells()
        return {"caption": self.caption, "head": head, "rows": rows}

    def text(self) -> str:
        return f"{self.caption} {self.rows}"


BLOCKS: list[type[Block]] = [
    RichText,
    FigureBlock,
    CareCardBlock,
    ClaimBlock,
    DoDontBlock,
    TableBlock,
]


def blocks_of(article: Article) -> list[Block]:
    """The blocks as they stand in the editor, in order. One query for each kind."""
    rows = chain.from_iterable(kind.objects.filter(parent=article) for kind in BLOCKS)
    return sorted(rows, key=attrgetter("ordering"))


def freeze(article: Article) -> None:
    """Make the blocks as they stand now what readers get. One row then serves the whole page."""
    blocks = blocks_of(article)
    article.body = [{"kind": block.kind, **block.content()} for block in blocks]
    article.words = sum(prose.count_words(citations.without(block.text())) for block in blocks)
    article.save(update_fields=["body", "words"])
    reindex(article)
