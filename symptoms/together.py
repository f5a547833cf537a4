"""What went together with better or worse days: two groups of days, compared. Pure.

A difference is told only when it matters (a point or more between the medians) and is larger than
chance would make it. For the second, the ranks of the days are compared (Mann & Whitney 1947, Ann
Math Stat 18:50-60, with the correction for ties), with fewer days counted than there are, because
one day is like the next (Bartlett 1935: n (1 - r) / (1 + r) for a lag-1 correlation r). SURE is set so
high because eight things are compared at once, again and again: docs/trend-thresholds.md has the
rate at which steady people are told of a pair that is not there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from math import sqrt
from statistics import mean, median, quantiles

from symptoms.trends import Reading, Worst, worst_by_day

ENOUGH = 10  # days with, and days without
POINTS = 1  # the least difference between two medians that is told
SURE = 3.0  # standard errors
SLEPT_WELL = "slept_well"


@dataclass(frozen=True)
class Group:
    """Some days, in points: their number, the median, and the 25th and 75th percentile."""

    days: int
    usual: float
    low: float
    high: float


@dataclass(frozen=True)
class Pair:
    """Days with one thing, and days without it. With fewer than ENOUGH of either there are no groups."""

    name: str
    days_with: int
    days_without: int
    with_it: Group | None = None
    without: Group | None = None
    sure: bool = False

    @property
    def enough(self) -> bool:
        return self.with_it is not None

    @property
    def told(self) -> bool:
        """Whether the two went together, as far as this log can show it."""
        return (
            self.with_it is not None
            and self.without is not None
            and self.sure
            and abs(self.with_it.usual - self.without.usual) >= POINTS
        )


def went_together(readings: Sequence[Reading], names: Sequence[str]) -> list[Pair]:
    """One pair for each tag in `names`, and for a good night, that was logged at all.

    Told ones first, then those with enough days, then by how many days there are.
    """
    worst = worst_by_day(readings)
    days_of = {name: days_with(readings, name) for name in names}
    days_of[SLEPT_WELL] = {r.local_date for r in readings if r.sleep == "good"}
    asked = {SLEPT_WELL: {r.local_date for r in readings if r.sleep}}
    pairs = [
        compare(name, chosen, {d: worst[d] for d in asked.get(name, worst)})
        for name, chosen in days_of.items()
        if chosen
    ]
    return sorted(pairs, key=lambda pair: (not pair.told, not pair.enough, -pair.days_with))


def days_with(readings: Sequence[Reading], tag: str) -> set[date]:
    return {r.local_date for r in readings if tag in r.tags}


def compare(name: str, chosen: set[date], worst: Worst) -> Pair:
    with_it = [score for day, score in worst.items() if day in chosen]
    without = [score for day, score in worst.items() if day not in chosen]
    if min(len(with_it), len(without)) < ENOUGH:
        return Pair(name, len(with_it), len(without))
    size = abs(standardised(with_it, without)) * sqrt(independent_share(worst))
    return Pair(name, len(with_it), len(without), group(with_it), group(without), sure=size >= SURE)


def group(scores: Sequence[int]) -> Group:
    low, _, high = quantiles(scores, n=4, method="inclusive")
    return Group(len(scores), float(median(scores)), low, high)


def standardised(some: Sequence[int], others: Sequence[int]) -> float:
    """How far the ranks of `some` lie from chance, in standard errors; 0 when every score is the same."""
    n, m = len(some), len(others)
    rank, ties = ranks([*some, *others])
    away = sum(rank[score] for score in some) - n * (n + m + 1) / 2
    spread = n * m / 12 * (n + m + 1 - ties / ((n + m) * (n + m - 1)))
    return away / sqrt(spread) if spread > 0 else 0.0


def ranks(scores: Sequence[int]) -> tuple[Mapping[int, float], int]:
    """The mean rank of each score, and the sum of t³ - t over the runs of t equal ones."""
    found, ties, before = {}, 0, 0
    for score, run in groupby(sorted(scores)):
        count = len(list(run))
        found[score] = before + (count + 1) / 2
        ties += count**3 - count
        before += count
    return found, ties


def independent_share(worst: Worst) -> float:
    """Of the days, the share that says something new: (1 - r) / (1 + r), 1 where r is not above 0."""
    r = carry(worst)
    return (1 - r) / (1 + r) if r > 0 else 1.0


def carry(worst: Worst) -> float:
    """The lag-1 correlation of the scores, over neighbouring days that both have one; at most 0.9."""
    middle = mean(worst.values())
    around = {day: score - middle for day, score in worst.items()}
    spread = mean(away * away for away in around.values())
    both = [
        away * around[day + timedelta(days=1)]
        for day, away in around.items()
        if day + timedelta(days=1) in around
    ]
    return min(mean(both) / spread, 0.9) if both and spread else 0.0
