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
from articles.helpful import Helpful
from articles.search_index import SearchEntry, SearchWord
from articles.search_missed import MissedSearch

__all__ = [
    "Article",
    "CareCardBlock",
    "ClaimBlock",
    "DoDontBlock",
    "FigureBlock",
    "Helpful",
    "MissedSearch",
    "RelatedArticle",
    "RichText",
    "SearchEntry",
    "SearchWord",
    "TableBlock",
    "Topic",
]
