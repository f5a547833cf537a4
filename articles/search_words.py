"""What a reader typed, made ready for the index: spelling, synonyms, quiet words, danger signs.

Pure: the words of the index come in as a function. The lists are in articles/content/search.yaml.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from articles import source
from routines.content import Problem

FILE = source.CONTENT / "search.yaml"
LISTS = {"same", "heard", "danger", "quiet"}
LONGEST = 200  # characters of a search; the rest is left out
MOST = 12  # words of a search
WORD = re.compile(r"[a-z0-9]+")
SYNONYM, CORRECTED = 0.7, 0.9  # how much such a form counts beside a word as it was typed

Closest = Callable[[Collection[str]], Mapping[str, str]]


@dataclass(frozen=True)
class Sought:
    """One thing a reader looks for. `forms`: words or phrases that say it, and what each counts."""

    typed: str
    forms: Mapping[str, float]


@dataclass(frozen=True)
class Reading:
    """A search as we understood it. `corrected` is "" when every word was spelt as we know it."""

    sought: tuple[Sought, ...]
    corrected: str
    has_danger: bool


@cache
def lists() -> dict[str, Any]:
    return yaml.safe_load(FILE.read_text())


@cache
def synonyms() -> dict[tuple[str, ...], list[str]]:
    """The words of each form -> every form of its groups."""
    found: dict[tuple[str, ...], list[str]] = {}
    for group in lists()["same"]:
        for form in group:
            found.setdefault(tuple(form.replace("-", " ").split()), []).extend(group)
    return found


@cache
def own_words() -> frozenset[str]:
    """The words of our lists: none of them is a mistake."""
    known = {word for form in synonyms() for word in form} | set(lists()["quiet"])
    return frozenset(known | {word for line in lists()["danger"] for word in line})


def words(text: str) -> list[str]:
    """The words of any text in small letters, without accents; "can't" is one word."""
    flat = unicodedata.normalize("NFKD", text).casefold()
    flat = "".join(letter for letter in flat if not unicodedata.combining(letter))
    return WORD.findall(flat.replace("'", "").replace("’", ""))


def understand(text: str, closest: Closest) -> Reading:
    """closest: given words, the nearest word of the index for each that it lacks and can guess."""
    typed = heard(words(text[:LONGEST])[:MOST])
    better = closest([word for word in typed if word not in own_words()])
    spelt = [better.get(word, word) for word in typed]
    return Reading(
        tuple(seek(typed, spelt)), " ".join(spelt) if better else "", has_danger(typed, spelt)
    )


def heard(typed: list[str]) -> list[str]:
    """`typed` with what people write when they only heard a word put right."""
    line = f" {' '.join(typed)} "
    for wrong, right in lists()["heard"].items():
        line = line.replace(f" {wrong} ", f" {right} ")
    return line.split()


def seek(typed: list[str], spelt: list[str]) -> Iterator[Sought]:
    """The longest phrases we know first, then single words; quiet ones only when there is no other."""
    quiet = set(lists()["quiet"])
    if set(spelt) <= quiet:
        quiet = set()
    at = 0
    while at < len(spelt):
        phrase = next((p for p in phrases(spelt, at) if p in synonyms()), (spelt[at],))
        if len(phrase) > 1 or spelt[at] not in quiet:
            yield one(typed[at : at + len(phrase)], phrase)
        at += len(phrase)


def phrases(spelt: list[str], at: int) -> Iterator[tuple[str, ...]]:
    """Every run of words that starts here, the longest first."""
    for end in range(len(spelt), at, -1):
        yield tuple(spelt[at:end])


def one(typed: list[str], phrase: tuple[str, ...]) -> Sought:
    forms = dict.fromkeys(synonyms().get(phrase, []), SYNONYM)
    if typed != list(phrase):
        forms[" ".join(phrase)] = CORRECTED
    forms[" ".join(typed)] = 1.0
    return Sought(" ".join(typed), forms)


def has_danger(*spellings: list[str]) -> bool:
    """Whether the search names a sign that needs a person before any exercise."""
    return any(set(line) <= set(spelt) for line in lists()["danger"] for spelt in spellings)


def distance(one: str, other: str) -> int:
    """How many letters were added, left out, changed or swapped with a neighbour (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        last, row = row, [i]
        for j, wanted in enumerate(other, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before = last
    return row[-1]


def nearest(word: str, candidates: Mapping[str, int]) -> str:
    """The likeliest word that was meant, or "". candidates: word -> how often our pages use it."""
    allowed = 1 if len(word) < 6 else 2
    told = [
        (distance(word, other), other[0] != word[0], -seen, other)
        for other, seen in candidates.items()
    ]
    near = min((each for each in told if each[0] <= allowed), default=None)
    return near[3] if near and len(word) > 3 else ""


def validate() -> Iterator[Problem]:
    """Every problem of the lists: a part that is missing, or a word the search would never meet."""
    held = yaml.safe_load(FILE.read_text())
    if not isinstance(held, dict) or held.keys() != LISTS:
        yield Problem(FILE.name, "", f"Write exactly these lists: {', '.join(sorted(LISTS))}.")
        return
    groups = [form for group in held["same"] for form in group]
    lines = [word for line in held["danger"] for word in line]
    for text in [*groups, *lines, *held["heard"], *held["heard"].values(), *held["quiet"]]:
        if not isinstance(text, str) or words(text) != text.replace("-", " ").split():
            yield Problem(FILE.name, str(text), "Write small letters and digits only.")
