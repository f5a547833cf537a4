"""How hard the self-check's words are to read: `script/reading-grade` writes the table.

Flesch–Kincaid grade: 0.39 x words a sentence + 11.8 x syllables a word - 15.59, roughly the year of a
United States school (Kincaid 1975, "Derivation of new readability formulas for Navy enlisted personnel").
Counted a sentence at a time by textstat. A label of fewer than LEAST words is no sentence: the formula
says nothing sensible about it, so it is not counted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import textstat

from symptoms.definition import load
from symptoms.regions import say
from symptoms.schema import Definition
from symptoms.wording import conditions, medicines

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "reading-grade.md"
LEAST = 5  # words
MEDIAN, MOST = 6, 9
PARTS = (
    "Questions",
    "Answers",
    "Why we ask",
    "Danger signs",
    "Patterns",
    "Routines",
    "Advice",
    "Results",
)


@dataclass(frozen=True)
class Sentence:
    part: str
    item: str
    words: str
    grade: float

    @property
    def excused(self) -> bool:
        """Does it name a condition or a medicine? A danger sign never loses its meaning to gain a grade."""
        return bool(conditions().found(self.words) or medicines().found(self.words))


def texts(known: Definition) -> Iterator[tuple[str, str, str]]:
    """(part, item, text) for every text of the self-check that a person reads."""
    for question in known.asked:
        yield "Questions", question.id, question.text
        yield "Questions", question.id, question.help
        yield "Why we ask", question.id, question.why
        for option in question.options:
            yield "Answers", f"{question.id}.{option.id}", option.label
            yield "Answers", f"{question.id}.{option.id}", option.hint
    for flag in (*known.flags.values(), *known.combined_flags, *known.late_flags):
        yield "Danger signs", flag.id, flag.why
        yield "Danger signs", flag.id, flag.action
    yield "Danger signs", "unsure", known.unsure.why
    for level, action in known.unsure.action.items():
        yield "Danger signs", f"unsure.{level}", action
    for finding in known.findings:
        yield "Patterns", finding.id, finding.title
        yield "Patterns", finding.id, finding.plain
    for rule in (*known.primary, *known.secondary):
        yield "Routines", rule.id, rule.reason
    for exclusion in known.extra_exclusions:
        yield "Routines", f"{exclusion.routine} kept away", exclusion.reason
    for tip in (*known.advice, *known.physio):
        yield "Advice", tip.id, tip.text
    for worse in known.if_worse:
        yield "Advice", worse.id, worse.when
        yield "Advice", worse.id, worse.do
    for value in known.levels.values():
        yield "Results", value.id, value.heading
        yield "Results", value.id, value.body
    yield "Results", "irritability_note", known.irritability_note
    for line in known.quick.lines:
        yield "Questions", f"quick.{line.id}", line.label


def sentences(known: Definition) -> list[Sentence]:
    """Each sentence once, in the order of the definition, in the words of the United Kingdom."""
    found: dict[str, Sentence] = {}
    for part, item, text in texts(known):
        for words in re.split(r"(?<=[.!?:;])\s+", say(known, text, "GB")):
            if len(words.split()) >= LEAST and words not in found:
                grade = textstat.flesch_kincaid_grade(words)
                found[words] = Sentence(part, item, words, round(grade, 1))
    return list(found.values())


def too_hard(counted: list[Sentence]) -> list[Sentence]:
    return [one for one in counted if one.grade > MOST and not one.excused]


def table(known: Definition) -> str:
    counted = sentences(known)
    hardest = sorted((one for one in counted if one.grade > MOST), key=lambda one: -one.grade)
    lines = [
        "# How hard the self-check is to read",
        "",
        f"Flesch–Kincaid grade of every sentence of {LEAST} words or more in version {known.version} of the self-check.",
        f"We aim for a median of {MEDIAN} or less, and for nothing above {MOST} but a sentence that has to name a condition or a",
        "medicine. `script/reading-grade` writes this page; a test says when it is out of date.",
        "",
        "| part | sentences | median | hardest | above 9 |",
        "|---|---:|---:|---:|---:|",
    ]
    for part in (*PARTS, "All"):
        some = [one for one in counted if part in (one.part, "All")]
        grades = [one.grade for one in some]
        hard = sum(grade > MOST for grade in grades)
        lines.append(
            f"| {part} | {len(some)} | {median(grades):.1f} | {max(grades):.1f} | {hard} |"
        )
    lines += [
        "",
        f"## Above {MOST}",
        "",
        "| grade | where | sentence | why it may |",
        "|---:|---|---|---|",
    ]
    for one in hardest:
        why = "names a condition or a medicine" if one.excused else "to be shortened"
        lines.append(f"| {one.grade} | {one.item} | {one.words.replace('|', '/')} | {why} |")
    return "\n".join(lines) + "\n"


def write() -> None:
    DOCUMENT.write_text(table(load()))
