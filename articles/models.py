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
from articles.helpful import Helpful
from articles.keeping import Kept
from articles.published import OldAddress, PublishedArticle
from articles.search_index import SearchEntry, SearchWord
from articles.search_missed import MissedSearch

__all__ = [
    "Article",
    "CareCardBlock",
    "ClaimBlock",
    "DoDontBlock",
    "ExerciseBlock",
    "FigureBlock",
    "Helpful",
    "Kept",
    "MissedSearch",
    "OldAddress",
    "PublishedArticle",
    "RelatedArticle",
    "RichText",
    "RoutineBlock",
    "SearchEntry",
    "SearchWord",
    "TableBlock",
    "Topic",
]
