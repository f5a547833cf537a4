"""Two states of an article side by side in words: what is new, what is gone, what reads differently."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from articles.article import Article, Topic
from articles.picture import FILES, Picture

LABELS = {
    "title": _("Title"),
    "slug": _("Address"),
    "lede": _("Opening"),
    "topic_id": _("Topic"),
    "order": _("Place in its topic"),
    "picture": _("Picture for its card"),
    "key_insights": _("Key points"),
    "related": _("Read next"),
    "routine_id": _("Session that goes with it"),
    "meta_description": _("Description for search engines"),
    "keywords": _("Keywords"),
    "reviewer_name": _("Reviewer"),
    "reviewer_profession": _("Reviewer’s profession"),
    "reviewed_on": _("Facts checked on"),
    "next_review_on": _("Next check due"),
}
# Of an uploaded picture: no reader reads these.
BEHIND = FILES | {"picture", "sizes", "licence_url"}
KINDS = {
    "figure": _("Figure"),
    "picture": _("Picture"),
    "care": _("Care card"),
    "claim": _("Claim check"),
    "dodont": _("Do and don’t"),
    "table": _("Table"),
    "exercise": _("Exercise"),
    "routine": _("Routine"),
}
ALIKE = 0.4  # two lines with less in common are a line gone and a line new
PARAGRAPH = re.compile(r"</(?:p|h2|h3|li)>|<br>")
LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
WORD = re.compile(r"\s+|\w+(?:[’'.-]\w+)*|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """Some words of a line. how: "same", "gone" or "new"."""

    how: str
    text: str


@dataclass(frozen=True)
class Line:
    """One line of the comparison; how: "same", "changed", "gone" or "new"."""

    how: str
    pieces: list[Piece]


@dataclass(frozen=True)
class Section:
    label: Any
    lines: list[Line]


def compare(before: dict[str, Any], after: dict[str, Any]) -> list[Section]:
    """What differs between two contents (see freezing.content), in the order of the page. Empty: nothing."""
    found = [
        Section(label, compare_lines(field_lines(name, before), field_lines(name, after)))
        for name, label in LABELS.items()
        if before[name] != after[name]
    ]
    if before["body"] != after["body"]:
        lines = compare_lines(body_lines(before["body"]), body_lines(after["body"]))
        found.append(Section(_("The article"), around_changes(lines)))
    return found


def compare_lines(before: list[str], after: list[str]) -> list[Line]:
    lines: list[Line] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for _how, a, b, c, d in matcher.get_opcodes():
        lines += pair(before[a:b], after[c:d])
    return lines


def pair(gone: list[str], new: list[str]) -> Iterator[Line]:
    """Lines in the same place: the same, changed within, or gone and new."""
    for n in range(max(len(gone), len(new))):
        old, now = gone[n : n + 1], new[n : n + 1]
        if old == now:
            yield Line("same", [Piece("same", old[0])])
        elif old and now and SequenceMatcher(None, old[0], now[0]).ratio() >= ALIKE:
            yield Line("changed", list(words(old[0], now[0])))
        else:
            yield from (Line("gone", [Piece("gone", text)]) for text in old)
            yield from (Line("new", [Piece("new", text)]) for text in now)


def words(old: str, now: str) -> Iterator[Piece]:
    before, after = WORD.findall(old), WORD.findall(now)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for how, a, b, c, d in matcher.get_opcodes():
        if how == "equal":
            yield Piece("same", "".join(before[a:b]))
            continue
        if a < b:
            yield Piece("gone", "".join(before[a:b]))
        if c < d:
            yield Piece("new", "".join(after[c:d]))


def around_changes(lines: list[Line], near: int = 1) -> list[Line]:
    """The changed lines with `near` lines before and after each; a gap is one line without pieces."""
    shown = {
        m
        for n, line in enumerate(lines)
        if line.how != "same"
        for m in range(n - near, n + near + 1)
    }
    done: list[Line] = []
    for n, line in enumerate(lines):
        if n in shown:
            done.append(line)
        elif not done or done[-1].how != "gap":
            done.append(Line("gap", []))
    return done


# ---------------------------------------------------------------- content as lines


def field_lines(name: str, content: dict[str, Any]) -> list[str]:
    value = content[name]
    if name == "topic_id":
        return [str(Topic.objects.filter(pk=value).first() or "")]
    if name == "related":
        titles = dict(Article.objects.filter(pk__in=value).values_list("pk", "title"))
        return [titles.get(pk, "…") for pk in value]
    if isinstance(value, list):
        return value
    return [str(value)] if value not in (None, "") else []


def body_lines(body: list[dict[str, Any]]) -> list[str]:
    """One line a paragraph, list item, sign or row; links with their addresses."""
    return [line for block in body for line in block_lines(block)]


def block_lines(block: dict[str, Any]) -> Iterator[str]:
    if block["kind"] == "text":
        yield from prose_lines(block["html"])
        return
    label = KINDS.get(block["kind"], block["kind"])
    if block["kind"] == "picture":
        yield f"{label}: {Picture.objects.filter(pk=block['picture']).first() or '…'}"
        block = {name: value for name, value in block.items() if name not in BEHIND}
    for name, value in block.items():
        if name == "kind" or value in ("", False, None):
            continue
        for one in value if isinstance(value, list) else [value]:
            yield f"{label}: {' | '.join(one) if isinstance(one, list) else one}"


def prose_lines(html: str) -> Iterator[str]:
    html = LINK.sub(r"\2 (\1)", html)
    html = re.sub(r"</?strong>", "*", re.sub(r"</?em>", "_", html))
    for part in PARAGRAPH.split(html):
        if text := unescape(strip_tags(part)).strip():
            yield text
