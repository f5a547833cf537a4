"""The line once a week: sent by the same sweep, only while it is wanted, and stopped by itself."""

import re
import uuid
from datetime import timedelta

import pytest
import time_machine

from reminders import calendar, sending
from reminders.models import About, Schedule
from routines.models import Hold
from symptoms.models import LogChoices
from tests.reminders.conftest import DUE, NOON, minutes, remind, state

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content")]
URL = "/reminders/weekly/"
SET = {"day": "1", "time": "17:30"}  # Tuesdays, as DUE is one


@pytest.fixture
def person(subscriber, client):
    with time_machine.travel(NOON, tick=False):
        client.force_login(subscriber)
        client.post(URL, SET)
    return subscriber


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


def letter(message):
    return message.get_body(("plain",)).get_content()


def test_it_comes_once_and_leads_to_the_look_back_in_neutral_words(person, sink):
    for second in (0, 10):
        sending.sweep(DUE + timedelta(seconds=second))
    (message,) = sink.messages
    assert message["Subject"] == "A minute to look back?"
    words = letter(message)
    assert "/log/week/" in words and "Every Tuesday at 17:30" in words
    assert not re.search("pain|hip|psoas|symptom|health|exercise", words.split("-- ")[0], re.I)


def test_it_needs_no_plan(person, sink):
    person.plans.get().end(NOON)
    sending.sweep(DUE)
    assert len(sink.messages) == 1


def test_it_stays_away_once_the_week_is_looked_back_at(person, sink):
    person.weekly_checks.record(NOON.date(), {"average": 3}, NOON)
    sending.sweep(DUE)
    assert sink.messages == [] and state()[0] == ("skipped", "looked")


@pytest.mark.parametrize("pace", ["daily", "stopped"])
def test_it_stays_away_from_who_is_not_to_be_asked(person, sink, pace):
    LogChoices.objects.create(user=person, pace=pace, weekly=False)
    sending.sweep(DUE)
    assert sink.messages == [] and state()[0] == ("skipped", "unasked")


def test_a_hold_stops_it(person, sink):
    Hold.objects.place(person, "urgent", [], "weekly", NOON)
    sending.sweep(DUE)
    assert sink.messages == [] and state()[0] == ("skipped", "hold")


def test_a_session_of_that_day_does_not_stop_it(person, routine, sink):
    person.sessions.record(routine, uuid.uuid4(), NOON - minutes(5), NOON)
    sending.sweep(DUE)
    assert len(sink.messages) == 1


def test_its_own_stop_link_stops_only_it(person, client, sink):
    session_line = remind(person)
    sending.sweep(DUE)
    (message,) = [one for one in sink.messages if "look back" in one["Subject"]]
    stop = re.search("/reminders/stop-weekly/[^>]+", message["List-Unsubscribe"])[0]
    client.logout()
    assert client.get(stop).status_code == 200
    assert Schedule.objects.for_the_week().exists()  # opening changes nothing
    assert client.post(stop, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Schedule.objects.for_the_week().exists()
    session_line.refresh_from_db()
    assert session_line.ended_at is None and person.has_consent("reminders")


def test_a_stop_link_that_we_did_not_sign_says_the_same_and_does_nothing(person, client):
    token = Schedule.objects.get().user.public_id
    assert client.post(f"/reminders/stop-weekly/{token}/").status_code == 200
    assert Schedule.objects.for_the_week().exists()


def test_setting_it_twice_moves_it(person, client):
    client.post(URL, {"day": "6", "time": "9:05"})
    schedule = Schedule.objects.for_the_week().get()
    assert (schedule.in_words(), schedule.about) == ("Every Sunday at 09:05", About.WEEKLY)
    client.post(URL, {"off": "1"})
    assert not Schedule.objects.for_the_week().exists()


@pytest.mark.parametrize("wrong", [{"day": "7"}, {"time": "25:00"}, {"time": ""}, {"day": "\x00"}])
def test_what_is_no_day_or_no_time_is_refused_in_words(person, client, wrong):
    page = client.post(URL, {**SET, **wrong})
    assert page.status_code == 422 and "There is a problem" in page.text


def test_it_is_not_among_the_reminders_of_sessions_nor_in_the_calendar(person, client):
    page = client.get("/reminders/").text
    assert "A line once a week" in page and "Every Tuesday at 17:30" in page
    assert "Send me one now" not in page
    assert b"VEVENT" not in calendar.feed(person, NOON)
    assert client.get(f"/reminders/{Schedule.objects.get().public_id}/").url == URL


def test_who_looks_back_but_does_no_sessions_is_not_taken_for_idle(person, sink):
    for week in range(8):
        at = DUE + timedelta(weeks=week)
        sending.sweep(at)
        person.weekly_checks.record(at.date(), {"average": 2}, at + minutes(30))
    assert [one["Subject"] for one in sink.messages] == ["A minute to look back?"] * 8


def test_a_hold_shuts_the_page_too(person, client):
    Hold.objects.place(person, "urgent", [], "log", NOON)
    assert client.get(URL).status_code == 200 and client.post(URL, SET).status_code == 409
