"""The daily log, through its pages."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from symptoms.log_form import NewEntryForm
from symptoms.log_models import LogEntry

LOG = "/log/"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = NOON.date()

FULL = {
    "worst": "4",
    "interfere": "2",
    "morning": "still_sore",
    "routine_done": "part",
    "sleep": "poor",
    "tags": ["long_sitting", "stress"],
    "sites": ["groin_r", "low_back_l"],
    "note": "Stairs at work.\r\nBetter after tea.",
}


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


def token(user, day=TODAY, now=NOON):
    return NewEntryForm(user, now, day=day).token


def save(client, user, day=TODAY, **answers):
    return client.post(LOG, {"page": token(user, day), "worst": "4", **answers})


def test_a_visitor_reads_what_the_log_is_for_and_how_to_begin(client, db):
    page = client.get(LOG)
    assert page.status_code == 200
    assert reverse("account_signup") in page.text and reverse("account_login") in page.text
    assert "<form" not in page.text.split("<main")[1].split("</main>")[0]


def test_a_visitor_cannot_save(client, db):
    assert client.post(LOG, {"worst": "4"}).status_code == 302
    assert not LogEntry.objects.exists()


def test_a_member_who_took_their_consent_back_is_asked_before_anything_is_kept(
    member_client, member
):
    member.consents.withdraw("health_data", NOON)
    assert reverse("accounts:consent") in member_client.get(LOG).url
    save(member_client, member)
    assert not LogEntry.objects.exists()


def test_one_tap_and_save_is_a_whole_entry(member_client, member):
    page = member_client.post(LOG, {"page": token(member), "worst": "0"}, follow=True)
    assert "Saved for today." in page.text
    entry = member.log_entries.get()
    assert (entry.worst, entry.interfere, entry.local_date, entry.late) == (0, None, TODAY, False)
    assert "Worst 0 out of 10" in page.text


def test_the_page_that_was_opened_can_be_saved_as_it_is(member_client, member):
    form = member_client.get(LOG).context["form"]
    member_client.post(LOG, {"page": form.token, "worst": "7"})
    assert member.log_entries.get().key == form.made.key


def test_every_answer_is_kept_and_shown_on_its_day(member_client, member):
    page = member_client.post(LOG, {"page": token(member), **FULL}, follow=True)
    entry = member.log_entries.get()
    assert entry.answers == {
        **FULL,
        "worst": 4,
        "interfere": 2,
        "note": "Stairs at work.\nBetter after tea.",
    }
    for words in [
        "Long sitting",
        "Front of right hip",
        "Left lower back",
        "Stairs at work.",
        "in the way 2 out of 10",
    ]:
        assert words in page.text


def test_a_note_is_unreadable_in_the_database(member_client, member, django_db_blocker):
    save(member_client, member, note="my secret knee")
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT note FROM symptoms_logentry")
        assert "secret" not in cursor.fetchone()[0]


def test_a_day_may_hold_several_entries(member_client, member):
    save(member_client, member, worst="3")
    page = member_client.get(LOG)
    assert "Add another entry" in page.text
    save(member_client, member, worst="6")
    assert [e.worst for e in member.log_entries.on(TODAY)] == [3, 6]


def test_saving_the_same_page_twice_is_one_entry_with_the_last_answers(member_client, member):
    page = token(member)
    for worst in ["3", "3", "5"]:
        assert member_client.post(LOG, {"page": page, "worst": worst}).status_code == 302
    assert member.log_entries.get().worst == 5


BAD = [
    ({"worst": None}, "Choose a number from 0 to 10 for the worst pain."),
    *[
        ({"worst": bad}, "Choose a number from 0 to 10")
        for bad in ["", "11", "-1", "four", "4.5", "NaN", "9" * 5000, "4\x00", "٣٣"]
    ],
    *[
        ({"interfere": bad}, "Choose a number from 0 to 10.")
        for bad in ["11", "-1", "a lot", "\x00"]
    ],
    *[({"morning": bad}, "how it was this morning") for bad in ["fine", "\x00", "x" * 9000]],
    ({"routine_done": "most"}, "how much of your routine"),
    ({"sleep": "great"}, "how you slept"),
    ({"tags": ["sport", "<b>party</b>"]}, "what was different"),
    ({"sites": ["groin"]}, "where it was"),
    ({"sites": ['groin_r" onload="x']}, "where it was"),
    ({"note": "é" * 2001}, "Make your note shorter: 2000 characters at most. It has 2001."),
    ({"note": "a\x00b"}, "Null characters"),
]


@pytest.mark.parametrize(("change", "words"), BAD)
def test_a_bad_answer_is_refused_kindly_and_what_was_typed_is_kept(
    member_client, member, change, words
):
    sent = {"page": token(member), **FULL, **change}
    page = member_client.post(LOG, {k: v for k, v in sent.items() if v is not None})
    assert page.status_code == 422
    assert "There is a problem" in page.text and words in page.text
    assert "<title>Error:" in page.text.replace("\n", "")
    if "note" not in change:
        assert "Stairs at work." in page.text
    if "tags" not in change:
        assert 'value="stress" checked' in page.text
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("change", [c for c, _words in BAD])
def test_the_same_holds_when_an_entry_is_changed(member_client, member, change):
    save(member_client, member)
    entry = member.log_entries.get()
    sent = {k: v for k, v in {**FULL, **change}.items() if v is not None}
    assert member_client.post(f"/log/entry/{entry.public_id}/", sent).status_code == 422
    assert member.log_entries.get().answers == entry.answers


def test_a_note_of_2000_counts_a_line_break_as_one_character(member_client, member):
    save(member_client, member, note="a\r\n" * 999 + "bb")
    assert len(member.log_entries.get().note) == 2000


def test_a_refused_page_keeps_its_key_so_mending_it_is_still_one_entry(member_client, member):
    refused = member_client.post(LOG, {"page": token(member)})
    again = {"page": refused.context["form"].token, "worst": "4"}
    member_client.post(LOG, again)
    member_client.post(LOG, again)
    assert member.log_entries.count() == 1


@pytest.mark.parametrize("page", [None, "", "x", "a:b:c", "\x00", "é" * 3000, '["1","2","3"]'])
def test_a_page_that_was_tampered_with_is_turned_to_today_and_can_be_saved(
    member_client, member, page
):
    sent = {"worst": "6"} | ({} if page is None else {"page": page})
    refused = member_client.post(LOG, sent)
    assert refused.status_code == 422 and "open too long" in refused.text
    assert 'value="6" checked' in refused.text
    member_client.post(LOG, {**sent, "page": refused.context["form"].token})
    assert member.log_entries.get().local_date == TODAY


def test_another_persons_page_is_no_key_to_my_log(member_client, member, make_member):
    other = make_member("other@example.org")
    assert member_client.post(LOG, {"page": token(other), "worst": "4"}).status_code == 422
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("back", [0, 1, 7])
def test_a_day_can_be_filled_in_for_seven_days(member_client, member, back):
    day = TODAY - timedelta(days=back)
    assert save(member_client, member, day).status_code == 302
    assert member.log_entries.filter(local_date=day).exists()


@pytest.mark.parametrize(("waited", "status"), [(1, 302), (7, 302), (8, 422), (400, 422)])
def test_a_page_can_be_saved_for_seven_days(member_client, member, waited, status):
    page = token(member, now=NOON - timedelta(days=waited), day=TODAY - timedelta(days=waited))
    assert member_client.post(LOG, {"page": page, "worst": "4"}).status_code == status
    assert member.log_entries.exists() == (status == 302)


def test_a_day_filled_in_later_says_so(member_client, member):
    page = member_client.post(
        LOG, {"page": token(member, date(2026, 11, 22)), "worst": "4"}, follow=True
    )
    assert page.request["PATH_INFO"] == "/log/2026-11-22/"
    assert "Saved for Sunday 22 November." in page.text and "Filled in later" in page.text
    assert member.log_entries.get().late


def test_shortly_after_midnight_yesterday_is_still_on_time(member_client, member):
    with time_machine.travel(datetime(2026, 11, 25, 1, tzinfo=UTC), tick=False):
        save(member_client, member, TODAY)
    entry = member.log_entries.get()
    assert entry.local_date == TODAY and not entry.late


def test_a_day_shows_its_entries_and_a_form_while_it_can_be_filled_in(member_client, member):
    page = member_client.get("/log/2026-11-17/")
    assert page.status_code == 200 and "Save this day" in page.text
    page = member_client.get("/log/2026-11-16/")
    assert page.status_code == 200 and "<form" not in page.text.split("<main")[1]
    assert member_client.get("/log/2026-11-24/").url == LOG


@pytest.mark.parametrize(
    "path", ["2026-11-25", "2026-02-30", "2026-13-01", "1999-01-01", "2099-12-31", "20-1-1", "x"]
)
def test_a_day_to_come_or_on_no_calendar_is_not_found(member_client, path):
    assert member_client.get(f"/log/{path}/").status_code == 404


def test_the_oldest_day_there_is_has_a_page(member_client):
    assert member_client.get("/log/2000-01-01/").status_code == 200


def test_same_as_yesterday_fills_in_all_but_the_note_and_saves_nothing(member_client, member):
    save(member_client, member, TODAY - timedelta(days=1), **FULL)
    assert "Same as yesterday" in member_client.get(LOG).text
    page = member_client.get(LOG, {"same": 1})
    assert page.text.count(" checked") == 9 and "Stairs at work" not in page.text
    assert member.log_entries.count() == 1


def test_same_as_last_time_is_offered_after_a_pause_and_not_to_a_newcomer(member_client, member):
    assert "Same as" not in member_client.get(LOG).text
    assert member_client.get(LOG, {"same": 1}).status_code == 200
    save(member_client, member, TODAY - timedelta(days=3))
    assert "Same as last time" in member_client.get(LOG).text


def test_an_entry_can_be_changed_and_keeps_its_day(member_client, member):
    save(member_client, member, TODAY - timedelta(days=2), **FULL)
    entry = member.log_entries.get()
    address = f"/log/entry/{entry.public_id}/"
    assert member_client.get(address).text.count(" checked") == 9
    page = member_client.post(address, {"worst": "1", "morning": ""}, follow=True)
    changed = member.log_entries.get()
    assert (changed.worst, changed.morning, changed.tags, changed.note) == (1, "", [], "")
    assert (changed.local_date, changed.logged_at) == (entry.local_date, entry.logged_at)
    assert "Your changes are saved." in page.text


def test_an_entry_can_be_deleted(member_client, member):
    save(member_client, member)
    page = member_client.post(
        f"/log/entry/{member.log_entries.get().public_id}/", {"delete": "1"}, follow=True
    )
    assert "Deleted." in page.text and not member.log_entries.exists()


def test_opening_the_address_never_deletes(member_client, member):
    save(member_client, member)
    member_client.get(f"/log/entry/{member.log_entries.get().public_id}/", {"delete": "1"})
    assert member.log_entries.exists()


@pytest.mark.parametrize("data", [None, FULL, {"delete": "1"}])
def test_somebody_elses_entry_is_not_found(member_client, member, make_member, data):
    other = make_member("other@example.org")
    entry = other.log_entries.record(token_key(), TODAY, {"worst": 3}, NOON)
    address = f"/log/entry/{entry.public_id}/"
    page = member_client.get(address) if data is None else member_client.post(address, data)
    assert page.status_code == 404
    assert other.log_entries.get().worst == 3


def test_my_pages_show_nobody_elses_days(member_client, make_member):
    other = make_member("other@example.org")
    other.log_entries.record(token_key(), TODAY, {"worst": 9, "note": "not yours"}, NOON)
    for path in [LOG, "/log/trends/", f"{LOG}?same=1"]:
        page = member_client.get(path).text
        assert "not yours" not in page and "Worst 9" not in page


def test_two_people_may_send_the_same_key(member, make_member):
    key, other = token_key(), make_member("other@example.org")
    for person in [member, other]:
        person.log_entries.record(key, TODAY, {"worst": 3}, NOON)
    assert LogEntry.objects.count() == 2


@pytest.mark.parametrize("score", [{"worst": 11}, {"worst": 3, "interfere": 11}, {"worst": -1}])
def test_the_database_itself_refuses_a_score_off_the_scale(member, score):
    with pytest.raises(IntegrityError), transaction.atomic():
        member.log_entries.record(token_key(), TODAY, score, NOON)


def test_the_model_refuses_it_too(member):
    with pytest.raises(ValidationError):
        LogEntry(user=member, local_date=TODAY, logged_at=NOON, worst=11).full_clean()


def test_the_log_is_kept_by_no_cache(member_client):
    assert "no-store" in member_client.get(LOG)["Cache-Control"]


def test_something_worrying_leads_to_the_danger_signs_and_never_to_a_session(member_client, member):
    page = member_client.get(LOG).text
    assert 'name="worry"' in page
    assert reverse("routines:list") not in page.split("<main")[1].split("</main>")[0]


def token_key():
    import uuid

    return uuid.uuid4()
