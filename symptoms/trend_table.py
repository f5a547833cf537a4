"""The words and tables of docs/trend-thresholds.md."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from symptoms import together, together_simulation, trends
from symptoms import trend_simulation as simulation

HEAD = """# Trend thresholds

Written by `manage.py trend_thresholds`; the rules are in `symptoms/trends.py` and `symptoms/together.py`.

People start a log when they feel bad, and days go up and down. So a rule that looks at a log each day will call
chance an improvement sooner or later. These tables say how often, in made-up diaries of {days} days read on every
single day: whole scores from 0 to 10 around a level of {levels}, with the spread (standard deviation) and the
likeness of one day to the next (lag-1 correlation) named in each row. {people:,} people for each level, row and column.

The rules: the start is the median of the first {start} logged days, from {least} on. A week has a usual value, its
median, when {min_days} of its 7 days are logged. **Better** takes a usual value in each of the last {weeks} weeks that
is below the start by 2 points or 30 % (3 points from a start of 8 up), whichever is more, and by {spreads} times the
person's own spread in those first days. **Lower** is the same for this week alone. **Worse** is a week that is above
the start by 2 points and by {spreads} times the spread. It is said early on purpose, always as a suggestion, and the
page prints how often chance brings it: {low} to {high} in 100. From a start of 3 or less no fall is called better.
"""
STEADY = """
## Pain that stays the same

How many in 100 ever see each verdict in 12 weeks; of the levels, the one with the most.

| spread | day to day | days logged | better | lower | worse |
|---|---|---|---|---|---|
"""
FALLING = """
## Pain that falls for good after 3 weeks

How many in 100 see "better" by the end of week 12, from a level of 5 and of 6.

| spread | day to day | days logged | a fall of 2 points | a fall of 3 points |
|---|---|---|---|---|
"""
TOGETHER = """
## Things that go together by chance

Seven tags and a good night, none of which has anything to do with the pain; told when the medians of {enough} days or
more with and without differ by a point or more and their ranks by {sure} standard errors. How many in 100 ever see a
pair told, looking each week from the fourth to the twelfth; half as many people.

| spread | day to day | tags like the day before | told |
|---|---|---|---|
"""


def written(people: int) -> str:
    return "".join(
        [
            head(people),
            STEADY, *steady_rows(simulation.steady(people)),
            FALLING, *falling_rows(simulation.falling(people)),
            TOGETHER.format(enough=together.ENOUGH, sure=together.SURE),
            *together_rows(together_simulation.unrelated(max(people // 2, 1))),
        ]
    )  # fmt: skip


def head(people: int) -> str:
    low, high = trends.WORSE_BY_CHANCE
    return HEAD.format(
        days=simulation.DAYS, levels=", ".join(map(str, simulation.LEVELS)), people=people,
        start=trends.START_DAYS, least=trends.START_AT_LEAST, min_days=trends.MIN_DAYS,
        weeks=trends.WEEKS, spreads=trends.SPREADS, low=low, high=high,
    )  # fmt: skip


def kind(row) -> tuple[float, float, float]:
    return row.spread, row.carry, row.logged


def steady_rows(rows: Iterable[simulation.Steady]) -> Iterator[str]:
    for (spread, carry, logged), cells in groupby(rows, key=kind):
        levels = list(cells)
        most = [max(getattr(c, name) for c in levels) for name in ("better", "lower", "worse")]
        yield line(spread, carry, f"{logged:.0%}", *(f"{100 * share:.1f}" for share in most))


def falling_rows(rows: Iterable[simulation.Falling]) -> Iterator[str]:
    for (spread, carry, logged), cells in groupby(rows, key=kind):
        by_fall: dict[int, list[float]] = {}
        for cell in cells:
            by_fall.setdefault(cell.fall, []).append(100 * cell.better)
        spans = (f"{min(shares):.0f} to {max(shares):.0f}" for _, shares in sorted(by_fall.items()))
        yield line(spread, carry, f"{logged:.0%}", *spans)


def together_rows(rows: Iterable[together_simulation.Unrelated]) -> Iterator[str]:
    for row in rows:
        yield line(row.spread, row.carry, row.sticky, f"{100 * row.told:.1f}")


def line(*cells) -> str:
    return f"| {' | '.join(map(str, cells))} |\n"
