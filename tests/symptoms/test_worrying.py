# ruff: noqa: F811 - a fixture is asked for by its name
"""Something new or worrying, said in the log: the hold is committed before anything else, and only a clear
self-check lifts it."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection

from reminders import sending
from reminders.channels.email import Email
from reminders.models import Delivery
from routines import gate
from routines.models import ClearScreen, Hold
from symptoms.definition import load
from symptoms.log_form import NewEntryForm
from tests.reminders.conftest import (  # noqa: F401 - fixtures, asked for by their names
    DUE,
    NOON,
    make_subscriber,
    remind,
    routine,
    sink,
)

pytestmark = pytest.mark.usefixtures("content")
QUICK = "/self-check/quick/"
ASKED = f"{QUICK}?from=log&next=%2Flog%2F"


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


def tick(client, *answer):
    return client.post(QUICK, {"answer": answer, "from": "log", "next": "/log/"})


def worry(client, member, **typed):
    page = NewEntryForm(member, NOON).token
    return client.post("/log/", {"page": page, "worry": "1", **typed})


def test_the_button_saves_what_is_whole_and_asks_the_danger_signs(member_client, member):
    answer = worry(member_client, member, worst="6", note="New numb toe.")
    assert answer.url == ASKED
    assert member.log_entries.get().note == "New numb toe."
    page = member_client.get(ASKED).text
    assert all(line.label in page for line in load().quick.lines)
    assert "/routines/" not in page.split("<main")[1].split("</main>")[0]


def test_what_was_typed_without_a_score_is_there_again_afterwards(member_client, member):
    worry(member_client, member, note="New numb toe.", tags=["stress"], interfere="7")
    assert not member.log_entries.exists()
    assert tick(member_client, "none").url == "/log/"
    page = member_client.get("/log/").text
    assert "New numb toe." in page and 'value="stress" checked' in page
    assert "What you had filled in is still here." in page
    assert "New numb toe." not in member_client.get("/log/").text  # once


def test_what_was_typed_about_another_day_waits_on_that_day_and_on_no_other(member_client, member):
    day = NOON.date() - timedelta(days=2)
    page = NewEntryForm(member, NOON, day=day).token
    asked = member_client.post("/log/", {"page": page, "worry": "1", "note": "Sunday."})
    assert asked.url.endswith("next=%2Flog%2F2026-11-22%2F")
    assert "Sunday." not in member_client.get("/log/").text
    assert "Sunday." in member_client.get(f"/log/{day}/").text


def test_the_draft_is_unreadable_in_the_store_of_visits(member_client, member):
    worry(member_client, member, note="New numb toe.")
    assert "numb" not in str(dict(member_client.session))


def test_from_an_entry_that_is_being_changed_nothing_is_lost_either(member_client, member):
    worry(member_client, member, worst="6")
    address = f"/log/entry/{member.log_entries.get().public_id}/"
    assert 'name="worry"' in member_client.get(address).text
    changed = member_client.post(address, {"worry": "1", "worst": "8"})
    assert changed.url == ASKED and member.log_entries.get().worst == 8
    assert member_client.post(address, {"worry": "1", "note": "Kept."}).url == ASKED
    assert "Kept." in member_client.get("/log/").text and member.log_entries.get().worst == 8


def test_a_flag_places_the_hold_of_the_log_and_shows_the_care_card(member_client, member):
    page = tick(member_client, "quick_nerves")
    hold = Hold.objects.active(member)
    assert (hold.source, hold.level, hold.signs) == ("log", "emergency", ["quick_nerves"])
    assert 'class="care emg"' in page.text and "Your sessions are on hold" in page.text
    main = page.text.split("<main")[1].split("</main>")[0]
    assert "/routines/" not in main and "/exercises/" not in main


def test_the_hold_is_on_disk_before_the_page_is_made(member_client, member, monkeypatch):
    """Should making the page fail, the plan rests all the same."""
    from symptoms import quick_views

    def breaks(*args):
        assert Hold.objects.active(member) and not connection.needs_rollback
        raise RuntimeError("planted")

    monkeypatch.setattr(quick_views, "stopped", breaks)
    with pytest.raises(RuntimeError, match="planted"):
        tick(member_client, "quick_body")
    assert Hold.objects.active(member)


def test_none_of_these_goes_back_to_the_log_and_counts_as_a_clear_screen(member_client, member):
    assert tick(member_client, "none").url == "/log/"
    assert ClearScreen.objects.filter(user=member).exists()
    assert "If it still worries you" in member_client.get("/log/").text


def test_a_new_sign_under_a_hold_is_asked_and_makes_it_more_serious(member_client, member):
    Hold.objects.place(member, "see_clinician", ["rf_pregnant"], "check", NOON)
    assert member_client.get(ASKED).status_code == 200
    page = tick(member_client, "quick_body")
    hold = Hold.objects.get()
    assert (hold.level, hold.signs) == ("emergency", ["quick_body", "rf_pregnant"])
    assert 'class="care emg"' in page.text


@pytest.mark.parametrize("answer", [["none"], ["unsure"]])
def test_nothing_said_here_lifts_a_hold(member_client, member, answer):
    Hold.objects.place(member, "urgent", [], "log", NOON)
    tick(member_client, *answer)
    assert Hold.objects.active(member) and not ClearScreen.objects.exists()
    assert gate.HOLD not in member_client.cookies or member_client.cookies[gate.TWIN].value == "1"


def test_before_a_session_a_hold_is_still_not_asked_away(member_client, member):
    Hold.objects.place(member, "urgent", [], "log", NOON)
    assert member_client.get(QUICK).url == "/plan/"
    assert member_client.post(QUICK, {"answer": ["none"]}).url == "/plan/"


def test_the_log_says_that_sessions_rest_and_can_still_be_kept(member_client, member):
    Hold.objects.place(member, "urgent", [], "log", NOON)
    assert "on hold until a new self-check is clear" in member_client.get("/log/").text
    member_client.post("/log/", {"page": NewEntryForm(member, NOON).token, "worst": "3"})
    assert member.log_entries.exists()


# ------------------------------------------------------------------ and no reminder starts after it


def test_a_reminder_that_is_due_is_not_sent_once_the_flag_is_committed(
    client,
    make_subscriber,
    sink,
):
    person = make_subscriber()
    remind(person)
    client.force_login(person)
    with time_machine.travel(DUE - timedelta(seconds=1), tick=False):
        client.force_login(person)
        tick(client, "quick_pain")
    sending.sweep(DUE)
    assert sink.messages == []
    assert Delivery.objects.filter(reason="hold").exists()


def test_a_flag_between_two_mails_of_one_sweep_stops_the_second(
    client,
    make_subscriber,
    sink,
    monkeypatch,
):
    """The sweep has claimed both and is sending; the hold of the second person is read right before theirs."""
    first, second = make_subscriber("first@example.org"), make_subscriber("second@example.org")
    remind(first), remind(second)
    send = Email.send

    def and_then_a_flag(self, message):
        result = send(self, message)
        with time_machine.travel(DUE, tick=False):
            client.force_login(second)
            assert tick(client, "quick_injury").status_code == 200
        return result

    monkeypatch.setattr(Email, "send", and_then_a_flag)
    sending.sweep(DUE)
    assert [message.envelope_to for message in sink.messages] == [["first@example.org"]]
    held = Delivery.objects.of(second).get(occurrence__due_at=DUE)
    assert (held.state, held.reason) == ("skipped", "hold")


def test_asking_for_one_now_is_refused_as_well(client, make_subscriber, sink):
    person = make_subscriber()
    schedule = remind(person)
    client.force_login(person)
    tick(client, "quick_head")
    answer = client.post(f"/reminders/{schedule.public_id}/now/")
    assert answer.status_code == 409
    sending.sweep(NOON + timedelta(seconds=5))
    assert sink.messages == []
