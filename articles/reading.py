"""How hard a text is to read: its Flesch-Kincaid grade, measured here, with pyphen for the syllables.

A grade is a school year of the United States; a reader of grade 1 is about 6, so the age is five
years more. It counts the syllables of words and the words of sentences, nothing else: it cannot tell
whether a text is clear.
Source: Kincaid 1975, Research Branch Report 8-75.
"""

import re
from collections.abc import Iterable
from functools import cache

from pyphen import Pyphen

from articles import citations, prose
from articles.blocks import Block, RichText, TableBlock
from articles.sourcing import STATEMENT, statements

AGE_AT_GRADE_0 = 5
END = (".", "?", "!")
SENTENCE = re.compile(r"\b[^.!?]+[.!?]*")
NOT_WORDS = re.compile(r"[^\w\s’']")
SHORTEST = 3  # words; less is a label rather than a sentence


@cache
def dictionary() -> Pyphen:
    return Pyphen(lang="en_US")  # the grade was measured on American words


def grade(lines: Iterable[str]) -> float:
    """The Flesch-Kincaid grade of all these together; 0 for nothing. A line without a full stop is a sentence."""
    text = " ".join(
        line if line.endswith(END) else f"{line}." for line in map(str.strip, lines) if line
    )
    words = words_of(text)
    sentences = sum(len(words_of(one)) >= SHORTEST for one in SENTENCE.findall(text))
    if not words:
        return 0.0
    syllables = sum(len(dictionary().positions(word.lower())) + 1 for word in words)
    return 0.39 * len(words) / max(1, sentences) + 11.8 * syllables / len(words) - 15.59


def words_of(text: str) -> list[str]:
    return NOT_WORDS.sub("", text).split()


def age(blocks: Iterable[Block]) -> float:
    """The reading age of an article: what its paragraphs, lists, signs and tables say."""
    return round(grade(words(blocks)) + AGE_AT_GRADE_0, 1)


def words(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        if isinstance(block, RichText):
            said = [prose.plain(inner) for _tag, inner in STATEMENT.findall(block.html)]
        elif isinstance(block, TableBlock):
            said = [cell for row in block.cells()[1:] for cell in row]
        else:
            said = list(statements(block))
        yield from (citations.without(line) for line in said)
