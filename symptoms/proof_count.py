"""How many answer sets a proof covers, counted exactly."""

from collections import Counter
from math import prod

from symptoms.atoms import each, holds, reads
from symptoms.rules import Asking, Rules


def answer_sets(rules: Rules) -> int:
    """Every way to answer every question, whether the path leads there or not."""
    return prod(ways(one) for one in rules.asking)


def ways(one: Asking) -> int:
    """In how many ways one question can be answered."""
    if one.question.kind == "scale":
        return len(one.points)
    if one.question.kind == "single":
        return len(one.bits)
    alone = one.exclusive.bit_count()
    return 2 ** (len(one.bits) - alone) - 1 + alone


def paths(rules: Rules) -> int:
    """Every way to answer exactly the questions that these answers lead to.

    Danger sign or not; the last question, which depends on everything, is left out where it is
    asked only if it matters. Counted question by question: of the answers so far only the bits
    are kept that a later question's ask_if reads.
    """
    asking = [one for one in rules.asking if not one.matters]
    states: Counter[int] = Counter({0: 1})
    for place, one in enumerate(asking):
        later = 0
        for other in asking[place + 1 :]:
            later |= reads(other.when or ())
        after: Counter[int] = Counter()
        kinds = answers(one, later)
        for mask, people in states.items():
            if one.when is not None and not holds(one.when, mask):
                after[mask & later] += people
                continue
            for bits, number in kinds.items():
                after[(mask | bits) & later] += people * number
        states = after
    return states.total()


def answers(one: Asking, later: int) -> Counter[int]:
    """The bits of an answer that are read later -> the number of answers that look like it."""
    if one.question.kind == "scale":
        return Counter(bits & later for bits in one.points)
    if one.question.kind == "single":
        return Counter(bit & later for bit in one.bits.values())
    together = each(one.every & ~one.exclusive)
    read = [bit for bit in together if bit & later]
    kinds: Counter[int] = Counter({0: 2 ** (len(together) - len(read))})
    for bit in read:
        kinds += Counter({bits | bit: number for bits, number in kinds.items()})
    kinds[0] -= 1  # nothing ticked is no answer
    kinds.update(bit & later for bit in each(one.exclusive))
    return kinds
