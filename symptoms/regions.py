"""The same advice in the words and numbers of the place where a person lives."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from symptoms.schema import Definition, RegionalTerms

TERM = re.compile(r"(^|[.!?]\s+)?\{(emergency|urgent)\}")


def say(definition: Definition, text: str, region: str) -> str:
    """`text` with {emergency} and {urgent} in the region's words, capitalised at a sentence start."""
    words = {
        "emergency": pick(definition.terms.emergency, region),
        "urgent": pick(definition.terms.urgent, region),
    }

    def put(match: re.Match) -> str:
        before, term = match.groups()
        phrase = words[term]
        return phrase if before is None else before + phrase[:1].upper() + phrase[1:]

    return TERM.sub(put, text)


def pick(terms: Mapping[str, str], region: str) -> str:
    return terms.get(region) or terms.get("default", "")


@dataclass(frozen=True)
class Numbers:
    """Where to turn in one region: words to read, digits to tap (either may be empty)."""

    region: str
    emergency: str
    emergency_phone: str
    urgent: str
    urgent_phone: str


def numbers(terms: RegionalTerms, region: str) -> Numbers:
    return Numbers(
        region=region,
        emergency=sentence(pick(terms.emergency, region)),
        emergency_phone=terms.emergency_phone.get(region, ""),
        urgent=sentence(pick(terms.urgent, region)),
        urgent_phone=terms.urgent_phone.get(region, ""),
    )


def sentence(phrase: str) -> str:
    return f"{phrase[:1].upper()}{phrase[1:]}."
