"""One statement reads a whole diary, and the chart's data is small."""

import gzip
import json
import random
import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from routines.models import PlanDecision, Routine, Session
from symptoms import diary, trend_data
from symptoms.log_models import LogEntry, Tag

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = NOON.date()
DATA = "/log/trends/data.json"


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


def fill(user, days=3650, share=0.92, seed=4):
    """Ten years of one person: a slow walk, some days without an entry, some with two."""
    rng, level, entries = random.Random(seed), 5.0, []
    for back in range(days, 0, -1):
        level = min(10.0, max(0.0, level + rng.gauss(0, 0.8)))
        for _ in range(0 if rng.random() > share else 2 if rng.random() < 0.02 else 1):
            entries.append(
                LogEntry(
                    user=user,
                    local_date=TODAY - timedelta(days=back),
                    logged_at=NOON - timedelta(days=back),
                    late=rng.random() < 0.05,
                    worst=round(level),
                    interfere=None if rng.random() < 0.05 else max(0, round(level) - 1),
                    sleep=rng.choice(["good", "ok", "poor", "good", ""]),
                    tags=rng.sample(Tag.values, rng.randrange(3)),
                )
            )
    LogEntry.objects.bulk_create(entries, batch_size=500)
    return entries


def begin_a_plan(user):
    routine = Routine.objects.current().first()
    plan = user.plans.start(routine, [], [], "low", True, "hash", NOON - timedelta(days=20))
    for offer, accepted, back in (("up", True, 10), ("down", False, 5)):
        at = NOON - timedelta(days=back)
        PlanDecision.objects.create(
            plan=plan, offer=offer, why="x", accepted=accepted, decided_at=at
        )
    at = NOON - timedelta(days=3)
    for _ in range(2):
        user.sessions.record(routine, uuid.uuid4(), at, at)
    assert Session.objects.count() == 2


def test_what_is_read_in_one_statement_is_what_the_rows_say(member, make_member, content):
    fill(member, days=200)
    fill(make_member("other@example.org"), days=50, seed=9)
    begin_a_plan(member)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        kept = diary.read(member)
    assert len(queries) == 1
    rows = member.log_entries.order_by("local_date", "pk").values_list(
        "local_date", "worst", "interfere", "late", "sleep", "tags"
    )
    assert sorted((*r[:2], -1 if r[2] is None else r[2], *r[3:5]) for r in rows) == sorted(
        (*r[:2], r.interfere if r.interfere is not None else -1, r.late, r.sleep)
        for r in kept.readings
    )
    assert {(r[0], tag) for r in rows for tag in r[5]} == {
        (r.local_date, tag) for r in kept.readings for tag in r.tags
    }
    assert [r.local_date for r in kept.readings] == sorted(r[0] for r in rows)
    assert kept.sessions == [date(2026, 11, 21)], "two sessions, one day"
    assert kept.changes == [
        diary.Change(date(2026, 11, 4), "start"),
        diary.Change(date(2026, 11, 14), "up"),
    ], "a change that was refused is none"


def test_a_diary_without_an_entry_is_read_as_empty(member):
    kept = diary.read(member)
    assert (kept.readings, kept.sessions, kept.changes) == ([], [], [])


def test_a_change_stands_on_the_persons_own_day(make_member, content):
    far = make_member("far@example.org", time_zone="Pacific/Auckland")
    begin_a_plan(far)
    assert diary.read(far).changes[0].date == date(
        2026, 11, 5
    )  # noon in Greenwich is past midnight


def test_the_progress_page_asks_at_most_three_questions_beyond_the_session_and_the_person(
    member_client, member, content
):
    fill(member, days=400)
    begin_a_plan(member)
    member_client.get("/log/trends/")
    with CaptureQueriesContext(connection) as queries:
        assert member_client.get("/log/trends/", {"days": "all"}).status_code == 200
    asked = [q["sql"] for q in queries if q["sql"].lstrip().upper().startswith("SELECT")]
    assert len(asked) <= 2 + 3, asked


def test_the_columns_say_what_the_entries_say(member_client, member, content):
    entries = fill(member, days=40)
    begin_a_plan(member)
    answer = member_client.get(DATA)
    told = answer.json()
    assert "no-store" in answer["Cache-Control"]
    day, days = date.fromisoformat(told["first"]), []
    for gap in told["gaps"]:
        days.append(day := day + timedelta(days=gap))
    assert days == [e.local_date for e in entries]
    assert sorted(told["worst"]) == sorted(e.worst for e in entries)
    assert told["interfere"].count(None) == sum(e.interfere is None for e in entries)
    assert len(told["sleep"]) == len(entries) and set(told["sleep"]) <= set("gop_")
    assert len(told["late"]) == sum(e.late for e in entries)
    assert told["sessions"] == ["2026-11-21"]
    assert told["changes"] == [["2026-11-04", "start"], ["2026-11-14", "up"]]


def test_an_empty_log_has_empty_columns(member_client):
    told = member_client.get(DATA).json()
    assert told["first"] is None and told["gaps"] == told["worst"] == []


def test_a_visitor_gets_no_data(client, db):
    assert client.get(DATA).status_code == 302


def test_ten_years_of_columns_fit_into_6_kilobytes_compressed(member):
    fill(member)
    body = trend_data.columns(diary.read(member)).encode()
    assert len(json.loads(body)["worst"]) > 3300
    assert len(gzip.compress(body, 6)) <= 6 * 1024
