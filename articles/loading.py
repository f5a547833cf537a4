"""The shipped articles, from their files into the database. An article an editor touched is never overwritten."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ValidationError

from articles import (
    changes,
    citations,
    drawings,
    glossary,
    history,
    links,
    prose,
    publishing,
    search_words,
    source,
    sourcing,
)
from articles.blocks import BLOCKS, Block, FigureBlock
from articles.models import Article, OldAddress, PublishedArticle, RelatedArticle, Topic
from articles.search_index import reindex_all
from articles.source import Source, SourceError
from routines.content import FOLDER, Context, Loader, Problem
from routines.models import Routine

KINDS: dict[str, type[Block]] = {kind.kind: kind for kind in BLOCKS}
WORDS = range(600, 1201)  # what the editorial plan allows for a whole article
META = 155
SAFETY = "safety"  # the topic of pages about danger signs
AGES = range(9, 14)
DATES = {"reviewed_on", "next_review"}
LISTS = {"key_insights", "keywords", "related"}


def files() -> list[Path]:
    return [source.TOPICS, *source.files(), *changes.files()]


# ---------------------------------------------------------------- checking


def validate(context: Context) -> Iterator[Problem]:
    """Every problem in the article files, each with what to write instead. Touches no database."""
    try:
        topics = {topic["slug"]: topic["articles"] for topic in source.read_topics()}
    except (yaml.YAMLError, KeyError, TypeError) as error:
        topics = {}
        yield Problem(
            source.TOPICS.name,
            "",
            f"Write a list of topics with slug, title, intro and articles: {error}",
        )
    slugs = {path.stem for path in source.files()}
    for path in source.files():
        try:
            found = source.read(path)
        except SourceError as error:
            yield Problem(path.name, "", str(error))
            continue
        wrong_types = list(check_types(found))
        yield from wrong_types or chain(
            check_front(found, topics, slugs), check_routine(found, context)
        )
        yield from check_blocks(found, context)
    yield from changes.validate(context)


def check_types(found: Source) -> Iterator[Problem]:
    """Every part of the front matter in its own form: a date, a list of texts, or a text."""
    for name, value in found.front.items():
        if name in DATES:
            right, form = isinstance(value, date), "a date, as 2026-11-22"
        elif name in LISTS:
            texts = isinstance(value, list) and all(isinstance(each, str) for each in value)
            right, form = texts, "a list of texts"
        elif name == "reading_age":
            right, form = value in AGES, "9 to 13, the reading age it is planned for"
        else:
            right, form = isinstance(value, str), "a text"
        if not right:
            yield Problem(found.name, name, f"Write {form}.")


def check_front(found: Source, topics: dict[str, list[str]], slugs: set[str]) -> Iterator[Problem]:
    front = found.front

    def wrong(item: str, message: str) -> Problem:
        return Problem(found.name, item, message)

    if f"{front['slug']}.md" != found.name:
        yield wrong("slug", f"Write the file's own name: {found.name.removesuffix('.md')}.")
    if front["topic"] not in topics:
        yield wrong(
            "topic", f"“{front['topic']}” is not a topic. Use one of: {', '.join(sorted(topics))}."
        )
    elif found.name.removesuffix(".md") not in topics[front["topic"]]:
        yield wrong("topic", f"List the article under “{front['topic']}” in {source.TOPICS.name}.")
    if len(front["meta_description"]) > META:
        yield wrong(
            "meta_description",
            f"It has {len(front['meta_description'])} characters. Write at most {META}.",
        )
    if not 3 <= len(front["key_insights"]) <= 5:
        yield wrong("key_insights", "Write 3 to 5 of them.")
    for slug in set(front["related"]) - slugs | ({front["slug"]} & set(front["related"])):
        yield wrong(
            "related",
            f"There is no other article called “{slug}”. Take it out, or write that article.",
        )
    if not drawings.is_drawn(front["picture"]):
        yield wrong("picture", f"There is no figure called {front['picture']}.")


def check_routine(found: Source, context: Context) -> Iterator[Problem]:
    """No session stands on a page about danger signs."""
    routine = found.front["routine"]
    slugs = {item["slug"] for item in context.routines.values()}
    if routine and found.front["topic"] == SAFETY:
        yield Problem(found.name, "routine", "Leave it empty: this page is about danger signs.")
    elif routine and routine not in slugs:
        yield Problem(found.name, "routine", f"There is no routine called {routine}.")


def check_blocks(found: Source, context: Context) -> Iterator[Problem]:
    blocks = built(found)
    words = count_words(blocks)
    for n, (block, (kind, fields)) in enumerate(zip(blocks, found.blocks, strict=True), start=1):
        item = f"block {n} ({kind})"
        for message in check_block(block, fields, context):
            yield Problem(found.name, item, message)
    if words not in WORDS:
        yield Problem(
            found.name, "", f"It has {words} words. Write {WORDS.start} to {WORDS.stop - 1}."
        )
    for text in sourcing.unsourced(blocks):
        yield Problem(
            found.name,
            f"“{text}”",
            "It names no source. Cite one, or end it with [^-] when it says nothing medical.",
        )
    for address in links.dead(blocks, context):
        yield Problem(found.name, address, "No page answers this address. Mend or drop the link.")


def count_words(blocks: Iterable[Block]) -> int:
    return sum(prose.count_words(citations.without(block.text())) for block in blocks)


def built(found: Source) -> list[Block]:
    """The blocks of a file as they would be in the database, not saved."""
    return [KINDS[kind](**fields) for kind, fields in found.blocks]


def check_block(block: Block, fields: dict[str, Any], context: Context) -> Iterator[str]:
    """What the editor's form would say, without the database: forms ask it for citations, files ask `context`."""
    for name, value in fields.items():
        field = block._meta.get_field(name)
        if isinstance(value, str):
            yield from check_text(name, value, field, context)
        elif value is None:
            yield f"Write the {name}."
    try:
        block.clean()
        if isinstance(block, FigureBlock):
            drawings.validate_drawn(block.figure)
    except ValidationError as error:
        yield " ".join(error.messages)


def check_text(name: str, value: str, field: Any, context: Context) -> Iterator[str]:
    if not value.strip():
        yield f"Write the {name}."
    if field.choices and value not in dict(field.choices):
        yield f"“{value}” is not a {name}. Use one of: {', '.join(dict(field.choices))}."
    elif field.max_length and len(value) > field.max_length:
        yield f"The {name} has {len(value)} characters. Write at most {field.max_length}."
    if wrong := set(citations.strengths_in(value)) - citations.STRENGTHS.keys():
        yield f"“{', '.join(wrong)}” is not a strength. Use one of: {', '.join(citations.STRENGTHS)}."
    if unknown := context.unknown_references(citations.keys_in(value)):
        yield f"There is no reference called {', '.join(unknown)}. Use a key from references.yaml."


# ---------------------------------------------------------------- writing


def write(now: datetime) -> None:
    """Bring the articles no editor has touched up to their files. Running it twice changes nothing."""
    topics = {topic.slug: topic for topic in write_topics()}
    due = [found for found in map(source.read, source.files()) if is_due(found)]
    for found in due:
        write_article(found, topics)
    for found in due:  # only now is each there to be pointed at
        article = Article.objects.get(slug=found.front["slug"])
        write_related(article, found.front["related"])
        history.remember(article, None, "")
        publishing.publish(article, now)


def write_topics() -> Iterable[Topic]:
    for order, item in enumerate(source.read_topics()):
        fields = {"title": item["title"], "intro": item["intro"], "order": order}
        yield Topic.objects.get_or_create(slug=item["slug"], defaults=fields)[0]


def is_due(found: Source) -> bool:
    """False once an editor has saved the article, or when it already holds this very text."""
    slug = found.front["slug"]
    held = Article.objects.filter(slug=slug).values_list("edited_at", "seeded_hash").first()
    if held is None:  # new, unless an editor gave it another address
        known = PublishedArticle.objects.filter(slug=slug), OldAddress.objects.filter(slug=slug)
        return not any(rows.exists() for rows in known)
    return held[0] is None and held[1] != found.digest


def write_article(found: Source, topics: dict[str, Topic]) -> None:
    front = found.front
    name, _comma, profession = front["reviewer"].partition(", ")
    shipped = {
        "title": front["title"],
        "lede": front["lede"].strip(),
        "topic": topics[front["topic"]],
        "order": source.place(front["slug"]),
        "key_insights": front["key_insights"],
        "keywords": front["keywords"],
        "meta_description": front["meta_description"],
        "picture": front["picture"],
        "routine": Routine.objects.current().filter(slug=front["routine"]).first(),
        "reviewer_name": name,
        "reviewer_profession": profession,
        "reviewed_on": front["reviewed_on"],
        "next_review_on": front["next_review"],
        "updated_on": front["reviewed_on"],
        "seeded_hash": found.digest,
    }
    article, _made = Article.objects.update_or_create(slug=front["slug"], defaults=shipped)
    write_blocks(article, found.blocks)


def write_blocks(article: Article, blocks: list[tuple[str, dict[str, Any]]]) -> None:
    for kind in BLOCKS:
        kind.objects.filter(parent=article).delete()
    for n, (name, fields) in enumerate(blocks, start=1):
        KINDS[name].objects.create(parent=article, ordering=n * 10, **fields)


def write_related(article: Article, slugs: list[str]) -> None:
    article.links_out.all().delete()
    for order, slug in enumerate(slugs):
        RelatedArticle.objects.create(
            article=article, to=Article.objects.get(slug=slug), order=order
        )


# ---------------------------------------------------------------- search


def searched_files() -> list[Path]:
    """Everything that can be found, and how it is found: a change of any of it makes the index anew."""
    library = [FOLDER / "exercises.yaml", FOLDER / "routines.yaml"]
    return [*files(), glossary.FILE, search_words.FILE, *library]


def validate_search(context: Context) -> Iterator[Problem]:
    yield from glossary.validate(context)
    yield from search_words.validate()


def write_search(_now: datetime) -> None:
    reindex_all()


PART = Loader("articles", files, validate, write)
SEARCH = Loader("search", searched_files, validate_search, write_search)
