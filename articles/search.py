"""Search over articles, exercises, sessions and the glossary. The same on both databases."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import log

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from articles.search_index import SearchEntry, SearchWord
from articles.search_stores import MOST, OFF, ON, Store, store
from articles.search_words import Reading, Sought, nearest, understand

SHOWN = 20
WORTH_SHOWING = 0.35  # of the best score
MENTION = 0.15
MARK = re.compile(f"{ON}(.*?){OFF}", re.DOTALL)
EXERCISE = (SearchEntry.Kind.EXERCISE, SearchEntry.Kind.ROUTINE)
DOUBTED = 8  # misspelt words of one search that are looked up


@dataclass(frozen=True)
class Hit:
    """One page. `title` and `snippet` are escaped, with <mark> around what was looked for."""

    entry: SearchEntry
    title: SafeString
    snippet: SafeString


@dataclass(frozen=True)
class Found:
    """The best pages first. `corrected` is the search with its spelling mended, or "".

    has_danger: the search names a danger sign. Then no exercise and no session is among the hits,
    and the page says first where to get help.
    """

    hits: list[Hit]
    corrected: str
    has_danger: bool


def search(text: str, now: datetime, shown: int = SHOWN) -> Found:
    """What readers may see at `now` that answers `text`. Nothing typed is kept here."""
    held = store()
    reading = understand(text, lambda doubted: closest(doubted, held))
    ranked = best(reading, held)
    entries = visible(ranked, reading, now)
    least = WORTH_SHOWING * max((ranked[pk] for pk in entries), default=0.0)
    worth = [pk for pk in entries if ranked[pk] >= least]
    # By address where two fit as well, so that a search made twice answers in one order.
    chosen = sorted(worth, key=lambda pk: (-ranked[pk], entries[pk].address))[:shown]
    marked = held.marked(forms_of(reading), chosen) if chosen else {}
    hits = [hit(entries[pk], *marked.get(pk, ("", ""))) for pk in chosen]
    return Found(hits, reading.corrected if hits else "", reading.has_danger)


def closest(doubted: Collection[str], held: Store) -> Mapping[str, str]:
    known = set(SearchWord.objects.filter(word__in=doubted).values_list("word", flat=True))
    unknown = [word for word in dict.fromkeys(doubted) if word not in known][:DOUBTED]
    guessed = {word: nearest(word, held.alike(word)) for word in unknown}
    return {word: guess for word, guess in guessed.items() if guess}


def forms_of(reading: Reading) -> list[str]:
    return list(dict.fromkeys(form for one in reading.sought for form in one.forms))


def best(reading: Reading, held: Store) -> dict[int, float]:
    """Each entry's score: for each thing sought its best form, and the rarer a thing the more it counts."""
    forms = forms_of(reading)
    fits: dict[str, dict[int, float]] = {form: {} for form in forms}
    for n, pk, fit in held.match(forms):
        fits[forms[n]][pk] = fit
    scores: dict[int, float] = {}
    for one in reading.sought:
        of_this = fit_of(one, fits)
        rarity = log(1 + MOST / max(1, len(of_this)))
        for pk, fit in of_this.items():
            scores[pk] = scores.get(pk, 0.0) + rarity * fit
    return scores


def fit_of(one: Sought, fits: Mapping[str, Mapping[int, float]]) -> dict[int, float]:
    """How well each entry fits by its best form: from MENTION for a bare mention to 1 for a title."""
    found: dict[int, float] = {}
    for form, counts in one.forms.items():
        for pk, fit in fits[form].items():
            found[pk] = max(found.get(pk, 0.0), counts * min(1.0, fit))
    return {pk: MENTION + (1 - MENTION) * fit for pk, fit in found.items()}


def visible(ranked: Mapping[int, float], reading: Reading, now: datetime) -> dict[int, SearchEntry]:
    likely = sorted(ranked, key=lambda pk: -ranked[pk])[:MOST]
    entries = SearchEntry.objects.visible(now).defer("text", "words")
    if reading.has_danger:
        entries = entries.exclude(kind__in=EXERCISE)
    return entries.in_bulk(likely)


def hit(entry: SearchEntry, title: str, snippet: str) -> Hit:
    return Hit(entry, with_marks(title or entry.title), with_marks(lines(entry, snippet)))


def lines(entry: SearchEntry, snippet: str) -> str:
    return snippet if ON in snippet else entry.lede


def with_marks(text: str) -> SafeString:
    """Escaped, and what was looked for in <mark>."""
    marked = MARK.sub(r"<mark>\1</mark>", conditional_escape(text))
    return mark_safe(marked)  # noqa: S308 - escaped first
