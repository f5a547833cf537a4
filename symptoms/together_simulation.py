"""How often two things that have nothing to do with each other are told as going together. Pure."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from symptoms.together import went_together
from symptoms.trend_simulation import diary, sources
from symptoms.trends import Reading

LEVEL, LOGGED = 5, 0.9
TAGS = tuple(f"tag {n}" for n in range(7))
SHARES = (0.1, 0.2, 0.3, 0.5)  # how often a tag is ticked
STICKY = (0.0, 0.5)  # how often a day's tag is simply that of the day before


@dataclass(frozen=True)
class Unrelated:
    """Of people whose tags mean nothing, the share who are ever told that one went with their pain."""

    spread: float
    carry: float
    sticky: float
    told: float


def unrelated(people: int) -> Iterator[Unrelated]:
    for spread, carry, sticky in product((1.0, 2.0), (0.0, 0.5), STICKY):
        told = [
            ever_told(tagged(rng, spread, carry, sticky))
            for rng in sources(people, spread, carry, sticky)
        ]
        yield Unrelated(spread, carry, sticky, sum(told) / people)


def tagged(rng: random.Random, spread: float, carry: float, sticky: float) -> list[Reading]:
    shares = {tag: rng.choice(SHARES) for tag in TAGS}
    on = {tag: rng.random() < share for tag, share in shares.items()}
    readings = []
    for day, worst in diary(rng, LEVEL, spread, carry, LOGGED).items():
        for tag, share in shares.items():
            if rng.random() >= sticky:
                on[tag] = rng.random() < share
        sleep = rng.choice(("good", "ok", "poor"))
        readings.append(Reading(day, worst, sleep=sleep, tags=tuple(t for t in TAGS if on[t])))
    return readings


def ever_told(readings: list[Reading]) -> bool:
    ends = [*range(28, len(readings), 7), len(readings)]
    return any(pair.told for end in ends for pair in went_together(readings[:end], TAGS))
