"""Every articles table, in one place for Django to find."""

from articles.article import Article, RelatedArticle, Topic
from articles.blocks import (
    CareCardBlock,
    ClaimBlock,
    DoDontBlock,
    ExerciseBlock,
    FigureBlock,
    RichText,
    RoutineBlock,
    TableBlock,
)
from articles.keeping import Kept
from articles.published import OldAddress, PublishedArticle

__all__ = [
    "Article",
    "CareCardBlock",
    "ClaimBlock",
    "DoDontBlock",
    "ExerciseBlock",
    "FigureBlock",
    "Kept",
    "OldAddress",
    "PublishedArticle",
    "RelatedArticle",
    "RichText",
    "RoutineBlock",
    "TableBlock",
    "Topic",
]
