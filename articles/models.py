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
from articles.edition import Edition
from articles.helpful import Helpful
from articles.keeping import Kept
from articles.picture import Picture, Rendition
from articles.picture_block import PictureBlock
from articles.published import OldAddress, PublishedArticle
from articles.search_index import SearchEntry, SearchWord
from articles.search_missed import MissedSearch

__all__ = [
    "Article",
    "CareCardBlock",
    "ClaimBlock",
    "DoDontBlock",
    "Edition",
    "ExerciseBlock",
    "FigureBlock",
    "Helpful",
    "Kept",
    "MissedSearch",
    "OldAddress",
    "Picture",
    "PictureBlock",
    "PublishedArticle",
    "RelatedArticle",
    "Rendition",
    "RichText",
    "RoutineBlock",
    "SearchEntry",
    "SearchWord",
    "TableBlock",
    "Topic",
]
