"""What a run of daily scores can honestly say. Pure: numbers in, numbers out, no clock, no database.

Scores are worst pain of the day, in points on the 0-10 numeric rating scale. The scale's noise sets
the rules: one pair of readings that differ by 1 or 2 is not news, so weeks are compared, not days.
Sources: Ostelo 2008, Spine 33:90-94 (a change of 2 points or 30 % is the least that matters to
people with back pain); Suzuki 2020 (1 to 2 points) and a German study of 2021 (more when the start
is high: 3 points from 8 up). All come from clinics and mostly from backs; none from hips in an app.

How long a fall must last, and how much larger than a person's own ups and downs it must be, comes
from simulated diaries: docs/trend-thresholds.md, written by `manage.py trend_thresholds`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import median, quantiles, stdev
from typing import NamedTuple

WINDOW = 7  # days in "this week"
MIN_DAYS = 5  # days with a score before a week says anything
START_DAYS = 14  # logged days that make up "when you started"
START_AT_LEAST = 7  # of which so many are enough to begin to compare
WEEKS = 4  # a fall is called better once it has lasted so many weeks
POINTS, HIGH_START_POINTS = 2, 3  # the least that matters: from a start below 8, and from 8 up
SPREADS = 1.2  # and it is larger than so many times the person's own spread at the start
HIGH, HIGH_DAYS = 8, 3  # this much pain on this many days of a week is said first
WORSE_BY_CHANCE = (5, 57)  # of 100 people whose pain is steady: how many see "worse" in 12 weeks
LOW_START = 3  # from so low a start, a fall in pain is mostly noise

Worst = Mapping[date, int]


class Reading(NamedTuple):
    """One log entry, as far as the trends care."""

    local_date: date
    worst: int
    interfere: int | None = None
    late: bool = False
    sleep: str = ""
    tags: Sequence[str] = ()


def worst_by_day(readings: Iterable[Reading]) -> dict[date, int]:
    """The highest score of each day that has one."""
    found: dict[date, int] = {}
    for reading in readings:
        found[reading.local_date] = max(reading.worst, found.get(reading.local_date, 0))
    return found


def week_to(worst: Worst, day: date) -> list[int]:
    """The scores of the seven days that end with `day`; days without one are simply not there."""
    days = (day - timedelta(days=n) for n in reversed(range(WINDOW)))
    return [worst[d] for d in days if d in worst]


def usual(worst: Worst, day: date) -> float | None:
    """The median of the week that ends with `day`, in points. None with fewer than MIN_DAYS scores."""
    scores = week_to(worst, day)
    return float(median(scores)) if len(scores) >= MIN_DAYS else None


def middle_half(worst: Worst, day: date) -> tuple[float, float] | None:
    """The 25th and 75th percentile of the same week, in points. None when `usual` is."""
    scores = week_to(worst, day)
    if len(scores) < MIN_DAYS:
        return None
    _, low, high = middle(scores)
    return low, high


def middle(scores: Sequence[int]) -> tuple[float, float, float]:
    """The median, and the 25th and 75th percentile, of two scores or more."""
    low, median_, high = quantiles(scores, n=4, method="inclusive")
    return median_, low, high


def start(worst: Worst) -> float | None:
    """Where a person began: the median of their first START_DAYS logged days, gaps or not.

    While there are fewer, the median of those there are; None with fewer than START_AT_LEAST.
    """
    first = first_scores(worst)
    return float(median(first)) if len(first) >= START_AT_LEAST else None


def first_scores(worst: Worst) -> list[int]:
    return [worst[day] for day in sorted(worst)[:START_DAYS]]


class Kind(StrEnum):
    TOO_FEW = "too_few"
    FIRST_WEEK = "first_week"  # a usual value, but nothing yet to compare it with
    STEADY = "steady"
    LOW_START = "low_start"
    LOWER = "lower"  # clearly below the start, for one week so far
    BETTER = "better"
    WORSE = "worse"
    HIGH = "high"


@dataclass(frozen=True)
class Verdict:
    kind: Kind
    usual: float | None = None
    start: float | None = None


def verdict(worst: Worst, today: date) -> Verdict:
    """What the week that ends today says about pain since the start.

    Worse: the usual value is clearly above the start; said after one week, for a fall may wait and a
    rise may not, and so it is the verdict that chance brings most often (WORSE_BY_CHANCE). High: HIGH or more on HIGH_DAYS days, which is
    said even when too few days are logged for a pattern. Better: clearly below the start in each of
    the last WEEKS weeks; lower: this week only. Everything in between is steady: within the noise.
    """
    week, first = week_to(worst, today), first_scores(worst)
    now = float(median(week)) if len(week) >= MIN_DAYS else None
    began = float(median(first)) if len(first) >= START_AT_LEAST else None
    if now is not None and began is not None and clearly_above(now, began, first):
        return Verdict(Kind.WORSE, now, began)
    if sum(score >= HIGH for score in week) >= HIGH_DAYS:
        return Verdict(Kind.HIGH, now, began)
    if now is None:
        return Verdict(Kind.TOO_FEW)
    if began is None:
        return Verdict(Kind.FIRST_WEEK, now)
    if began <= LOW_START:
        return Verdict(Kind.LOW_START, now, began)
    if not clearly_below(now, began, first):
        return Verdict(Kind.STEADY, now, began)
    lasted = has_lasted(worst, today, began, first)
    return Verdict(Kind.BETTER if lasted else Kind.LOWER, now, began)


def least_that_matters(began: float) -> float:
    """The smallest change from this start that people notice, in points: 2 or 30 %, and 3 from 8 up."""
    return max(HIGH_START_POINTS if began >= HIGH else POINTS, 3 * began / 10)


def clearly_above(value: float, began: float, first: Sequence[int]) -> bool:
    rise = value - began
    return rise >= POINTS and rise >= SPREADS * stdev(first)


def clearly_below(value: float, began: float, first: Sequence[int]) -> bool:
    """Whether the fall matters, and is more than this person's own ups and downs at the start."""
    fall = began - value
    return fall >= least_that_matters(began) and fall >= SPREADS * stdev(first)


def has_lasted(worst: Worst, today: date, began: float, first: Sequence[int]) -> bool:
    """Whether each of the last WEEKS weeks is known, lies after the start and is clearly below it."""
    ends = [today - timedelta(days=WINDOW * n) for n in range(WEEKS)]
    logged = sorted(worst)
    if len(logged) < START_DAYS or ends[-1] - timedelta(days=WINDOW) < logged[START_DAYS - 1]:
        return False
    weeks = (usual(worst, day) for day in ends)
    return all(week is not None and clearly_below(week, began, first) for week in weeks)
