"""Which days a reminder rings on, and when: days, a time, a zone, a pause and an end. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from reminders.schedule import exists, instant, next_times, occurrences

UNTIL_I_SAY = date.max  # a pause that ends when the person says so


@dataclass(frozen=True)
class Pattern:
    """When one reminder rings.

    days: Monday is 0. paused_until: the first local date on which it may ring again, or None.
    ends_on: the last local date on which it rings, or None for no end.
    """

    days: frozenset[int]
    local_time: time
    zone: ZoneInfo
    paused_until: date | None = None
    ends_on: date | None = None

    def rings_on(self, day: date) -> bool:
        if self.paused_until and day < self.paused_until:
            return False
        if self.ends_on and day > self.ends_on:
            return False
        return day.weekday() in self.days and exists(day, self.local_time, self.zone)

    def due_on(self, day: date) -> datetime | None:
        """The moment it rings on this local date, in UTC; None if it does not."""
        return instant(day, self.local_time, self.zone) if self.rings_on(day) else None

    def between(self, start: datetime, end: datetime) -> Iterator[tuple[date, datetime]]:
        """Each (local date, instant in UTC) with start <= instant < end, in order."""
        begin = self.not_before(start)
        if begin is None:
            return
        for day, due_at in occurrences(self.days, self.local_time, self.zone, begin, end):
            if self.rings_on(day):
                yield day, due_at

    def next(
        self, now: datetime, count: int = 5, without: frozenset[date] = frozenset()
    ) -> list[datetime]:
        """Up to `count` moments after `now` on the zone's own clock, leaving out the local dates in `without`."""
        if (start := self.not_before(now)) is None:
            return []
        # A clock change may carry a time past midnight, so the date it stands for is worked out, not read off.
        times = next_times(self.days, self.local_time, self.zone, start, count + 1, without)
        return [at for at in times if self.rings_on(self.date_of(at))][:count]

    def date_of(self, at: datetime) -> date:
        """The local date that a moment of this pattern stands for."""
        shown = at.astimezone(self.zone)
        day = shown.date()
        earlier = day.fromordinal(day.toordinal() - 1)
        return earlier if instant(earlier, self.local_time, self.zone) == at else day

    def not_before(self, start: datetime) -> datetime | None:
        """`start`, or the end of the pause if that is later; None if the pause has no end."""
        if self.paused_until == UNTIL_I_SAY:
            return None
        if self.paused_until is None:
            return start
        return max(start, instant(self.paused_until, time(0), self.zone))
