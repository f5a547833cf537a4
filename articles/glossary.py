"""The glossary: words our pages use and what they mean, from articles/content/glossary.yaml.

The file is read once a process. In an article each term is linked where it is first used.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

import yaml
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from articles import source
from routines.content import Context, Problem

FILE = source.CONTENT / "glossary.yaml"
KEPT_APART = ("a", "h2", "h3")  # no term is linked inside another link, or in a heading
TAG = re.compile(r"(<[^>]*>)")
NAME = re.compile(r"</?([a-z0-9]+)")


@dataclass(frozen=True)
class Term:
    """One word or name. `also` are other forms of it; `read` is the article that says more, or ""."""

    slug: str
    term: str
    meaning: str
    cites: list[str]
    also: list[str] = field(default_factory=list)
    read: str = ""

    @property
    def title(self) -> str:
        return capfirst(self.term)

    @property
    def forms(self) -> list[str]:
        return [self.term, *self.also]

    def get_absolute_url(self) -> str:
        return f"{reverse('articles:glossary')}#{self.slug}"


@cache
def terms() -> tuple[Term, ...]:
    """Every term, in the order of the alphabet."""
    return tuple(sorted(read(), key=lambda term: term.term.casefold()))


def read() -> list[Term]:
    """Raises TypeError when an entry has a part too many or too few."""
    return [Term(**entry) for entry in yaml.safe_load(FILE.read_text())]


@cache
def by_form() -> Mapping[str, Term]:
    return {form.casefold(): term for term in terms() for form in term.forms}


@cache
def pattern() -> re.Pattern:
    """Any form of any term as whole words, the longest first: "psoas minor" before "psoas"."""
    longest = sorted(by_form(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])", re.IGNORECASE)


def linked(html: str, used: list[Term]) -> SafeString:
    """`html` with each term that is not yet in `used` linked at its first use, and added to `used`.

    html: clean markup. Its tags are left as they are, and so is what stands in a heading or a link.
    """
    apart = 0
    done = []
    for piece in TAG.split(html):
        if (tag := NAME.match(piece)) and tag[1] in KEPT_APART:
            apart += -1 if piece.startswith("</") else 1
        is_text = not piece.startswith("<") and not apart
        done.append(pattern().sub(lambda found: link(found[0], used), piece) if is_text else piece)
    return mark_safe("".join(done))  # noqa: S308 - the same markup, with links of ours


def link(words: str, used: list[Term]) -> str:
    term = by_form()[words.casefold()]
    if term in used:
        return words
    used.append(term)
    return format_html('<a class="term" href="#word-{}">{}</a>', term.slug, mark_safe(words))  # noqa: S308


def validate(context: Context) -> Iterator[Problem]:
    """Every problem of the file. An entry may point to any article that is shipped beside it."""
    articles = {path.stem for path in FILE.parent.glob("*.md")}
    try:
        found = read()
    except (yaml.YAMLError, TypeError) as error:
        yield Problem(FILE.name, "", f"Write entries of slug, term, meaning and cites: {error}")
        return
    forms = [form.casefold() for term in found for form in term.forms]
    for term in found:
        if not term.cites:
            yield Problem(FILE.name, term.slug, "It names no source. Write at least one in cites.")
        if unknown := context.unknown_references(term.cites):
            yield Problem(FILE.name, term.slug, f"There is no reference {', '.join(unknown)}.")
        if term.read and term.read not in articles:
            yield Problem(FILE.name, term.slug, f"There is no article called {term.read}.")
        for twice in {form for form in term.forms if forms.count(form.casefold()) > 1}:
            yield Problem(FILE.name, term.slug, f"“{twice}” stands for two terms. Keep one.")
