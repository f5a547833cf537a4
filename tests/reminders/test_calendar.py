"""The calendar feed: what programs read is what we plan, and nobody reads it without the secret."""

import re
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from uuid import uuid4
from zoneinfo import ZoneInfo, available_timezones

import pytest
import recurring_ical_events
import time_machine
from dateutil.rrule import rruleset, rrulestr
from dateutil.tz import tzical
from django.urls import reverse
from icalendar import Calendar
from pytest_django.asserts import assertContains, assertNotContains

from accounts import consent
from reminders import answering, arranging, calendar, time_zones
from reminders.arranging import Wish
from reminders.calendar_models import hashed
from reminders.models import CalendarFeed
from reminders.schedule import EVERY_DAY
from routines.models import Hold
from tests.reminders.conftest import NOON, make_routine, remind

pytestmark = pytest.mark.django_db
AHEAD = timedelta(days=400)


@pytest.fixture
def mine(client, subscriber):
    client.force_login(subscriber)
    with time_machine.travel(NOON, tick=False):
        yield client


def make_link(client) -> str:
    page = client.post(reverse("reminders:add_calendar"))
    return re.search(r'value="http://localhost:8000(/calendar/[^"]+\.ics)"', page.text).group(1)


def events(client, url: str) -> list:
    return Calendar.from_ical(client.get(url).content).walk("VEVENT")


# ------------------------------------------------------------------ the secret


def test_a_link_is_shown_once_with_a_square_to_scan_and_kept_only_as_a_hash(mine, subscriber):
    page = mine.post(reverse("reminders:add_calendar"))
    token = re.search(r"/calendar/([^/]+)\.ics", page.text).group(1)
    assertContains(page, f'href="webcal://localhost:8000/calendar/{token}.ics"')
    assertContains(page, "data:image/svg+xml;base64,")
    assert "no-store" in page["Cache-Control"]
    feed = subscriber.calendars.get()
    assert feed.token_hash == hashed(token)
    assert len(token) >= 43, "256 bits"
    assertNotContains(mine.get(reverse("reminders:home")), token)


def test_whoever_has_the_link_reads_it_and_a_closed_link_is_not_there(mine, client, subscriber):
    remind(subscriber)
    url = make_link(mine)
    feed = subscriber.calendars.get()
    client.logout()
    answer = client.get(url)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-store"
    assert not answer.cookies
    client.force_login(subscriber)
    mine.post(reverse("reminders:remove_calendar", args=[feed.public_id]))
    assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    "token", ["x", "x" * 5000, "..%2f..", "%00", "é", "' or 1=1", "a\r\nSet-Cookie: b"]
)
def test_a_guess_finds_nothing(mine, client, subscriber, token):
    make_link(mine)
    assert client.get(f"/calendar/{token}.ics").status_code == 404


def test_an_old_link_of_an_erased_or_closed_account_finds_nothing(mine, client, subscriber):
    url = make_link(mine)
    subscriber.is_active = False
    subscriber.save()
    assert client.get(url).status_code == 404
    subscriber.delete()
    assert client.get(url).status_code == 404
    assert not CalendarFeed.objects.exists()


def test_the_day_it_was_last_read_is_shown_and_head_and_ranges_are_harmless(mine, subscriber):
    remind(subscriber)
    url = make_link(mine)
    assertContains(mine.get(reverse("reminders:home")), "not read yet")
    head = mine.head(url)
    assert (head.status_code, head.content) == (200, b"")
    whole = mine.get(url, headers={"range": "bytes=0-9"})
    assert whole.status_code == 200
    assert len(whole.content) > 10
    assertContains(mine.get(reverse("reminders:home")), "last read on 24 November 2026")
    assert mine.post(url).status_code == 405


def test_an_unchanged_calendar_is_not_sent_again(mine, subscriber):
    schedule = remind(subscriber)
    url = make_link(mine)
    etag = mine.get(url)["ETag"]
    for asked in (etag, f'W/{etag}, "other"', "*"):
        answer = mine.get(url, headers={"if-none-match": asked})
        assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", etag)
    assert mine.get(url, headers={"if-none-match": "nonsense"}).status_code == 200
    arranging.change(schedule, Wish(EVERY_DAY, time(8, 0)), NOON)
    answer = mine.get(url, headers={"if-none-match": etag})
    assert answer.status_code == 200
    assert answer["ETag"] != etag


def test_five_links_are_enough_and_one_can_be_made_again_after_closing_one(mine, subscriber):
    for _ in range(6):
        mine.post(reverse("reminders:add_calendar"))
    assert subscriber.calendars.count() == 5


def test_a_stranger_cannot_close_my_link(mine, client, subscriber, make_subscriber):
    make_link(mine)
    url = reverse("reminders:remove_calendar", args=[subscriber.calendars.get().public_id])
    client.force_login(make_subscriber("other@example.org"))
    assert client.post(url).status_code == 404
    assert mine.get(url).status_code == 405


# ------------------------------------------------------------------ what it says


def test_an_event_is_neutral_steady_and_makes_a_sound(mine, subscriber, settings):
    schedule = remind(subscriber, routine=make_routine("r_p", "psoas-pain", "Psoas;\r\nPAIN", 600))
    url = make_link(mine)
    [event] = events(mine, url)
    assert event["SUMMARY"] == "10 minutes for yourself"
    assert event["UID"] == f"{schedule.public_id}@{settings.SITE_HOST}"
    assert event["SEQUENCE"] == 0
    assert event["DTSTART"].params["TZID"] == "Europe/London"
    assert event.walk("VALARM")[0]["ACTION"] == "DISPLAY"
    text = mine.get(url).text.lower()
    for word in ("psoas-", "pain", subscriber.email):
        assert word not in text
    assert all(len(line) <= 75 for line in mine.get(url).content.split(b"\r\n"))


def test_a_change_is_the_same_event_with_a_higher_sequence(mine, subscriber):
    schedule = remind(subscriber)
    url = make_link(mine)
    [before] = events(mine, url)
    arranging.change(schedule, Wish(frozenset({0}), time(7, 0)), NOON + timedelta(hours=1))
    [after] = events(mine, url)
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["DTSTAMP"].dt > before["DTSTAMP"].dt
    assert after["RRULE"].to_ical() == b"FREQ=WEEKLY;BYDAY=MO"


@pytest.mark.parametrize("why", ["hold", "reminders", "health_data", "deleted", "paused"])
def test_nothing_is_in_the_calendar_when_nothing_is_sent(mine, subscriber, why):
    schedule = remind(subscriber)
    url = make_link(mine)
    assert len(events(mine, url)) == 1
    if why == "hold":
        Hold.objects.place(subscriber, "urgent", ["flag"], "check", NOON)
    elif why == "deleted":
        arranging.end(schedule, NOON)
    elif why == "paused":
        answering.pause(schedule, answering.UNTIL_I_SAY, NOON)
    else:
        consent.withdraw(subscriber, why, NOON)
    assert events(mine, url) == []


def test_not_today_a_pause_and_a_last_day_are_in_the_calendar_too(mine, subscriber):
    schedule = arranging.add(
        subscriber, uuid4(), Wish(EVERY_DAY, time(17, 30), ends_on=date(2026, 12, 10)), NOON
    )
    answering.not_today(schedule, date(2026, 11, 25))
    body = calendar.feed(subscriber, NOON)
    assert local_dates(body, "Europe/London") == [
        date(2026, 11, 24),
        *(date(2026, 11, 26) + timedelta(days=n) for n in range(15)),
    ]
    answering.pause(schedule, date(2026, 12, 8), NOON)
    body = calendar.feed(subscriber, NOON)
    assert local_dates(body, "Europe/London") == [date(2026, 12, day) for day in (8, 9, 10)]


def local_dates(body: bytes, zone: str) -> list[date]:
    return [at.astimezone(ZoneInfo(zone)).date() for at in by_recurring_ical_events(body, NOON)]


# ------------------------------------------------------------------ two readers agree with us


def by_recurring_ical_events(body: bytes, start: datetime) -> list[datetime]:
    """As one library reads it, with its own idea of the zone."""
    found = recurring_ical_events.of(Calendar.from_ical(body)).between(start, start + AHEAD)
    return sorted(event["DTSTART"].dt.astimezone(UTC) for event in found)


def by_dateutil(body: bytes, start: datetime) -> list[datetime]:
    """As another reads it: dateutil's rules over local times, and its own reading of our VTIMEZONE."""
    text = body.decode().replace("\r\n ", "")
    zones = tzical(StringIO(body.decode().replace("\r\n", "\n")))
    moments = []
    for part in re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT", text, re.DOTALL):
        lines = re.sub(r"BEGIN:VALARM.*?END:VALARM\r\n", "", part, flags=re.DOTALL).split("\r\n")
        moments += expand(lines, zones, start)
    return sorted(at for at in moments if start <= at < start + AHEAD)


def expand(lines: list[str], zones: tzical, start: datetime) -> list[datetime]:
    tzid, begin = one(lines, "DTSTART")
    if not any(line.startswith("RRULE") for line in lines):
        return [read(begin).replace(tzinfo=UTC)]
    zone = zones.get(tzid) if tzid else UTC  # Iceland's clock is UTC, and is written so
    rule = one(lines, "RRULE")[1]
    rules = rruleset()
    rules.rrule(rrulestr(re.sub(r";UNTIL=\w+", "", rule), dtstart=read(begin)))
    for line in lines:
        if line.startswith("EXDATE"):
            rules.exdate(read(line.rpartition(":")[2]))
    naive = start.replace(tzinfo=None)
    found = rules.between(naive - timedelta(days=2), naive + AHEAD + timedelta(days=2))
    return [at.replace(tzinfo=zone).astimezone(UTC) for at in found]


def one(lines: list[str], name: str) -> tuple[str, str]:
    [line] = [line for line in lines if re.match(rf"{name}[;:]", line)]
    tzid = re.search(r"TZID=([^:;]+)", line)
    return tzid.group(1) if tzid else "", line.rpartition(":")[2]


def read(text: str) -> datetime:
    return datetime.strptime(text.rstrip("Z"), "%Y%m%dT%H%M%S")


ZONES = [
    "Europe/London",
    "Europe/Dublin",
    "Europe/Berlin",
    "Europe/Lisbon",
    "Europe/Chisinau",
    "Europe/Istanbul",
    "Africa/Casablanca",
    "Africa/El_Aaiun",
    "Africa/Cairo",
    "Africa/Lagos",
    "Atlantic/Azores",
    "Atlantic/Reykjavik",
    "America/New_York",
    "America/Los_Angeles",
    "America/Denver",
    "America/Phoenix",
    "America/St_Johns",
    "America/Havana",
    "America/Santiago",
    "America/Asuncion",
    "America/Sao_Paulo",
    "America/Nuuk",
    "America/Scoresbysund",
    "America/Caracas",
    "Asia/Jerusalem",
    "Asia/Gaza",
    "Asia/Beirut",
    "Asia/Tehran",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Asia/Tokyo",
    "Asia/Amman",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Australia/Adelaide",
    "Australia/Perth",
    "Pacific/Auckland",
    "Pacific/Chatham",
    "Pacific/Easter",
    "Pacific/Kiritimati",
]
TIMES = [time(0, 0), time(0, 30), time(1, 30), time(2, 0), time(2, 30), time(7, 15), time(23, 45)]


@pytest.mark.slow
@pytest.mark.parametrize("zone", ZONES)
def test_two_readers_find_exactly_the_moments_we_ring_for_400_days(subscriber, zone):
    schedules = [
        arranging.add(subscriber, uuid4(), Wish(days, at, zone=zone), NOON)
        for at, days in zip(
            TIMES, [EVERY_DAY, EVERY_DAY, EVERY_DAY, {6}, {5, 6}, {0, 2, 4}, {5}], strict=True
        )
    ]
    ours = sorted(due for one in schedules for _, due in one.pattern.between(NOON, NOON + AHEAD))
    body = calendar.feed(subscriber, NOON)
    assert by_recurring_ical_events(body, NOON) == ours
    assert by_dateutil(body, NOON) == ours
    assert len(ours) > 1500


def test_two_readers_agree_on_the_night_the_clocks_change_in_london(subscriber):
    schedule = remind(subscriber, at=time(1, 30))
    body = calendar.feed(subscriber, NOON)
    ours = [due for _, due in schedule.pattern.between(NOON, NOON + AHEAD)]
    assert datetime(2027, 3, 28, 1, 30, tzinfo=UTC) in ours, (
        "01:30 does not exist: 02:30 summer time"
    )
    assert by_recurring_ical_events(body, NOON) == by_dateutil(body, NOON) == ours


@pytest.mark.slow
@pytest.mark.parametrize(
    "area", ["Africa", "America", "Antarctica", "Asia", "Australia", "Europe", "Pacific"]
)
def test_the_clock_changes_written_out_are_those_of_the_zone(area):
    for name in sorted(available_timezones()):
        if not name.startswith(area + "/"):
            continue
        text = time_zones.written_out(name, 2026).to_ical().decode().replace("\r\n", "\n")
        read_back, zone = tzical(StringIO(text)).get(name), ZoneInfo(name)
        for change in time_zones.clock_changes(zone, NOON, NOON + timedelta(days=1800)):
            for minutes in (-90, -31, -1, 0, 1, 29, 61, 121):
                at = change + timedelta(minutes=minutes)
                assert at.astimezone(read_back).utcoffset() == at.astimezone(zone).utcoffset(), (
                    name,
                    at,
                )
