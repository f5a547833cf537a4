"""What a run of daily scores can honestly say. Pure: numbers in, numbers out, no clock, no database.

Scores are worst pain of the day, in points on the 0-10 numeric rating scale. The scale's noise sets
the rules: one pair of readings that differ by 1 or 2 is not news, so weeks are compared, not days.
Sources: Ostelo 2008, Spine 33:90-94 (a change of 2 points or 30 % is the least that matters to
people with back pain); Suzuki 2020 and a German study of 2021 found 1 to 2 points, more when the
start is high. All come from clinics and mostly from backs; none from hips in an app.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import median, quantiles
from typing import NamedTuple

WINDOW = 7  # days in "this week"
MIN_DAYS = 5  # days with a score before a week says anything
START_DAYS = 7  # logged days that make up "when you started"
POINTS = 2
HIGH, HIGH_DAYS = 8, 3  # this much pain on this many days of a week is said first
LOW_START = 3  # from so low a start, a fall in pain is mostly noise
A_LOT = 7  # "it got in the way a lot": the top of the 0-10 scale; our own cut, from no study

Worst = Mapping[date, int]


class Reading(NamedTuple):
    """One log entry, as far as the trends care."""

    local_date: date
    worst: int
    interfere: int | None = None
    late: bool = False
    sleep: str = ""


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
    low, _, high = quantiles(scores, n=4, method="inclusive")
    return low, high


def start(worst: Worst) -> float | None:
    """Where a person began: the median of their first START_DAYS logged days, gaps or not. None before that."""
    first = [worst[day] for day in sorted(worst)[:START_DAYS]]
    return float(median(first)) if len(first) == START_DAYS else None


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

    Worse: the usual value is POINTS above the start. High: HIGH or more on HIGH_DAYS days, which is
    said even when too few days are logged for a pattern. Better: below the start by POINTS and by
    30 %, both this week and the week before; lower: this week only. Everything in between is
    steady: within the noise.
    """
    now, before, began = (
        usual(worst, today),
        usual(worst, today - timedelta(days=WINDOW)),
        start(worst),
    )
    if now is not None and began is not None and now - began >= POINTS:
        return Verdict(Kind.WORSE, now, began)
    if sum(score >= HIGH for score in week_to(worst, today)) >= HIGH_DAYS:
        return Verdict(Kind.HIGH, now, began)
    if now is None:
        return Verdict(Kind.TOO_FEW)
    if began is None:
        return Verdict(Kind.FIRST_WEEK, now)
    if began <= LOW_START:
        return Verdict(Kind.LOW_START, now, began)
    if not clearly_below(now, began):
        return Verdict(Kind.STEADY, now, began)
    twice = before is not None and clearly_below(before, began)
    return Verdict(Kind.BETTER if twice else Kind.LOWER, now, began)


def clearly_below(value: float, began: float) -> bool:
    return (
        began - value >= POINTS and 10 * (began - value) >= 3 * began
    )  # whole numbers: no rounding at 30 %


@dataclass(frozen=True)
class Day:
    """One column of the chart and one row of its table. `worst` is None on a day without an entry."""

    date: date
    worst: int | None
    late: bool  # every entry of the day was filled in later
    session: bool
    usual: float | None
    middle: tuple[float, float] | None
    a_lot: bool
    slept_well: bool
    before_first: bool  # earlier than the first entry ever: not a gap


def timeline(
    readings: Sequence[Reading], sessions: Iterable[date], first: date, last: date
) -> list[Day]:
    """Every day from `first` to `last`, both included. Medians look back past `first`."""
    worst, done = worst_by_day(readings), set(sessions)
    by_day: dict[date, list[Reading]] = {}
    for reading in readings:
        by_day.setdefault(reading.local_date, []).append(reading)
    began = min(worst, default=last)
    dates = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [
        Day(
            date=d,
            worst=worst.get(d),
            late=d in by_day and all(r.late for r in by_day[d]),
            session=d in done,
            usual=usual(worst, d),
            middle=middle_half(worst, d),
            a_lot=any((r.interfere or 0) >= A_LOT for r in by_day.get(d, [])),
            slept_well=any(r.sleep == "good" for r in by_day.get(d, [])),
            before_first=d < began,
        )
        for d in dates
    ]


def first_day(readings: Sequence[Reading], days: int | None, today: date) -> date:
    """Where a period of `days` (None for all) starts: not before the first entry, and a week at least."""
    oldest = min((r.local_date for r in readings), default=today)
    wanted = oldest if days is None else max(oldest, today - timedelta(days=days - 1))
    return min(wanted, today - timedelta(days=WINDOW - 1))


@dataclass(frozen=True)
class Counts:
    logged: int
    of: int
    sessions: int
    a_lot: int
    slept_well: int


def counts(days: Sequence[Day]) -> Counts:
    """Days, never runs of days: nothing here can be broken by missing one."""
    return Counts(
        logged=sum(d.worst is not None for d in days),
        of=sum(not d.before_first for d in days),
        sessions=sum(d.session for d in days),
        a_lot=sum(d.a_lot for d in days),
        slept_well=sum(d.slept_well for d in days),
    )
