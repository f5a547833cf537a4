"""Saying why: from the bits that made a rule hold back to answers, in the words the person saw."""

from collections.abc import Mapping
from typing import Any

from symptoms.rules import Because, Rules
from symptoms.schema import Question


def to_answers(bits: int, among: int, behind: Mapping[int, int]) -> int:
    """A finding or an irritability `among` the reasons stands for the answers behind it."""
    bits ^= among
    while among:
        bit = among & -among
        among ^= bit
        bits |= behind[bit]
    return bits


def explain(rules: Rules, mask: int, bits: int) -> tuple[Because, ...]:
    """The answers behind these bits, in the order of the pages."""
    if bits in rules.alone:  # most reasons are one answer
        return rules.alone[bits]
    told: dict[str, Because] = {}
    while bits:
        bit = bits & -bits
        bits ^= bit
        one = rules.owner.get(bit)
        if one is None:  # a finding, told by the answers behind it
            continue
        its = one.told[(mask & one.every).bit_count() if one.points else bit]
        if its.question in told and not one.points:
            its = Because(its.question, its.text, f"{told[its.question].answer}; {its.answer}")
        told[its.question] = its
    return tuple(told.values())


def answer_label(question: Question, answer: Any) -> str:
    """An answer in the words the person saw; the options keep the page's order."""
    if question.kind == "scale":
        return f"{answer} out of {question.high}"
    picked = {answer} if isinstance(answer, str) else set(answer)
    return "; ".join(choice.label for choice in question.options if choice.id in picked)
