"""Later, not today, pause: three answers, from the page, the mail and the notification."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from reminders import answer_token, sending
from reminders.models import Delivery
from reminders.preferences import Preferences
from routines.models import Hold
from tests.reminders.conftest import DUE, NOON, minutes, remind, state

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}


@pytest.fixture
def delivery(schedule):
    return schedule.occurrences.earliest("due_at").deliveries.get()


@pytest.fixture
def link(delivery):
    with time_machine.travel(DUE, tick=False):
        return answer_token.path_for(delivery)


@pytest.fixture
def robot():
    """Somebody with the link and nothing else: no sign-in, no cookie, no form token."""
    with time_machine.travel(DUE + minutes(2), tick=False):
        yield Client(enforce_csrf_checks=True)


def test_opening_the_link_in_a_mail_changes_nothing(robot, link, schedule, sink):
    before = state()
    page = robot.get(link)
    for words in ("In 15 minutes", "In 1 hour", "Tonight at 20:00", "Not today", "Until I say"):
        assertContains(page, words)
    assert robot.head(link).status_code == 200
    assert state() == before
    assert page["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page["Cache-Control"]


def test_later_rings_once_more_at_that_time_and_tomorrow_is_as_always(robot, link, schedule, sink):
    sending.sweep(DUE)
    assertContains(robot.post(link, {"answer": "later", "when": "60"}), "at 18:32")
    sending.sweep(DUE + minutes(61))
    assert len(sink.messages) == 1
    sending.sweep(DUE + minutes(63))
    assert len(sink.messages) == 2
    assert "a little later" in sink.messages[1].get_body(("plain",)).get_content()
    sending.sweep(DUE + timedelta(days=1))
    assert len(sink.messages) == 3


def test_later_said_twice_rings_once_at_the_newest_time(robot, link, schedule, sink):
    sending.sweep(DUE)
    robot.post(link, {"answer": "later", "when": "15"})
    robot.post(link, {"answer": "later", "when": "tonight"})
    robot.post(link, {"answer": "later", "when": "tonight"})
    for minute in (18, 60, 151, 152):
        sending.sweep(DUE + minutes(minute))
    assert len(sink.messages) == 2


def test_later_said_before_its_time_moves_it(robot, link, schedule, sink):
    with time_machine.travel(DUE - minutes(5), tick=False):
        robot.post(link, {"answer": "later", "when": "60"})
    sending.sweep(DUE)
    assert sink.messages == []
    assert ("skipped", "later") in state()
    sending.sweep(DUE + minutes(56))
    assert len(sink.messages) == 1


def test_not_today_lets_go_of_today_alone(robot, link, schedule, sink):
    with time_machine.travel(DUE - minutes(30), tick=False):
        page = robot.post(link, {"answer": "not_today"})
    assertContains(page, "The next one comes on Wednesday 25 November, 17:30.")
    sending.sweep(DUE)
    assert sink.messages == []
    assert ("skipped", "not_today") in state()
    sending.sweep(DUE + timedelta(days=1))
    assert len(sink.messages) == 1


def test_not_today_takes_back_a_later(robot, link, schedule, sink):
    sending.sweep(DUE)
    robot.post(link, {"answer": "later", "when": "15"})
    robot.post(link, {"answer": "not_today"})
    sending.sweep(DUE + minutes(20))
    assert len(sink.messages) == 1


@pytest.mark.parametrize(
    ("answer", "first_day"),
    [
        ({"when": "week"}, date(2026, 12, 1)),
        ({"when": "weeks"}, date(2026, 12, 8)),
        ({"until": "2026-11-27"}, date(2026, 11, 27)),
        ({"until": "27/11/2026"}, date(2026, 11, 27)),
    ],
)
def test_a_pause_ends_on_the_day_it_says(robot, link, schedule, sink, answer, first_day):
    robot.post(link, {"answer": "pause", **answer})
    schedule.refresh_from_db()
    assert schedule.paused_until == first_day
    assert schedule.pattern.next(DUE, 1)[0].date() == first_day
    for day in range(1, 20):
        sending.sweep(DUE + timedelta(days=day))
    assert len(sink.messages) == 20 - (first_day - date(2026, 11, 24)).days


def test_a_pause_with_no_end_lasts_until_the_person_switches_it_on(
    robot, link, schedule, sink, client, subscriber
):
    robot.post(link, {"answer": "pause", "when": "open"})
    for day in range(1, 40):
        sending.sweep(DUE + timedelta(days=day))
    assert sink.messages == []
    client.force_login(subscriber)
    with time_machine.travel(DUE + timedelta(days=40), tick=False):
        assertContains(client.get("/reminders/"), "Paused until you switch it on again.")
        url = reverse("reminders:act", args=[schedule.public_id])
        assertContains(client.post(url, {"answer": "resume"}, follow=True), "On again.")
    sending.sweep(DUE + timedelta(days=41))
    assert len(sink.messages) == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({}, "Choose later, not today or pause."),
        ({"answer": "delete everything"}, "Choose later, not today or pause."),
        ({"answer": "later"}, "That time is not free any more."),
        ({"answer": "later", "when": "9999"}, "That time is not free any more."),
        ({"answer": "pause"}, "Write a date after today"),
        ({"answer": "pause", "until": "2026-11-24"}, "Write a date after today"),
        ({"answer": "pause", "until": "31/02/2027"}, "Write a date after today"),
        ({"answer": "pause", "until": "\x00"}, "Write a date after today"),
        ({"answer": "later", "when": "x" * 500}, "That time is not free any more."),
    ],
)
def test_an_answer_that_cannot_be_read_is_asked_again_kindly(
    robot, link, schedule, wrong, words, client, subscriber
):
    before = state()
    if wrong:
        assertContains(robot.post(link, wrong), words, status_code=422)
    assert robot.post(link, wrong or {"x": 1}, headers=JSON).status_code == 422
    client.force_login(subscriber)
    url = reverse("reminders:act", args=[schedule.public_id])
    assertContains(client.post(url, wrong), words, status_code=422)
    assert state() == before


def test_a_notification_answers_without_a_page(robot, link, schedule, sink):
    answer = robot.post(link, {"answer": "not_today"}, headers=JSON)
    assert (answer.status_code, answer.content) == (204, b"")
    assert not answer.cookies
    sending.sweep(DUE)
    assert sink.messages == []


@pytest.mark.parametrize("change", [lambda t: t[:-3] + "x/", lambda t: "x/", lambda t: "%00/"])
def test_a_forged_link_does_nothing_and_says_what_to_do(robot, link, schedule, change):
    base, _slash, token = link.rstrip("/").rpartition("/")
    forged = f"{base}/{change(token + '/')}"
    for ask in (robot.get, robot.post):
        assertContains(ask(forged), "This link no longer works", status_code=404)


def test_a_link_is_good_for_two_weeks_and_for_as_long_as_the_reminder_lives(
    robot, link, schedule, client, subscriber
):
    with time_machine.travel(DUE + timedelta(days=14, minutes=1), tick=False):
        assert robot.get(link).status_code == 404
    schedule.ended_at = NOON
    schedule.save()
    assert robot.get(link).status_code == 404
    subscriber.delete()
    assert robot.get(link).status_code == 404


def test_under_a_hold_a_link_offers_nothing_and_gives_nothing_away(robot, link, subscriber):
    Hold.objects.place(subscriber, "urgent", ["flag"], "check", NOON)
    page = robot.get(link)
    assertContains(page, "Your reminders are resting")
    for private in ("urgent", "sign that", "Tonight", "/play/", subscriber.email):
        assertNotContains(page, private)
    assert robot.post(link, {"answer": "later", "when": "60"}).status_code == 409


def test_a_link_tells_nobody_which_session_or_whose(robot, link, subscriber):
    page = robot.get(link).text
    for private in (
        subscriber.email,
        "Six quiet minutes",
        "six-minutes",
        str(subscriber.public_id),
    ):
        assert private not in page


def test_somebody_elses_reminder_cannot_be_answered_from_the_page(client, make_subscriber):
    theirs = remind(make_subscriber("other@example.org"))
    client.force_login(make_subscriber("me@example.org"))
    url = reverse("reminders:act", args=[theirs.public_id])
    assert client.post(url, {"answer": "pause", "when": "open"}).status_code == 404
    assert client.get(url).status_code == 405
    assert Delivery.objects.filter(state="due").count() == 2


def test_later_is_never_offered_into_the_quiet_hours(robot, link, schedule, subscriber):
    Preferences.objects.create(user=subscriber, quiet_from="18:00", quiet_until="07:00")
    page = robot.get(link)
    assertContains(page, "In 15 minutes")
    assertNotContains(page, "In 1 hour")
    assertNotContains(page, "Tonight")
    assert robot.post(link, {"answer": "later", "when": "60"}, headers=JSON).status_code == 422
