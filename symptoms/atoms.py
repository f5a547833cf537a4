"""Answers as bits, and rules as tests on those bits.

Each thing a rule can read is one bit of a whole number: every option of every question, every
"this many points or more" of a scale, every finding, every irritability. A person's answers are a
number; a rule is "any of these terms, all of whose clauses hold". Deciding is then a handful of
`&`, and the proof reads exactly what decides.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product

from symptoms import conditions as c

Clause = tuple[int, int]  # (yes, no): holds if a bit of `yes` is set, or one of `no` is not
Term = tuple[Clause, ...]  # every clause holds
Terms = tuple[Term, ...]  # at least one term holds


def holds(terms: Terms, mask: int) -> bool:
    for term in terms:
        for yes, no in term:
            if not (mask & yes or no & ~mask):
                break
        else:
            return True
    return False


def needs(terms: Terms) -> int:
    """Bits without any of which the test cannot hold; all bits where nothing can be said."""
    needed = 0
    for term in terms:
        first = next((yes for yes, no in term if not no), 0)
        if not first:
            return -1
        needed |= first
    return needed


def enough(terms: Terms) -> bool:
    """Does it hold with any one of the bits it needs?"""
    return len(terms) == 1 and len(terms[0]) == 1 and not terms[0][0][1]


def reads(terms: Terms) -> int:
    """Every bit it looks at."""
    bits = 0
    for term in terms:
        for yes, no in term:
            bits |= yes | no
    return bits


def evidence(terms: Terms, mask: int) -> int:
    """The bits that made it true; only to be asked when it holds."""
    found = 0
    for term in terms:
        bits = 0
        for yes, no in term:
            if not (mask & yes or no & ~mask):
                break
            bits |= mask & yes
        else:
            found |= bits
    return found


@dataclass
class Atoms:
    """Which bit stands for what."""

    bits: dict[tuple[str, str | int], int] = field(default_factory=dict)  # (question, option)
    names: list[tuple[str, str | int]] = field(default_factory=list)  # by position

    def add(self, owner: str, value: str | int) -> int:
        bit = self.bits[owner, value] = 1 << len(self.names)
        self.names.append((owner, value))
        return bit

    def any_of(self, owner: str, values: Iterable[str | int]) -> int:
        return sum(self.bits[owner, value] for value in values)

    def named(self, mask: int) -> list[tuple[str, str | int]]:
        return [name for position, name in enumerate(self.names) if mask >> position & 1]

    # -------------------------------------------------------------- from trees to tests

    def compile(self, condition: c.Condition) -> Terms:
        match condition:
            case c.Always():
                return ((),)
            case c.Every(parts):
                return self.every([self.compile(part) for part in parts])
            case c.Either(parts):
                return self.either([self.compile(part) for part in parts])
            case c.Not(part):
                return self.negate(self.compile(part))
            case c.Asked(_question, when):
                return self.compile(when)
            case c.NothingFound():
                return (tuple((0, bit) for bit in self.of("finding").values()),)
        return (((self.leaf(condition), 0),),)

    def leaf(self, condition: c.Condition) -> int:
        match condition:
            case c.Chosen(question, options):
                return self.any_of(question, options)
            case c.AtLeast(question, points):
                return self.any_of(question, [points]) if points else 0
            case c.Found(finding):
                return self.bits["finding", finding]
            case c.Irritable(values):
                return self.any_of("irritability", values)
        raise TypeError(f"{condition} cannot be decided from answers")

    def of(self, owner: str) -> Mapping[str | int, int]:
        return {value: bit for (name, value), bit in self.bits.items() if name == owner}

    def every(self, parts: list[Terms]) -> Terms:
        return tuple(
            tuple(clause for term in choice for clause in term) for choice in product(*parts)
        )

    def either(self, parts: list[Terms]) -> Terms:
        """Terms of one clause are joined into one: any of these bits."""
        terms = [term for part in parts for term in part]
        small = [term[0] for term in terms if len(term) == 1]
        rest = tuple(term for term in terms if len(term) != 1)
        if not small:
            return rest
        yes = no = 0
        for its_yes, its_no in small:
            yes, no = yes | its_yes, no | its_no
        return (((yes, no),), *rest)

    def negate(self, terms: Terms) -> Terms:
        return self.every([self.either([opposite(clause) for clause in term]) for term in terms])


def opposite(clause: Clause) -> Terms:
    """Every bit of `yes` is unset and every one of `no` is set."""
    yes, no = clause
    return (tuple((0, bit) for bit in each(yes)) + tuple((bit, 0) for bit in each(no)),)


def each(mask: int) -> list[int]:
    return [1 << position for position in range(mask.bit_length()) if mask >> position & 1]
