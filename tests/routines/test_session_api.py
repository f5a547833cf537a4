"""A member's sessions through the API: their own only, once a key, and never past a hold."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from routines.models import Hold, Session

pytestmark = pytest.mark.usefixtures("content")
URL = "/api/v1/sessions/"


def session(**told):
    end = timezone.now() - timedelta(hours=1)
    made = {
        "key": str(uuid.uuid4()),
        "routine": "desk-break",
        "started_at": (end - timedelta(minutes=3)).isoformat(),
        "finished_at": end.isoformat(),
    }
    return made | told


def send(client, body):
    return client.post(URL, body, content_type="application/json")


def test_a_session_is_written_down_once_a_key(member_client, member):
    told = session(felt="right", pain_during=2, hurt=["ex_iso_hip"], note="Fine.")
    assert [send(member_client, told).status_code for _time in range(2)] == [201, 200]
    row = Session.objects.get()
    assert (row.user, row.felt, row.pain_during, row.hurt, row.note) == (
        member, "right", 2, ["ex_iso_hip"], "Fine.",
    )  # fmt: skip


def test_a_member_reads_and_removes_their_own_and_finds_nobody_elses(
    member_client, make_member, client
):
    made = send(member_client, session()).json()
    assert member_client.get(URL).json()["results"][0]["id"] == made["id"]
    one = f"{URL}{made['id']}/"
    client.force_login(make_member("other@example.org"))
    assert client.get(URL).json()["results"] == []
    assert client.get(one).status_code == client.delete(one).status_code == 404
    assert Session.objects.count() == 1


def test_ones_own_can_be_removed(member_client):
    made = send(member_client, session()).json()
    assert member_client.delete(f"{URL}{made['id']}/").status_code == 204
    assert not Session.objects.exists()


def test_a_visitor_is_asked_to_sign_in(client):
    assert client.get(URL).status_code == send(client, session()).status_code == 401


def test_a_session_after_a_hold_is_refused_and_one_before_it_is_kept(member_client, member):
    Hold.objects.place(member, "urgent", [], "log", timezone.now() - timedelta(hours=2))
    refused = send(member_client, session())
    assert refused.status_code == 409 and "on hold" in refused.json()["detail"]
    early = timezone.now() - timedelta(hours=3)
    before = {
        "started_at": (early - timedelta(minutes=3)).isoformat(),
        "finished_at": early.isoformat(),
    }
    assert send(member_client, session(**before)).status_code == 201


def test_nothing_is_kept_without_consent(member_client, member):
    member.consents.withdraw("health_data", timezone.now())
    assert send(member_client, session()).status_code == 403


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": "x"}, {"routine": "no-such"}, {"pain_during": 11}, {"felt": "great"}, {"user": 1},
        {"note": "x" * 501}, {"hurt": ["ex_none"]}, {"finished_at": "2019-01-01T00:00:00Z"},
        {"started_at": "2099-01-01T00:00:00Z"}, {"id": str(uuid.uuid4())}, {"hurt": "ex_iso_hip"},
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_and_nothing_is_kept(member_client, wrong):
    response = send(member_client, session(**wrong))
    assert response.status_code == 400 and response.json()["errors"]
    assert not Session.objects.exists()
