"""The days of a diary in a row, for the chart and its table: one by one, or by the week when they are many.

Pure, as trends.py is. A day without an entry stays without one: nothing is ever filled in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from symptoms.trends import (
    MIN_DAYS,
    WINDOW,
    Reading,
    middle,
    middle_half,
    usual,
    worst_by_day,
)

Date = date  # for use where a field has the name
A_LOT = 7  # "it got in the way a lot": the top of the 0-10 scale; our own cut, from no study
BLOCKS = ((200, 1), (1200, 7))  # up to so many days, a dot stands for so many; for more, LONGEST
LONGEST = 28


@dataclass(frozen=True)
class Day:
    """One column of the chart and one row of its table: a day, or the `span` days that end on it.

    worst: the day's highest score, or the median of the block's days; None without an entry.
    """

    date: date
    span: int
    worst: float | None
    late: bool  # every entry was filled in later
    usual: float | None  # of the seven days that end here; of a block, with as large a share logged
    middle: tuple[float, float] | None
    before_first: bool  # earlier than the first entry ever: not a gap
    of: int  # days since the first entry ever
    logged: int
    sessions: int  # days with one; so are the next two
    a_lot: int
    slept_well: int

    @property
    def session(self) -> bool:
        return self.sessions > 0

    @property
    def first(self) -> Date:
        return self.date - timedelta(days=self.span - 1)


def span_for(count: int) -> int:
    """How many days one dot stands for when so many days share the chart."""
    return next((span for most, span in BLOCKS if count <= most), LONGEST)


def timeline(
    readings: Sequence[Reading], sessions: Iterable[date], first: date, last: date
) -> list[Day]:
    """Every day from `first` to `last`, both included, oldest first. Medians look back past `first`.

    When they are many, blocks that end with `last`; the first of them may begin before `first`.
    """
    worst, done = worst_by_day(readings), set(sessions)
    by_day: dict[date, list[Reading]] = {}
    for reading in readings:
        by_day.setdefault(reading.local_date, []).append(reading)
    count = (last - first).days + 1
    span = span_for(count)
    ends = [last - timedelta(days=n) for n in range(0, count, span)]
    began = min(worst, default=last)
    return [block(worst, by_day, done, began, end, span) for end in reversed(ends)]


def block(worst, by_day, done: set[date], began: date, end: date, span: int) -> Day:
    dates = [end - timedelta(days=n) for n in range(span)]
    logged = [by_day[d] for d in dates if d in by_day]
    scores = [worst[d] for d in dates if d in worst]
    settled = middle(scores) if span > 1 and len(scores) * WINDOW >= MIN_DAYS * span else None
    return Day(
        date=end,
        span=span,
        worst=median(scores) if scores else None,
        late=bool(logged) and all(r.late for entries in logged for r in entries),
        usual=usual(worst, end) if span == 1 else settled and settled[0],
        middle=middle_half(worst, end) if span == 1 else settled and settled[1:],
        before_first=end < began,
        of=sum(d >= began for d in dates),
        logged=len(logged),
        sessions=sum(d in done for d in dates),
        a_lot=sum(any((r.interfere or 0) >= A_LOT for r in entries) for entries in logged),
        slept_well=sum(any(r.sleep == "good" for r in entries) for entries in logged),
    )


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
        logged=sum(d.logged for d in days),
        of=sum(d.of for d in days),
        sessions=sum(d.sessions for d in days),
        a_lot=sum(d.a_lot for d in days),
        slept_well=sum(d.slept_well for d in days),
    )
