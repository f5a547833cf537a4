"""How often the trend rules would say something to people whose pain is steady, or truly falls.

Made-up diaries of twelve weeks: whole scores from 0 to 10 around a level, each day partly like the
day before (first-order autoregression), read by `trends.verdict` on every single day, because a
person may look on any. Pure; the same seed gives the same diaries.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from math import sqrt

from symptoms.trends import Kind, Worst, verdict

FIRST = date(2026, 1, 5)
DAYS = 84
LEVELS = (3, 4, 5, 6)  # points: the mean
SPREADS = (1.0, 1.5, 2.0)  # points: the standard deviation
CARRIES = (0.0, 0.25, 0.5)  # how much of a day's difference the next day keeps: lag-1 correlation
LOGGED = (1.0, 0.8)  # the share of days with an entry
FALL_FROM = 21  # the day on which pain falls, where it does


@dataclass(frozen=True)
class Steady:
    """Among people whose pain does not change: the share who ever see each verdict in twelve weeks."""

    spread: float
    carry: float
    logged: float
    level: int
    better: float
    lower: float
    worse: float


@dataclass(frozen=True)
class Falling:
    """Among people whose pain falls by `fall` points for good: the share who see "better" by week 12."""

    spread: float
    carry: float
    logged: float
    level: int
    fall: int
    better: float


def steady(people: int) -> Iterator[Steady]:
    for spread, carry, logged, level in product(SPREADS, CARRIES, LOGGED, LEVELS):
        seen = [
            ever(diary(rng, level, spread, carry, logged))
            for rng in sources(people, spread, carry, logged, level)
        ]
        shares = (share(seen, kind) for kind in (Kind.BETTER, Kind.LOWER, Kind.WORSE))
        yield Steady(spread, carry, logged, level, *shares)


def falling(people: int) -> Iterator[Falling]:
    """From 5 and from 6: below, a fall of 3 meets the end of the scale."""
    for spread, carry, logged, level, fall in product(SPREADS, CARRIES, LOGGED, (5, 6), (2, 3)):
        seen = [
            ever(diary(rng, level, spread, carry, logged, fall))
            for rng in sources(people, spread, carry, logged, level, fall)
        ]
        yield Falling(spread, carry, logged, level, fall, share(seen, Kind.BETTER))


def sources(people: int, *cell: float) -> Iterator[random.Random]:
    return (random.Random(f"{cell} {n}") for n in range(people))  # noqa: S311 - nothing secret


def diary(
    rng: random.Random, level: float, spread: float, carry: float, logged: float, fall: float = 0
) -> dict[date, int]:
    """One person's worst pain by day; days without an entry are not there."""
    found: dict[date, int] = {}
    away = rng.gauss(0, 1)
    for n in range(DAYS):
        middle = level - (fall if n >= FALL_FROM else 0)
        if rng.random() < logged:
            found[FIRST + timedelta(days=n)] = min(10, max(0, round(middle + spread * away)))
        away = carry * away + sqrt(1 - carry * carry) * rng.gauss(0, 1)
    return found


def ever(worst: Worst) -> set[Kind]:
    """Every verdict this person would meet, looking each day and knowing only the days so far."""
    so_far: dict[date, int] = {}
    seen = set()
    for n in range(DAYS):
        today = FIRST + timedelta(days=n)
        if today in worst:
            so_far[today] = worst[today]
        seen.add(verdict(so_far, today).kind)
    return seen


def share(seen: list[set[Kind]], kind: Kind) -> float:
    return sum(kind in kinds for kinds in seen) / len(seen)
