"""A slip in the log can be undone for a day, and what was deleted never comes back by itself."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from reminders import upkeep
from symptoms import log_before
from symptoms.log_form import NewEntryForm
from symptoms.log_models import LogEntry
from symptoms.models import EntryBefore

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = NOON.date()
FULL = {"worst": 4, "interfere": 2, "tags": ["stress"], "sites": ["groin_r"], "note": "Stairs."}


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def entry(member):
    return member.log_entries.record(uuid.uuid4(), TODAY, FULL, NOON)


def undo(client, entry):
    return client.post(f"/log/entry/{entry.public_id}/undo/", follow=True)


def delete(client, entry):
    return client.post(f"/log/entry/{entry.public_id}/", {"delete": "1"}, follow=True)


def test_a_new_entry_has_undo_beside_it_and_undoing_that_has_undo_too(member_client, member):
    page = NewEntryForm(member, NOON).token
    saved = member_client.post("/log/", {"page": page, "worst": "4"}, follow=True)
    entry = member.log_entries.get()
    assert "Undo" in saved.text
    gone = delete(member_client, entry)
    assert not member.log_entries.exists() and "Deleted: worst 4 out of 10" in gone.text
    assert "It is back as it was." in undo(member_client, entry).text
    assert member.log_entries.get().public_id == entry.public_id


def test_ten_minutes_later_a_new_entry_has_only_change_beside_it(member_client, entry):
    with time_machine.travel(NOON + timedelta(minutes=11), tick=False):
        assert "Undo" not in member_client.get("/log/").text


def test_a_change_can_be_undone_to_the_last_word(member_client, entry):
    member_client.post(f"/log/entry/{entry.public_id}/", {"worst": "9"})
    assert "Undo" in member_client.get("/log/").text
    undo(member_client, entry)
    entry.refresh_from_db()
    assert entry.answers == {"morning": "", "routine_done": "", "sleep": "", **FULL}
    assert (entry.logged_at, entry.local_date) == (NOON, TODAY)


def test_undo_pressed_twice_undoes_once(member_client, entry):
    delete(member_client, entry)
    undo(member_client, entry)
    assert "There is nothing to undo here any more." in undo(member_client, entry).text
    assert LogEntry.objects.count() == 1


def test_saving_the_same_answers_again_leaves_nothing_to_undo(member, entry):
    member.log_entries.record(entry.key, TODAY, FULL, NOON)
    assert not EntryBefore.objects.exists()


def test_nobody_undoes_for_somebody_else(member_client, make_member):
    other = make_member("other@example.org")
    entry = other.log_entries.record(uuid.uuid4(), TODAY, FULL, NOON)
    entry.remove(NOON)
    undo(member_client, entry)
    assert not other.log_entries.exists()


def test_an_address_that_is_only_opened_undoes_nothing(member_client, entry):
    delete(member_client, entry)
    assert member_client.get(f"/log/entry/{entry.public_id}/undo/").status_code == 405


def test_the_earlier_words_are_unreadable_in_the_database(entry):
    from django.db import connection

    entry.remove(NOON)
    with connection.cursor() as cursor:
        cursor.execute("SELECT said FROM symptoms_entrybefore")
        assert "Stairs" not in cursor.fetchone()[0]


def test_a_copy_of_a_deleted_entry_that_is_sent_late_does_not_bring_it_back(member_client, member):
    page = NewEntryForm(member, NOON).token
    sent = {"page": page, "worst": "4"}
    member_client.post("/log/", sent)
    delete(member_client, member.log_entries.get())
    with time_machine.travel(NOON + timedelta(days=2), tick=False):
        member_client.force_login(member)
        log_before.forget(NOON + timedelta(days=2))
        late = member_client.post("/log/", sent, headers={"accept": "application/json"})
    assert late.json()["kept"] and not member.log_entries.exists()


def test_after_a_day_the_words_are_gone_and_after_a_month_the_key(member, entry):
    changed = member.log_entries.record(uuid.uuid4(), TODAY, FULL, NOON)
    changed.amend({"worst": 7}, NOON)
    entry.remove(NOON)
    log_before.forget(NOON + timedelta(hours=23))
    assert {before.worst for before in EntryBefore.objects.all()} == {4}
    log_before.forget(NOON + timedelta(hours=25))
    assert [(before.key, before.said) for before in EntryBefore.objects.all()] == [(entry.key, "")]
    log_before.forget(NOON + timedelta(days=32))
    assert not EntryBefore.objects.exists()


def test_the_sweep_does_that_by_itself(member, entry):
    entry.remove(NOON - timedelta(days=3))
    upkeep.fold(NOON)
    assert EntryBefore.objects.get().said == ""


def test_nothing_to_undo_is_offered_after_a_day(member_client, entry):
    delete(member_client, entry)
    with time_machine.travel(NOON + timedelta(hours=25), tick=False):
        member_client.post(f"/log/entry/{entry.public_id}/undo/")
        assert not LogEntry.objects.exists()
