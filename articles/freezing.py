"""An article's whole content as plain data: what is frozen, compared, approved and shown in a preview."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from articles import citations, prose
from articles.article import Article
from articles.blocks import Block, blocks_of
from articles.picture import FILES
from articles.published import PublishedArticle

FIELDS = [
    "title", "slug", "lede", "topic_id", "order", "picture", "key_insights", "keywords",
    "meta_description", "reviewer_name", "reviewer_profession", "reviewed_on", "next_review_on",
    "routine_id",
]  # fmt: skip


def content_of(article: Article) -> dict[str, Any]:
    """All a reader would get of the article as it is saved now. One query for each kind of block."""
    related = article.links_out.order_by("order", "pk").values_list("to_id", flat=True)
    return content(article, blocks_of(article), list(related))


def content(article: Article, blocks: Iterable[Block], related: list[int]) -> dict[str, Any]:
    blocks = list(blocks)
    return {name: getattr(article, name) for name in FIELDS} | {
        "related": related,
        "body": [{"kind": block.kind, **block.content()} for block in blocks],
        "words": sum(prose.count_words(citations.without(block.text())) for block in blocks),
    }


def published_content(edition: PublishedArticle) -> dict[str, Any]:
    """The same of what readers get now."""
    return {name: getattr(edition, name) for name in [*FIELDS, "related", "body", "words"]}


def digest(content: dict[str, Any]) -> str:
    """The same for the same content, whatever it was read from. A picture's files may be made meanwhile."""
    body = [
        {name: value for name, value in part.items() if name not in FILES}
        if part["kind"] == "picture"
        else part
        for part in content["body"]
    ]
    text = json.dumps({**content, "body": body}, sort_keys=True, cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()


def edition(article: Article) -> PublishedArticle:
    """The article as readers would get it, not saved."""
    return PublishedArticle(article=article, updated_on=article.updated_on, **content_of(article))
