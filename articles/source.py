"""The shipped articles as files: YAML front matter, then Markdown with blocks such as `:::care urgent`.

Pure reading: no database. A block's body is YAML, so that every part of it has a name:

    :::figure anatomy-front
    caption: "…"
    alt: "…"
    :::
"""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

CONTENT = Path(__file__).parent / "content"
TOPICS = CONTENT / "topics.yaml"
FORMAT = b"2"  # raise it when a block is read differently, so that unchanged files load again
FRONT = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)
KEYS = {
    "slug", "title", "lede", "topic", "keywords", "key_insights", "meta_description",
    "picture", "related", "routine", "reviewer", "reviewed_on", "next_review", "reading_age",
}  # fmt: skip
TEXT = "text"


class SourceError(ValueError):
    """What is wrong with a shipped article, and what to write instead."""


@dataclass(frozen=True)
class Source:
    """One article file. `blocks` are (kind, fields) pairs in reading order."""

    name: str
    front: dict
    blocks: list[tuple[str, dict]]
    digest: str


def files() -> list[Path]:
    return sorted(CONTENT.glob("*.md"))


def read_topics() -> list[dict[str, Any]]:
    return yaml.safe_load(TOPICS.read_text())


def place(slug: str) -> int:
    """Where the article stands in its topic: 1 for the first. Raises ValueError when no topic lists it."""
    for topic in read_topics():
        if slug in topic["articles"]:
            return topic["articles"].index(slug) + 1
    raise ValueError(slug)


def topic_slugs() -> set[str]:
    return {topic["slug"] for topic in read_topics()}


def read(path: Path) -> Source:
    """The article in `path`. Raises SourceError with what to mend."""
    raw = path.read_bytes()
    match = FRONT.match(raw.decode())
    if not match:
        raise SourceError(
            "Start the file with front matter between two lines of three dashes (---)."
        )
    front = load_mapping(match[1], "the front matter")
    wrong = KEYS.symmetric_difference(front)
    if wrong:
        raise SourceError(
            f"The front matter needs exactly {', '.join(sorted(KEYS))}. Mend: {', '.join(sorted(wrong))}."
        )
    return Source(
        path.name, front, list(blocks(match[2])), hashlib.sha256(FORMAT + raw).hexdigest()
    )


def load_mapping(text: str, where: str) -> dict:
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise SourceError(f"{where} is not valid YAML: {error}") from error
    if not isinstance(data, dict):
        raise SourceError(f"{where} must be written as 'name: value' lines.")
    return data


def blocks(markdown: str) -> Iterator[tuple[str, dict]]:
    """Each run of Markdown as one text block, each `:::` block as what READERS make of it."""
    parser = MarkdownIt("commonmark", {"html": False})
    container_plugin(parser, "block", validate=lambda *_: True)
    lines = markdown.splitlines()
    run: list[Token] = []
    inside = False
    for token in parser.parse(markdown):
        if token.type == "container_block_open" and token.level == 0:
            yield from text_block(parser, run)
            run, inside = [], True
            first, end = token.map or [0, 0]  # the line of the ':::', and the one after the block
            yield from directive(token.info.strip(), "\n".join(lines[first + 1 : end]))
        elif token.type == "container_block_close" and token.level == 0:
            inside = False
        elif not inside:
            run.append(token)
    yield from text_block(parser, run)


def text_block(parser: MarkdownIt, run: list[Token]) -> Iterator[tuple[str, dict]]:
    if run:
        yield TEXT, {"html": parser.renderer.render(run, parser.options, {}).strip()}


def directive(info: str, body: str) -> Iterator[tuple[str, dict]]:
    kind, _space, argument = info.partition(" ")
    if kind not in READERS:
        raise SourceError(f"':::{kind}' is not a block. Use one of: {', '.join(READERS)}.")
    where = f"The block ':::{info}'"
    try:
        yield from READERS[kind](argument.strip(), load_body(body, where))
    except (KeyError, TypeError, AttributeError) as error:
        raise SourceError(f"{where} lacks a part, or has it in the wrong form: {error}.") from error


def load_body(body: str, where: str) -> Any:
    body = re.sub(r"^:::\s*$", "", body, flags=re.MULTILINE)
    if body.lstrip().startswith("- "):
        return load_mapping("items:\n" + body, where)["items"]
    return load_mapping(body, where)


def figure(argument: str, body: dict) -> Iterator[tuple[str, dict]]:
    yield "figure", {"figure": argument, "caption": body["caption"], "alt": body["alt"]}


def gallery(_argument: str, body: list) -> Iterator[tuple[str, dict]]:
    for picture in body:
        fields = {"figure": picture["figure"], "caption": picture["caption"], "alt": picture["alt"]}
        yield "figure", {**fields, "in_gallery": True}


def care(argument: str, body: dict) -> Iterator[tuple[str, dict]]:
    yield "care", {"level": argument, "heading": body["heading"], "items": "\n".join(body["items"])}


def claim(_argument: str, body: dict) -> Iterator[tuple[str, dict]]:
    fields = {"quote": body["quote"], "verdict": body["verdict"], "answer": body["text"]}
    yield "claim", {**fields, "looked_at": body["looked_at"]}


def dodont(_argument: str, body: dict) -> Iterator[tuple[str, dict]]:
    yield "dodont", {"do": "\n".join(body["do"]), "dont": "\n".join(body["dont"])}


def table(_argument: str, body: dict) -> Iterator[tuple[str, dict]]:
    yield (
        "table",
        {"caption": body["caption"], "rows": "\n".join(" | ".join(row) for row in body["rows"])},
    )


READERS: dict[str, Callable[[str, Any], Iterator[tuple[str, dict]]]] = {
    "figure": figure,
    "gallery": gallery,
    "care": care,
    "claim": claim,
    "dodont": dodont,
    "table": table,
}
