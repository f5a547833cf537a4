"""Quiet hours, a cap a day, another time after three unused, one question after 30 days, then silence."""

from datetime import UTC, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.asserts import assertContains, assertNotContains

from reminders import answering, arranging, policy, sending
from reminders.models import Delivery
from reminders.policy import Idle, Quiet
from reminders.preferences import Preferences
from tests.reminders.conftest import DUE, NOON, minutes, remind, state

db = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
NIGHT = Quiet(time(22), time(7))
DAY = timedelta(days=1)


def text(mail) -> str:
    return mail.get_body(("plain",)).get_content()


def do_a_session(person, routine, at):
    person.sessions.record(routine, uuid4(), at - minutes(6), at)


# ------------------------------------------------------------------ pure


@pytest.mark.parametrize(
    ("at", "quiet"),
    [
        (time(21, 59), False),
        (time(22), True),
        (time(3), True),
        (time(6, 59), True),
        (time(7), False),
    ],
)
def test_quiet_hours_go_over_midnight(at, quiet):
    assert NIGHT.holds(at) is quiet


def test_equal_ends_mean_no_quiet_hours_and_a_day_sleeper_has_quiet_days():
    assert not any(Quiet(time(9), time(9)).holds(time(hour)) for hour in range(24))
    assert Quiet(time(9), time(17)).holds(time(12))
    assert not Quiet(time(9), time(17)).holds(time(20))


@given(
    due=st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)),
    late=st.integers(0, 40),
    start=st.times(),
    end=st.times(),
)
def test_one_that_is_on_time_or_was_set_inside_the_quiet_hours_always_rings(due, late, start, end):
    due, quiet = due.replace(tzinfo=UTC), Quiet(start, end)
    now = due + minutes(late)
    held = policy.too_late_for_quiet(due, now, LONDON, quiet)
    if late <= 5 or quiet.holds(due.astimezone(LONDON).time()):
        assert not held
    else:
        assert held is quiet.holds(now.astimezone(LONDON).time())


@given(
    now=st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)), start=st.times(), end=st.times()
)
def test_later_is_always_ahead_within_the_day_and_never_quiet(now, start, end):
    now, quiet = now.replace(tzinfo=UTC), Quiet(start, end)
    for at in policy.later_choices(now, LONDON, quiet).values():
        assert now < at <= now + DAY
        assert not quiet.holds(at.astimezone(LONDON).time())


@given(st.lists(st.booleans(), max_size=6))
def test_another_time_is_offered_after_three_unused_in_a_row_only(used):
    assert policy.offers_another_time(used) is (used[:3] == [False, False, False])


def test_after_thirty_days_we_ask_once_and_then_are_silent():
    active = NOON
    assert policy.idle(active, None, NOON + 30 * DAY) is Idle.NO
    assert policy.idle(active, None, NOON + 31 * DAY) is Idle.ASK
    assert policy.idle(active, NOON + 31 * DAY, NOON + 32 * DAY) is Idle.SILENT


# ------------------------------------------------------------------ in the ledger


@db
def test_a_reminder_that_comes_late_into_the_quiet_hours_is_let_go(subscriber, sink):
    remind(subscriber, at=time(21, 50))
    sending.sweep(datetime(2026, 11, 24, 22, 5, tzinfo=UTC))
    assert sink.messages == []
    assert state()[0] == ("skipped", "quiet")


@db
def test_a_reminder_set_inside_the_quiet_hours_rings(subscriber, sink):
    remind(subscriber, at=time(23, 0))
    sending.sweep(datetime(2026, 11, 24, 23, 10, tzinfo=UTC))
    assert len(sink.messages) == 1


@db
def test_no_more_in_a_day_than_the_person_allows_and_the_next_day_counts_anew(subscriber, sink):
    Preferences.objects.create(user=subscriber, most_a_day=2)
    for hour in (13, 14, 15, 16):
        remind(subscriber, at=time(hour))
    for hour in (13, 14, 15, 16):
        sending.sweep(NOON.replace(hour=hour))
    assert len(sink.messages) == 2
    assert Delivery.objects.filter(reason="cap").count() == 2
    sending.sweep(NOON.replace(hour=13) + DAY)
    assert len(sink.messages) == 3


@db
def test_one_asked_for_by_hand_or_for_later_is_not_counted_out(subscriber, sink):
    Preferences.objects.create(user=subscriber, most_a_day=1)
    schedule = remind(subscriber)
    sending.sweep(DUE)
    arranging.send_one_now(schedule, uuid4(), DUE + minutes(1))
    answering.later(schedule.occurrences.earliest("due_at"), DUE + minutes(15))
    sending.sweep(DUE + minutes(16))
    assert len(sink.messages) == 3


@db
def test_after_three_unused_the_mail_and_the_page_offer_another_time_and_keeping_it_ends_that(
    subscriber, sink, client
):
    schedule = remind(subscriber)
    for day in range(4):
        sending.sweep(DUE + day * DAY)
    offers = ["Is 17:30 still a good time?" in text(mail) for mail in sink.messages]
    assert offers == [False, False, False, True]
    client.force_login(subscriber)
    with time_machine.travel(DUE + 4 * DAY, tick=False):
        assertContains(client.get("/reminders/"), "Is 17:30 still a good time?")
        url = reverse("reminders:act", args=[schedule.public_id])
        assertContains(client.post(url, {"answer": "keep"}, follow=True), "Kept as it is.")
        assertNotContains(client.get("/reminders/"), "still a good time")
    sending.sweep(DUE + 4 * DAY)
    assert "still a good time" not in text(sink.messages[-1])


@db
def test_a_session_on_one_of_the_three_days_is_enough_not_to_ask(subscriber, sink, routine):
    remind(subscriber)
    for day in range(4):
        sending.sweep(DUE + day * DAY)
        if day == 1:
            do_a_session(subscriber, routine, DUE + day * DAY + minutes(30))
    assert "still a good time" not in text(sink.messages[-1])


@db
def test_after_thirty_idle_days_one_question_then_silence_until_a_session(
    subscriber, sink, routine
):
    remind(subscriber)
    for day in range(60):
        sending.sweep(DUE + day * DAY)
    subjects = [mail["Subject"] for mail in sink.messages]
    assert subjects.count("Keep, change or stop?") == 1
    assert subjects[-1] == "Keep, change or stop?"
    assert len(subjects) == 31
    assert ("skipped", "idle") in state()
    do_a_session(subscriber, routine, DUE + 60 * DAY - minutes(600))
    sending.sweep(DUE + 61 * DAY)
    assert sink.messages[-1]["Subject"] == "6 minutes for yourself?"


@db
def test_one_question_a_person_however_many_reminders(subscriber, sink):
    remind(subscriber)
    remind(subscriber, at=time(13, 0))
    for day in range(29, 40):
        for hour in (13, 17.5):
            sending.sweep(NOON.replace(hour=0) + day * DAY + timedelta(hours=hour))
    subjects = [mail["Subject"] for mail in sink.messages]
    assert subjects.count("Keep, change or stop?") == 1
    assert subjects[-1] == "Keep, change or stop?"


@db
def test_keeping_them_brings_them_back_for_thirty_days(subscriber, sink, client):
    schedule = remind(subscriber)
    for day in range(29, 35):
        sending.sweep(DUE + day * DAY)
    count = len(sink.messages)
    with time_machine.travel(DUE + 35 * DAY - minutes(60), tick=False):
        answering.keep(schedule, DUE + 35 * DAY - minutes(60))
    sending.sweep(DUE + 35 * DAY)
    assert len(sink.messages) == count + 1
    assert sink.messages[-1]["Subject"] == "6 minutes for yourself?"


@db
def test_a_pause_that_ran_out_is_not_thirty_idle_days(subscriber, sink):
    schedule = remind(subscriber)
    answering.pause(schedule, (NOON + 40 * DAY).date(), NOON)
    sending.sweep(DUE + 40 * DAY)
    assert [mail["Subject"] for mail in sink.messages] == ["6 minutes for yourself?"]


@db
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"quiet_from": "25:00"}, "Write the time with hours and minutes"),
        ({"quiet_until": ""}, "Write the time with hours and minutes"),
        ({"most_a_day": "0"}, "Write a number from 1 to 10."),
        ({"most_a_day": "11"}, "Write a number from 1 to 10."),
        ({"most_a_day": "many"}, "Write a number from 1 to 10."),
    ],
)
def test_quiet_hours_and_the_cap_are_mine_to_set(client, subscriber, wrong, words):
    client.force_login(subscriber)
    right = {"quiet_from": "21:00", "quiet_until": "08:30", "most_a_day": "2"}
    url = reverse("reminders:preferences")
    assertContains(client.post(url, {**right, **wrong}), words, status_code=422)
    assert not Preferences.objects.exists()
    page = client.post(url, right, follow=True)
    assertContains(page, "21:00 to 08:30, at most 2 a day")
    assertContains(client.get(url), 'value="08:30"')
