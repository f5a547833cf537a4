"""Every articles table, in one place for Django to find."""

from articles.article import Article, RelatedArticle, Topic
from articles.blocks import (
    CareCardBlock,
    ClaimBlock,
    DoDontBlock,
    FigureBlock,
    RichText,
    TableBlock,
)
from articles.edition import Edition
from articles.picture import Picture, Rendition
from articles.picture_block import PictureBlock

__all__ = [
    "Article",
    "CareCardBlock",
    "ClaimBlock",
    "DoDontBlock",
    "Edition",
    "FigureBlock",
    "Picture",
    "PictureBlock",
    "RelatedArticle",
    "Rendition",
    "RichText",
    "TableBlock",
    "Topic",
]
