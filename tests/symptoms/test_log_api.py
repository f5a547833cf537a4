"""The log through the API: one's own only, once a key, on days that were, and not half."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from symptoms.log_models import LogEntry

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
URL = "/api/v1/log/"


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


def entry(**told):
    return {"key": str(uuid.uuid4()), "local_date": "2026-11-24", "worst": 4, **told}


FULL = {
    "interfere": 2, "morning": "still_sore", "routine_done": "part", "sleep": "poor",
    "tags": ["stress"], "sites": ["groin_r", "low_back_l"], "note": "Stairs.",
}  # fmt: skip


@pytest.fixture
def api(member_client):
    class Api:
        def __getattr__(self, method):
            def call(path="", body=None):
                more = {} if body is None else {"data": body, "content_type": "application/json"}
                return getattr(member_client, method)(f"{URL}{path}", **more)

            return call

    return Api()


def test_an_entry_is_written_down_once_a_key_and_kept_as_it_is(api, member):
    told = entry(**FULL)
    assert [api.post("", told).status_code for _time in range(2)] == [201, 200]
    again = api.post("", {**told, "worst": 9}).json()
    assert (again["worst"], again["note"], again["late"]) == (4, "Stairs.", False)
    assert member.log_entries.get().answers == {"worst": 4, **FULL}


def test_what_is_left_out_is_empty(api):
    made = api.post("", entry()).json()
    assert (made["interfere"], made["morning"], made["tags"], made["note"]) == (None, "", [], "")


def test_a_member_reads_changes_and_removes_their_own(api, member):
    one = api.post("", entry(**FULL)).json()["id"] + "/"
    assert api.get(one).json()["sites"] == ["groin_r", "low_back_l"]
    assert api.patch(one, {"worst": 7}).json() == {"worst": 7, **FULL}
    assert api.put(one, {"worst": 1}).json()["note"] == ""
    assert api.put(one, {"sleep": "ok"}).status_code == 400
    assert api.delete(one).status_code == 204
    assert api.get(one).status_code == 404 and not member.log_entries.exists()


def test_nobody_finds_anybody_elses(api, client, make_member):
    one = api.post("", entry()).json()["id"] + "/"
    client.force_login(make_member("other@example.org"))
    assert client.get(URL).json()["results"] == []
    for method in (client.get, client.delete):
        assert method(f"{URL}{one}").status_code == 404
    assert client.patch(f"{URL}{one}", {"worst": 1}, "application/json").status_code == 404
    assert LogEntry.objects.get().worst == 4


def test_a_visitor_is_asked_to_sign_in_and_who_took_consent_back_to_agree(client, api, member):
    member.consents.withdraw("health_data", NOON)
    assert api.post("", entry()).status_code == 403
    assert api.post("sync/", {"entries": [entry()]}).status_code == 403
    client.logout()
    assert client.get(URL).status_code == 401


def test_days_are_listed_newest_first_between_two_dates_in_pages(api, member):
    for back in range(7):
        day = NOON - timedelta(days=back)
        api.post("", entry(local_date=day.date().isoformat(), worst=back))
    assert [one["worst"] for one in api.get().json()["results"]] == list(range(7))
    between = api.get("?since=2026-11-20&until=2026-11-22").json()
    assert [one["worst"] for one in between["results"]] == [2, 3, 4]
    page = api.get("?page_size=3&page=2").json()
    assert (page["count"], [one["worst"] for one in page["results"]]) == (7, [3, 4, 5])
    assert api.get("?since=yesterday").status_code == api.get("?until=").status_code == 400


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"worst": 11}, "worst"),
        ({"worst": "4"}, "worst"),
        ({"worst": None}, "worst"),
        ({"interfere": -1}, "interfere"),
        ({"morning": "fine"}, "morning"),
        ({"tags": "stress"}, "tags"),
        ({"tags": ["party"]}, "tags.0"),
        ({"sites": ["groin"]}, "sites.0"),
        ({"note": "x" * 2001}, "note"),
        ({"key": "1"}, "key"),
        ({"local_date": "2026-11-26"}, "local_date"),
        ({"local_date": "2026-11-16"}, "local_date"),
        ({"local_date": None}, "local_date"),
        ({"logged_at": "2026-11-24T13:00:00Z"}, "logged_at"),
        ({"logged_at": "2026-10-01T13:00:00Z"}, "logged_at"),
        ({"late": True}, "late"),
        ({"user": 1}, "user"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_kept(api, change, field):
    answer = api.post("", {**entry(), **change})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == field
    assert not LogEntry.objects.exists()


def test_what_was_noted_offline_is_sent_at_once_and_in_order(api, member):
    one, two = entry(logged_at="2026-11-20T08:00:00Z", local_date="2026-11-20"), entry(worst=6)
    sent = {"entries": [one, two, {**one, "worst": 9}]}
    told = api.post("sync/", sent).json()["entries"]
    assert [each["became"] for each in told] == ["added", "added", "known"]
    assert told[0]["id"] == told[2]["id"]
    assert [each.worst for each in member.log_entries.order_by("pk")] == [4, 6]
    assert not any(each.late for each in member.log_entries.all())
    assert [each["became"] for each in api.post("sync/", sent).json()["entries"]] == ["known"] * 3


def test_if_one_is_wrong_none_is_kept_and_it_is_named(api):
    answer = api.post("sync/", {"entries": [entry(), entry(worst=11)]})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == "/entries/1/worst"
    assert not LogEntry.objects.exists()


def test_a_hundred_at_most(api):
    assert api.post("sync/", {"entries": [entry() for _n in range(101)]}).status_code == 400
    assert (
        len(api.post("sync/", {"entries": [entry() for _n in range(100)]}).json()["entries"]) == 100
    )


def test_what_the_person_deleted_is_not_brought_back(api):
    told = entry()
    api.delete(api.post("", told).json()["id"] + "/")
    assert api.post("", told).status_code == 409
    assert api.post("sync/", {"entries": [told]}).json()["entries"][0] == {
        "key": told["key"], "became": "gone", "id": None,
    }  # fmt: skip


def test_a_change_through_the_api_can_be_undone_on_the_page(api, member_client, member):
    made = api.post("", entry()).json()
    api.patch(f"{made['id']}/", {"worst": 8})
    member_client.post(f"/log/entry/{made['id']}/undo/")
    assert member.log_entries.get().worst == 4
