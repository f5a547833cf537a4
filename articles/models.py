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

__all__ = [
    "Article",
    "CareCardBlock",
    "ClaimBlock",
    "DoDontBlock",
    "FigureBlock",
    "RelatedArticle",
    "RichText",
    "TableBlock",
    "Topic",
]
