"""Each page of the log is one entry: sent twice, from a device, or fifty times at once."""

import os
import subprocess
import sys
import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from symptoms.log_models import LogEntry
from tests.symptoms import log_crowd as crowd

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
JSON = {"accept": "application/json"}


def offline(day="2026-11-24", **more):
    return {"day": day, "key": str(uuid.uuid4()), "worst": "5", "tags": ["stress", "sport"], **more}


@pytest.fixture
def send(member_client):
    def send(told, at=NOON):
        with time_machine.travel(at, tick=False):
            return member_client.post("/log/", told, headers=JSON)

    return send


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_fifty_identical_posts_at_once_make_one_row(make_member):
    assert crowd.fifty_at_once(make_member()) == [302] * 50
    assert LogEntry.objects.get().worst == 5


@pytest.mark.sqlite
def test_fifty_identical_posts_at_once_make_one_row_in_a_file_too(tmp_path):
    """On a file as the site has it; the tests' own database in memory locks in another way."""
    own = {"VAR_DIR": str(tmp_path), "DATABASE_URL": "", "REDIS_URL": "", "DEBUG": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.symptoms.log_crowd"],
        env={**os.environ, **own},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["302"] * 50 + ["1"]


def test_what_waited_on_a_device_is_told_where_it_went_and_is_one_entry(send, member):
    told = offline(ago="3600")
    assert send(told).json() == {"kept": True, "url": "/log/"}
    assert send(told).json() == {"kept": True, "url": "/log/"}
    entry = member.log_entries.get()
    assert (entry.local_date, entry.tags) == (date(2026, 11, 24), ["stress", "sport"])
    assert (entry.logged_at, entry.late) == (NOON - timedelta(hours=1), False)


def test_days_later_it_is_still_about_its_own_day_and_not_late(send, member):
    send(offline(ago=str(20 * 86400)), at=NOON + timedelta(days=20))
    entry = member.log_entries.get()
    assert (entry.local_date, entry.late) == (date(2026, 11, 24), False)


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2026-11-25", 200),  # on Kiritimati it is tomorrow already
        ("2026-11-26", 422),
        ("2026-11-17", 200),
        ("2026-11-16", 422),
        ("2026-02-30", 422),
        ("24/11/2026", 422),
        ("", 422),
    ],
)
def test_a_device_may_name_any_day_that_a_calendar_on_earth_shows(send, member, day, status):
    assert send(offline(day)).status_code == status
    assert member.log_entries.exists() == (status == 200)


@pytest.mark.parametrize("change", [{"key": "x"}, {"key": ""}, {"ago": "-1"}, {"ago": "9999999"}])
def test_what_no_device_of_ours_sends_is_refused_with_words(send, member, change):
    answer = send(offline(**change))
    assert answer.status_code == 422 and answer.json()["detail"]
    assert not member.log_entries.exists()


def test_a_wrong_answer_is_told_in_words_to_show(send):
    assert "0 to 10" in send(offline(worst="11")).json()["detail"]


def test_who_took_consent_back_is_told_and_the_write_stays(send, member):
    member.consents.withdraw("health_data", NOON)
    answer = send(offline())
    assert answer.status_code == 403 and "Agree" in answer.json()["detail"]


def test_a_visitor_is_told_too(client, db):
    assert client.post("/log/", offline(), headers=JSON).status_code == 403


def test_the_page_kept_for_offline_is_made_for_nobody(client, db):
    page = client.get("/log/offline/", headers={"x-offline-copy": "1"})
    assert page.status_code == 200 and "data-copy" in page.text
    assert "data-person" not in page.text and "csrfmiddlewaretoken" not in page.text
    assert page["Cache-Control"] == "no-store" and not page.cookies


def test_whoever_opens_that_address_themselves_is_led_to_their_own_log(member_client, client):
    for headers in ({}, {"x-offline-copy": "1"}):  # with a member's cookies it is no copy
        assert member_client.get("/log/offline/", headers=headers).url == "/log/"
