"""Logging that becomes less and ends, with a plan for a day when it comes back; or leads to an appointment."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from routines.models import Hold
from symptoms.models import FlarePlan, LogChoices

pytestmark = pytest.mark.usefixtures("content")
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = NOON.date()
FLARE = "/log/flare-up/"
WORDS = {"notice": "Tight on stairs.", "helps": "Half for 3 days.", "ask": "Ms Khan, physio."}


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


def log(member, score, days):
    for back in range(1, days + 1):
        at = NOON - timedelta(days=back)
        member.log_entries.record(uuid.uuid4(), at.date(), {"worst": score}, at)


def quiet_weeks(member):
    LogChoices(user=member).go("weekly", TODAY - timedelta(days=30))
    for back in (0, 7, 14):
        day = TODAY - timedelta(days=back)
        member.weekly_checks.record(day, {"average": 2, "flares": 0}, NOON)


def answer(client, said):
    return client.post("/log/pace/", {"answer": said}, follow=True)


def test_from_a_quiet_month_to_once_a_week_to_the_end_with_a_plan(member_client, member):
    log(member, 2, 30)
    assert "Once a week is enough now" in member_client.get("/log/").text
    page = answer(member_client, "yes")
    assert "You log once a week" in page.text
    assert LogChoices.objects.get().pace == "weekly"

    quiet_weeks_later = NOON + timedelta(days=29)
    with time_machine.travel(quiet_weeks_later, tick=False):
        member_client.force_login(member)
        for back in (0, 7, 14):
            day = quiet_weeks_later.date() - timedelta(days=back)
            member.weekly_checks.record(day, {"average": 1, "flares": 0}, quiet_weeks_later)
        page = member_client.get("/log/week/").text
        assert "You may stop logging" in page and f"{FLARE}?stop=1" in page
        assert "Save, and stop logging" in member_client.get(f"{FLARE}?stop=1").text
        page = member_client.post(FLARE, {**WORDS, "stop": "1"}, follow=True).text
        assert "You stopped logging." in page and "Half for 3 days." in page
        assert LogChoices.objects.get().pace == "stopped"
        today = member_client.get("/").text
        assert "No log needed now" in today and "How was your week?" not in today
        answer(member_client, "daily")
        assert LogChoices.objects.get().pace == "daily"


def test_nothing_is_done_without_a_yes_and_a_no_is_kept(member_client, member):
    log(member, 2, 30)
    page = answer(member_client, "no").text
    assert "It stays as it is." in page and "Once a week is enough now" not in page
    assert LogChoices.objects.get().pace == "daily"


def test_a_yes_to_what_is_no_longer_suggested_changes_nothing(member_client, member):
    log(member, 7, 30)
    page = answer(member_client, "yes").text
    assert "Something has changed since." in page
    assert not LogChoices.objects.exists()


def test_nobody_stops_by_the_address_alone_before_it_is_quiet(member_client, member):
    log(member, 7, 30)
    member_client.post(FLARE, {**WORDS, "stop": "1"})
    assert FlarePlan.objects.exists() and not LogChoices.objects.exists()


def test_six_weeks_without_a_change_lead_to_the_page_for_an_appointment(member_client, member):
    log(member, 6, 45)
    page = member_client.get("/log/").text
    assert "Six weeks, and not much better" in page and 'href="/log/report/"' in page


def test_who_says_worse_is_led_to_care(member_client, member):
    log(member, 4, 20)
    member_client.post("/log/week/", {"answer": "none", "average": "6", "change": "worse"})
    page = member_client.get("/log/week/").text
    assert "It may be time to ask somebody" in page and "/get-help/" in page


def test_the_plan_is_written_read_and_changed_and_nothing_typed_is_lost(member_client, member):
    assert member_client.post(FLARE, {}).status_code == 422
    long = member_client.post(FLARE, {**WORDS, "helps": "x" * 1001})
    assert long.status_code == 422 and "It has 1001." in long.text
    assert "Ms Khan, physio." in long.text and not FlarePlan.objects.exists()
    page = member_client.post(FLARE, WORDS, follow=True).text
    assert all(words in page for words in WORDS.values()) and "<textarea" not in page
    member_client.post(FLARE, {**WORDS, "ask": "Dr Lee"})
    assert FlarePlan.objects.get().ask == "Dr Lee"
    assert "Dr Lee" in member_client.get(f"{FLARE}?change=1").text


def test_the_plan_begins_with_the_warning_signs_and_sends_no_one_under_a_hold_to_a_routine(
    member_client, member
):
    page = member_client.get(FLARE).text
    assert page.index("Look at the warning signs first") < page.index("Do half of your routine")
    Hold.objects.place(member, "urgent", [], "log", NOON)
    page = member_client.get(FLARE).text
    assert "Do half of your routine" not in page and "on hold" in page


def test_the_words_are_unreadable_in_the_database_and_nobody_elses(member_client, make_member):
    from django.db import connection

    member_client.post(FLARE, WORDS)
    with connection.cursor() as cursor:
        cursor.execute("SELECT notice, helps, ask FROM symptoms_flareplan")
        assert not any(words in str(cursor.fetchone()) for words in WORDS.values())
    member_client.force_login(make_member("other@example.org"))
    assert "Ms Khan" not in member_client.get(FLARE).text


def test_a_visitor_is_asked_to_sign_in(client, db):
    for path in (FLARE, "/log/pace/"):
        assert client.post(path, {"answer": "daily"}).status_code == 302
    assert not LogChoices.objects.exists()
