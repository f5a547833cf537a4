"""How hard a text is to read: its Flesch-Kincaid grade, measured offline by textstat.

A grade is a school year of the United States; a reader of grade 1 is about 6, so the age is five
years more. It counts the syllables of words and the words of sentences, nothing else: it cannot tell
whether a text is clear.
"""

from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec

from articles import citations, prose
from articles.blocks import Block, RichText, TableBlock
from articles.sourcing import STATEMENT, statements

AGE_AT_GRADE_0 = 5
END = (".", "?", "!")


def can_measure() -> bool:
    """textstat is only installed where the site is built and tested."""
    return find_spec("textstat") is not None


def grade(sentences: Iterable[str]) -> float:
    """The Flesch-Kincaid grade of all these together. A line without a full stop counts as a sentence."""
    textstat = import_module("textstat").textstat

    ended = (
        line if line.endswith(END) else f"{line}." for line in map(str.strip, sentences) if line
    )
    return textstat.flesch_kincaid_grade(" ".join(ended))


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
