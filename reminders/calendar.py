"""A person's reminders as a calendar (RFC 5545) that their own programs subscribe to: state, not messages.

A weekly rule says when, in the zone that rules it, and VTIMEZONE carries that zone's clock changes.
The two readings of a time that the clocks skip (3.3.5 moves it, 3.3.10 drops it) would make calendars
disagree with us and with each other, so such a day is taken out of the rule and written as an event of
its own. The words are neutral, since calendars are often shared.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event, vRecur

from accounts.models import User
from reminders.models import DAILY, Delivery, Schedule
from reminders.pattern import UNTIL_I_SAY, Pattern
from reminders.schedule import instant
from reminders.sessions import routine_for
from reminders.time_zones import written_out
from routines.models import Hold

AHEAD = timedelta(
    days=800
)  # how far clock changes are written out; programs read the feed anew long before
WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def feed(user: User, now: datetime) -> bytes:
    """All that rings for this person, as text/calendar. Empty under a hold, and when consent is withdrawn."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.PRODUCT_NAME}//reminders//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", settings.PRODUCT_NAME)
    calendar.add("refresh-interval", timedelta(hours=4), parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT4H")
    schedules = list(ringing(user)) if may_ring(user) else []
    for name, start in sorted(zones(schedules).items()):
        calendar.add_component(written_out(name, start.year))
    for schedule in schedules:
        for event in events(schedule, now):
            calendar.add_component(event)
    return calendar.to_ical()


def may_ring(user: User) -> bool:
    agreed = all(user.has_consent(purpose) for purpose in ("health_data", "reminders"))
    return user.is_active and agreed and Hold.objects.active(user) is None


def ringing(user: User) -> Iterator[Schedule]:
    for schedule in user.schedules.for_sessions().select_related("user", "routine"):
        if routine_for(schedule) and schedule.paused_until != UNTIL_I_SAY:
            yield schedule


def zones(schedules: list[Schedule]) -> dict[str, datetime]:
    """The zones in use, each with the earliest moment anything rings in it."""
    found: dict[str, datetime] = {}
    for schedule in schedules:
        name = schedule.zone_name
        found[name] = min(found.get(name, schedule.created_at), schedule.created_at)
    return found


def events(schedule: Schedule, now: datetime) -> Iterator[Event]:
    """The weekly event, and one for each day whose time the clocks skip."""
    pattern = schedule.pattern
    first = first_ring(schedule)
    if first is None:
        return
    odd = dict(skipped_by_clocks(pattern, first[1], now + AHEAD))
    yield weekly(schedule, first[0], sorted({*odd, *said_not_today(schedule)}))
    for day, due_at in odd.items():
        if day not in said_not_today(schedule):
            yield alone(schedule, day, due_at)


def first_ring(schedule: Schedule) -> tuple[date, datetime] | None:
    """The first (local date, instant) of the rule: from the day it was set, or from the end of a pause."""
    begin = schedule.created_at
    return next(schedule.pattern.between(begin, begin + timedelta(days=3660)), None)


def skipped_by_clocks(
    pattern: Pattern, start: datetime, end: datetime
) -> Iterator[tuple[date, datetime]]:
    for day, due_at in pattern.between(start, end):
        if due_at.astimezone(pattern.zone).time().replace(fold=0) != pattern.local_time:
            yield day, due_at


def said_not_today(schedule: Schedule) -> frozenset[date]:
    gone = schedule.occurrences.filter(
        slot=DAILY, deliveries__reason__in=[Delivery.Reason.NOT_TODAY, Delivery.Reason.LATER]
    )
    return frozenset(gone.values_list("local_date", flat=True))


def weekly(schedule: Schedule, first: date, without: list[date]) -> Event:
    pattern = schedule.pattern
    event = described(schedule, f"{schedule.public_id}@{settings.SITE_HOST}")
    event.add("dtstart", on(first, pattern))
    rule: dict = {"freq": "weekly", "byday": [WEEKDAYS[day] for day in sorted(pattern.days)]}
    if pattern.ends_on:
        rule["until"] = instant(pattern.ends_on, pattern.local_time, pattern.zone)
    event.add("rrule", vRecur(rule))
    for day in without:
        if day >= first:
            event.add("exdate", on(day, pattern))
    return event


def alone(schedule: Schedule, day: date, due_at: datetime) -> Event:
    event = described(schedule, f"{schedule.public_id}-{day:%Y%m%d}@{settings.SITE_HOST}")
    event.add("dtstart", due_at)
    return event


def on(day: date, pattern: Pattern) -> datetime:
    return datetime.combine(day, pattern.local_time, pattern.zone)


def described(schedule: Schedule, uid: str) -> Event:
    """What every event says: neutral words, how long, a sound at its time, and where to go."""
    routine = routine_for(schedule)
    minutes = routine.minutes if routine else 0
    words = _("%(minutes)s minutes for yourself") % {"minutes": minutes}
    event = Event()
    event.add("uid", uid)
    event.add("sequence", schedule.version - 1)
    event.add("dtstamp", schedule.last_word_at.astimezone(UTC))
    event.add("summary", words)
    event.add("duration", timedelta(minutes=max(minutes, 1)))
    event.add("url", settings.SITE_URL + reverse("home"))
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    event.add_component(sound(words))
    return event


def sound(words: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", timedelta(0))
    alarm.add("description", words)
    return alarm
