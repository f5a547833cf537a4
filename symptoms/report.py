"""What the page for an appointment says: gathered from the log, the sessions and the danger signs.

`gather` is the only door. Everything is about the days from `first` to `last`; what its person left
out is not gathered at all, so that it cannot reach a page.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from routines.models import Exercise
from symptoms import chart, diary, timeline, trends
from symptoms.report_models import Part, ReportChoices
from symptoms.report_signs import Signs, signs_asked
from symptoms.sites import Site
from symptoms.trends_words import changes_between

MOST_SITES, MOST_ROUTINES, MOST_HURT, MOST_EVENTS, MOST_NOTES = 6, 4, 2, 6, 4
NOTE_LETTERS = 130
FIRST_ENTRY = _("First entry in my log")


@dataclass(frozen=True)
class Tried:
    routine: str
    sessions: int
    hurt: list[tuple[str, int]]  # a move's name, and how often it was stopped


@dataclass(frozen=True)
class Level:
    """A stretch of days: how many, the median, and the middle half of their scores."""

    days: int
    usual: float
    low: float
    high: float


@dataclass(frozen=True)
class Sheet:
    """The one page. A part that was left out, or has nothing to say, is empty."""

    choices: ReportChoices
    first: date
    last: date
    counts: timeline.Counts
    drawn: chart.Chart | None = None
    drawn_small: chart.Chart | None = None  # for a phone; never on paper
    span: int = 1
    days: list[timeline.Day] = field(default_factory=list)
    began: Level | None = None
    now: Level | None = None
    sites: list[tuple[str, int]] = field(default_factory=list)
    front_and_back: list[str] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    tried: list[Tried] = field(default_factory=list)
    tried_more: int = 0
    signs: Signs | None = None
    notes: list[tuple[date, str]] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """Whether it holds so much that its type must be smaller to stay on one page."""
        told = self.signs.told if self.signs else []
        own = sum(map(len, (self.choices.question, self.choices.since, self.choices.medicines)))
        return len(self.notes) + 2 * len(told) + len(self.tried) + own // 100 > 5

    @property
    def shows_change(self) -> bool:
        return self.choices.shows(Part.CHANGED)

    @property
    def shows_tried(self) -> bool:
        return self.choices.shows(Part.TRIED)


def gather(user, choices: ReportChoices, last: date) -> Sheet:
    kept = diary.read(user)
    readings = [reading for reading in kept.readings if reading.local_date <= last]
    first = timeline.first_day(readings, choices.days, last)
    shows = choices.shows
    sessions = kept.sessions if shows(Part.TRIED) else []  # the chart marks them too
    days = timeline.timeline(readings, sessions, first, last)
    entries = user.log_entries.filter(local_date__range=(first, last))
    found: dict[str, Any] = {}
    if shows(Part.CHANGED):
        found["began"], found["now"] = what_changed(readings, first, last)
    if shows(Part.WHERE):
        found |= where(entries)
    if shows(Part.TIMELINE):
        found["events"] = events(kept, readings, first, last)
    if shows(Part.TRIED):
        found["tried"], found["tried_more"] = tried(user, first, last)
    if shows(Part.SIGNS):
        found["signs"] = signs_asked(user, first, last)
    if shows(Part.NOTES):
        found["notes"] = notes(entries)
    sheet = Sheet(choices, first, last, timeline.counts(days), **found)
    return drawn(sheet, days) if shows(Part.CHART) and readings else sheet


def what_changed(readings, first: date, last: date) -> tuple[Level | None, Level | None]:
    """The first and the last 14 logged days of the period; only one where they would share days."""
    worst = trends.worst_by_day(reading for reading in readings if reading.local_date >= first)
    logged = sorted(worst)
    size = trends.START_DAYS if len(logged) >= 2 * trends.START_DAYS else trends.START_AT_LEAST
    if len(logged) < 2 * size:
        return None, level([worst[day] for day in logged])
    return level([worst[d] for d in logged[:size]]), level([worst[d] for d in logged[-size:]])


def level(scores: list[int]) -> Level | None:
    """None with fewer scores than a week needs to say anything."""
    if len(scores) < trends.MIN_DAYS:
        return None
    usual, low, high = trends.middle(scores)
    return Level(len(scores), usual, low, high)


def drawn(sheet: Sheet, days: list[timeline.Day]) -> Sheet:
    frame = chart.LOW_PAPER if sheet.is_full else chart.PAPER
    return replace(
        sheet,
        drawn=chart.draw(days, frame, ends_today=False),
        drawn_small=chart.draw(days, chart.PHONE, ends_today=False),
        span=days[0].span,
        days=days,
    )


def where(entries) -> dict[str, Any]:
    """On how many days each place was named, most first."""
    named: dict[str, set[date]] = {}
    for day, sites in entries.values_list("local_date", "sites"):
        for site in sites:
            if site in Site.values:
                named.setdefault(site, set()).add(day)
    counted = sorted(named.items(), key=lambda item: -len(item[1]))
    return {
        "sites": [(str(Site(site).label), len(days)) for site, days in counted[:MOST_SITES]],
        "front_and_back": [site for site, _days in counted[:MOST_SITES]],
    }


def events(kept: diary.Diary, readings, first: date, last: date) -> list[dict[str, Any]]:
    """What happened when, oldest first: the first entry of all, and each change of the plan."""
    begun = min((reading.local_date for reading in readings), default=None)
    found = [{"date": begun, "words": FIRST_ENTRY}] if begun and begun >= first else []
    found += changes_between(kept, first, last)
    return sorted(found, key=lambda event: event["date"])[-MOST_EVENTS:]


def tried(user, first: date, last: date) -> tuple[list[Tried], int]:
    """Each routine, how often, and which moves were stopped because they hurt; most often first."""
    rows = user.sessions.filter(local_date__range=(first, last)).values_list(
        "routine__name", "hurt"
    )
    done: Counter[str] = Counter()
    hurt: dict[str, Counter[str]] = {}
    for name, moves in rows:
        done[name] += 1
        hurt.setdefault(name, Counter()).update(moves)
    names = dict(Exercise.objects.values_list("key", "name")) if any(hurt.values()) else {}
    found = [
        Tried(name, count, [(names.get(k, k), n) for k, n in hurt[name].most_common(MOST_HURT)])
        for name, count in done.most_common(MOST_ROUTINES)
    ]
    return found, max(0, len(done) - MOST_ROUTINES)


def notes(entries) -> list[tuple[date, str]]:
    """The newest notes, cut to fit, oldest first."""
    newest = entries.exclude(note__isnull=True).order_by("-local_date", "-logged_at", "-pk")
    found: list[tuple[date, str]] = []
    for entry in newest.only("local_date", "note").iterator(chunk_size=50):
        if entry.note:
            found.append(
                (entry.local_date, Truncator(" ".join(entry.note.split())).chars(NOTE_LETTERS))
            )
        if len(found) == MOST_NOTES:
            break
    return found[::-1]
