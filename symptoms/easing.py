"""When less logging is enough, when a person may stop, and when an appointment is the better next step.

Pure: `today` and everything known is passed in. Nothing here is done without a yes.

The weeks and counts are our own, from no study. The levels lean on Ostelo 2008 (a change of 2 points
or 30 % is the least that matters) and on the usual 0 to 3 as "mild" on the 0-10 scale.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from statistics import median

WEEK = timedelta(days=7)
MIN_DAYS = 5  # logged days before a week says anything
QUIET_WEEKS = 4
QUIET_DAYS = QUIET_WEEKS * 7
LOW = 3  # points; usual worst of a quiet week at most
SPIKE = 6  # points; one such day and it is not quiet yet
CHECKS = 3  # weekly looks back, all quiet, before the end is offered
SIX_WEEKS = timedelta(weeks=6)
TWO_WEEKS = timedelta(weeks=2)
ASK_AGAIN = timedelta(days=28)  # after a no
POINTS, PERCENT = 2, 30
BETTER, WORSE = {"better", "much_better"}, {"worse", "much_worse"}


class Pace(StrEnum):
    DAILY = "daily"
    WEEKLY = "weekly"
    STOPPED = "stopped"


class Step(StrEnum):
    """What is suggested now."""

    NONE = ""
    WORSE = "worse"  # after two weeks: ask a health professional
    NO_BETTER = "no_better"  # after six
    EASE = "ease"  # log once a week
    STOP = "stop"


@dataclass(frozen=True)
class Look:
    """One weekly look back. average: 0 to 10 or None; change: as asked; flares: how many, or None."""

    day: date
    average: int | None = None
    change: str = ""
    flares: int | None = None

    @property
    def quiet(self) -> bool:
        calm = self.average is not None and self.average <= LOW
        return calm and not self.flares and self.change not in WORSE


@dataclass(frozen=True)
class Facts:
    """worst: the worst score of each logged day. looks: in any order. since: when this pace began.

    refused: when a suggestion to do less was last answered with no.
    """

    today: date
    worst: Mapping[date, int] = field(default_factory=dict)
    looks: Sequence[Look] = ()
    pace: Pace = Pace.DAILY
    since: date | None = None
    refused: date | None = None

    @property
    def began(self) -> date | None:
        days = [*self.worst, *(look.day for look in self.looks)]
        return min(days, default=None)

    @property
    def latest(self) -> Look | None:
        """The newest look back, of the last two weeks."""
        recent = [look for look in self.looks if look.day > self.today - TWO_WEEKS]
        return max(recent, key=lambda look: look.day, default=None)


def next_step(facts: Facts) -> Step:
    """The one thing to suggest. Care comes before ease."""
    if facts.pace == Pace.STOPPED or facts.began is None:
        return Step.NONE
    if is_worse(facts):
        return Step.WORSE
    if is_no_better(facts):
        return Step.NO_BETTER
    if facts.refused and facts.today - facts.refused < ASK_AGAIN:
        return Step.NONE
    if facts.pace == Pace.DAILY:
        return Step.EASE if quiet_days(facts) else Step.NONE
    return Step.STOP if quiet_looks(facts) else Step.NONE


def is_worse(facts: Facts) -> bool:
    """In the person's own words, or by a usual value of 2 points more than at the start, after two weeks."""
    if facts.today - (facts.began or facts.today) < TWO_WEEKS:
        return False
    if facts.latest and facts.latest.change in WORSE:
        return True
    now, start = usual(facts.worst, facts.today), at_start(facts.worst)
    return now is not None and start is not None and now - start >= POINTS


def is_no_better(facts: Facts) -> bool:
    """Six weeks on: still above LOW, not clearly below the start, and the person does not say better."""
    if facts.today - (facts.began or facts.today) < SIX_WEEKS:
        return False
    if facts.latest and facts.latest.change in BETTER:
        return False
    for now, start in (of_days(facts), of_looks(facts)):
        if now is not None and start is not None:
            return now > LOW and not clearly_below(now, start)
    return False


def of_days(facts: Facts) -> tuple[float | None, float | None]:
    return usual(facts.worst, facts.today), at_start(facts.worst)


def of_looks(facts: Facts) -> tuple[int | None, int | None]:
    rated = sorted((look for look in facts.looks if look.average is not None), key=day_of)
    if len(rated) < 2 or rated[-1].day <= facts.today - TWO_WEEKS:
        return None, None
    return rated[-1].average, rated[0].average


def quiet_days(facts: Facts) -> bool:
    """Four weeks, each with enough days and a low usual value, without a bad day or a flare-up."""
    ends = [facts.today - n * WEEK for n in range(QUIET_WEEKS)]
    weeks = [usual(facts.worst, end) for end in ends]
    if not all(value is not None and value <= LOW for value in weeks):
        return False
    recent = [look for look in facts.looks if look.day > facts.today - timedelta(days=QUIET_DAYS)]
    return not spiked(facts) and all(
        not look.flares and look.change not in WORSE for look in recent
    )


def quiet_looks(facts: Facts) -> bool:
    """Four weeks of logging once a week, the last three looks back all quiet, and no bad day."""
    if facts.since is None or facts.today - facts.since < timedelta(days=QUIET_DAYS):
        return False
    newest = sorted((look for look in facts.looks if look.day >= facts.since), key=day_of)
    last = newest[-CHECKS:]
    return len(last) == CHECKS and all(look.quiet for look in last) and not spiked(facts)


def spiked(facts: Facts) -> bool:
    first = facts.today - timedelta(days=QUIET_DAYS)
    return any(score >= SPIKE for day, score in facts.worst.items() if day > first)


def usual(worst: Mapping[date, int], end: date) -> float | None:
    """The median of the seven days that end with `end`; None with fewer than MIN_DAYS of them."""
    scores = [worst[day] for n in range(7) if (day := end - timedelta(days=n)) in worst]
    return float(median(scores)) if len(scores) >= MIN_DAYS else None


def at_start(worst: Mapping[date, int]) -> float | None:
    """The median of the first seven logged days."""
    first = [worst[day] for day in sorted(worst)[:7]]
    return float(median(first)) if len(first) == 7 else None


def clearly_below(now: float, start: float) -> bool:
    return start - now >= POINTS and 100 * (start - now) >= PERCENT * start


def day_of(look: Look) -> date:
    return look.day
