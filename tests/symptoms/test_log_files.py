"""The log leaves as a file and comes back without loss; a plain table comes in whole or not at all."""

import csv
import io
import json
import random
import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts import export
from symptoms import log_file, log_import
from symptoms.log_models import LogEntry, Morning, RoutineDone, Sleep, Tag
from symptoms.sites import Site

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = NOON.date()
PAGE, IMPORT = "/log/files/", "/log/files/import/"
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''", "'twas bad", "＝1"]
AWKWARD = [
    *FORMULAS,
    'He said "no", twice',
    "two\r\nlines\n\nand more",
    " spaces ",
    "naïve – “ö” 🙂",
    "",
]


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


def ten_years(user, days=3650, seed=1):
    """Every field in every shape, two entries on some days."""
    rng = random.Random(seed)
    entries = [
        LogEntry(
            user=user,
            local_date=TODAY - timedelta(days=back),
            logged_at=NOON - timedelta(days=back, microseconds=rng.randrange(10**9)),
            late=rng.random() < 0.1,
            worst=rng.randrange(11),
            interfere=rng.choice([None, *range(11)]),
            morning=rng.choice(["", *Morning.values]),
            routine_done=rng.choice(["", *RoutineDone.values]),
            sleep=rng.choice(["", *Sleep.values]),
            tags=rng.sample(Tag.values, rng.randrange(4)),
            sites=rng.sample(Site.values, rng.randrange(4)),
            note=rng.choice(AWKWARD) if rng.random() < 0.3 else "",
        )
        for back in range(days)
        for _ in range(1 + (rng.random() < 0.05))
    ]
    LogEntry.objects.bulk_create(entries, batch_size=500)


def held(user):
    """Everything an entry says, whoever's it is."""
    names = [field.name for field in log_file.FIELDS]
    return sorted(user.log_entries.values_list(*names), key=repr)


def upload(client, content, name="log.csv"):
    data = content if isinstance(content, bytes) else content.encode()
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, data)})


def confirm(client, page):
    kept = page.text.split('name="kept" value="')[1].split('"')[0]
    return client.post(IMPORT, {"kept": kept}, follow=True)


def bring_in(client, content):
    return confirm(client, upload(client, content))


# ------------------------------------------------------------------ out and back


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_ten_years_leave_and_come_back_to_another_account_without_loss(
    member, make_member, sign_in_fresh, ending
):
    ten_years(member)
    answer = sign_in_fresh(member).get(f"{PAGE}log.{ending}")
    assert f'filename="my-log-2026-11-24.{ending}"' in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    other = make_member("other@example.org")
    page = bring_in(sign_in_fresh(other), body)
    assert page.status_code == 200 and "entries are in your log now." in page.text
    assert held(other) == held(member) and len(held(member)) > 3650


def test_the_file_of_everything_we_hold_brings_the_log_back_too(member, make_member, client):
    ten_years(member, days=60)
    other = make_member("other@example.org")
    client.force_login(other)
    bring_in(client, export.as_json(member, NOON))
    assert held(other) == held(member)


def test_every_field_of_an_entry_is_in_the_file():
    columns = {field.name for field in log_file.FIELDS}
    ours = {"id", "user", "public_id", "packed"}
    assert columns == {f.name for f in LogEntry._meta.concrete_fields} - ours


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(note=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60))
def test_any_note_survives_the_table_and_no_cell_begins_as_a_formula(note):
    entry = LogEntry(local_date=TODAY, logged_at=NOON, worst=3, note=note, key=uuid.uuid4())
    text = "".join(log_file.as_csv([entry])).removeprefix("\ufeff")
    head, row = csv.reader(io.StringIO(text, newline=""))
    assert not any(cell.startswith(tuple("=+-@\t\r\n＝＋－＠")) for cell in row)
    assert log_file.from_cells(dict(zip(head, row, strict=True))).note == note


def test_importing_ones_own_file_again_changes_nothing(member, member_client):
    ten_years(member, days=40)
    before = held(member)
    text = "".join(log_file.as_csv(member.log_entries.all()))
    page = upload(member_client, text)
    assert "All of it is in your log already." in page.text and 'name="kept"' not in page.text
    assert held(member) == before


def test_only_what_is_missing_is_added_and_what_is_here_stays_as_it_is(member, member_client):
    ten_years(member, days=40)
    text = "".join(log_file.as_csv(member.log_entries.all()))
    gone = member.log_entries.first()
    gone.delete()
    changed = member.log_entries.last()
    member.log_entries.filter(pk=changed.pk).update(note="Changed since")
    page = upload(member_client, text)
    assert "1 entry would be added." in page.text and "are there already" in page.text
    confirm(member_client, page)
    changed.refresh_from_db()
    assert member.log_entries.filter(key=gone.key).exists() and changed.note == "Changed since"


def test_a_file_asks_for_the_password_again(member_client):
    for ending in ("csv", "json"):
        answer = member_client.get(f"{PAGE}log.{ending}")
        assert answer.url.startswith("/account/reauthenticate/?next=")


# ------------------------------------------------------------------ a plain table


def test_a_plain_table_is_shown_first_and_kept_after_a_yes(member, member_client):
    page = upload(member_client, "date,pain,note\n2026-11-20,4,Long drive\n2026-11-21,3,\n")
    assert "2 entries would be added." in page.text and "20 November 2026" in page.text
    assert "Long drive" in page.text and not member.log_entries.exists()
    done = confirm(member_client, page)
    assert "2 entries are in your log now." in done.text
    rows = member.log_entries.order_by("local_date").values_list(
        "local_date", "worst", "late", "note"
    )
    assert list(rows) == [
        (date(2026, 11, 20), 4, True, "Long drive"),
        (date(2026, 11, 21), 3, True, ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Day;Pain;Notes\r\n20/11/2026;4;x\r\n",
        "pain\tdate\n4\t20 Nov 2026\n",
        "2026-11-20,4,no head",
        "\ufeffDATE,Worst\n20.11.2026,4\n\n\n",
        "date,pain\n20 November 2026, 4 \n",
    ],
)
def test_common_shapes_of_a_table_are_read(member, member_client, text):
    bring_in(member_client, text)
    assert member.log_entries.get().local_date == date(2026, 11, 20)
    assert member.log_entries.get().worst == 4


def test_a_table_that_excel_saved_in_its_old_way_is_read(member, member_client):
    bring_in(
        member_client, "date,pain,note\n2026-11-20,4,caf\u00e9 \u201cnow\u201d\n".encode("cp1252")
    )
    assert member.log_entries.get().note == "caf\u00e9 \u201cnow\u201d"


def test_the_same_table_again_with_one_more_row_adds_one(member, member_client):
    rows = "date,pain,note\n2026-11-20,4,x\n2026-11-20,4,x\n"
    bring_in(member_client, rows)
    assert member.log_entries.count() == 2, "two rows that say the same are two entries"
    page = upload(member_client, rows + "2026-11-21,3,\n")
    assert "1 entry would be added. 2 are there already." in " ".join(page.text.split())
    confirm(member_client, page)
    assert member.log_entries.count() == 3


def test_a_yes_that_is_pressed_twice_counts_once(member, member_client):
    page = upload(member_client, "date,pain\n2026-11-20,4\n")
    confirm(member_client, page)
    assert "All of it was there already." in confirm(member_client, page).text
    assert member.log_entries.count() == 1


def test_each_row_that_cannot_be_read_says_why_and_nothing_is_kept(member, member_client):
    bad = "date,pain,note\n2026-11-20,4,fine\n2026-13-01,4,\n2026-11-21,11,\n2026-11-22,,\n2999-01-01,3,\n1999-12-31,3,\n2026-11-20,4.5,\n"
    page = upload(member_client, bad + f"2026-11-20,4,{'x' * 2001}\n")
    words = page.text
    assert page.status_code == 422 and "Nothing was imported." in words
    for line in (
        "Row 3: “2026-13-01” is not a date. Write it as 2026-11-24.",
        "Row 4: “11” is not a whole number from 0 to 10.",
        "Row 5: “” is not a whole number from 0 to 10.",
        "Row 6: This day has not come yet.",
        "Row 7: This day is before the year 2000.",
        "Row 8: “4.5” is not a whole number from 0 to 10.",
        "Row 9: The note is longer than 2000 characters.",
    ):
        assert line in words, line
    assert "Row 2" not in words and not member.log_entries.exists()


def test_with_many_bad_rows_the_first_twenty_are_named_and_the_rest_counted(member_client):
    page = upload(member_client, "date,pain\n" + "x,4\n" * 50)
    assert page.text.count("is not a date") == 20 and "And 30 other rows" in page.text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "There is no row in this file."),
        (b"date,pain\n", "There is no row in this file."),
        (b"one,two\nthree,four\n", "The first row must name the columns"),
        (b"\x00\x01\x02", "This is not a text file."),
        (b'date,pain\n"2026-11-20,4\n', "a quotation mark is open"),
        (b"{", "This JSON file cannot be read."),
        (b"{}", "There is no log in this JSON file."),
        (b'{"entries": 3}', "There is no log in this JSON file."),
        (b'{"entries": [3]}', "There is no log in this JSON file."),
        (b'{"entries": []}', "There is no row in this file."),
        (b"[" * 50_000, "The first row must name the columns"),
        (b'{"a":' * 50_000, "This JSON file cannot be read."),
        (b"date,pain\n" + b"2026-11-20,4\n" * 20_001, "more than 20,000 rows"),
        (b"x" * 5_000_001, "larger than 5 MB"),
    ],
)
def test_a_file_that_is_no_log_is_refused_with_a_kind_sentence(member, member_client, data, words):
    page = upload(member_client, data)
    assert page.status_code == 422 and words in page.text
    assert not member.log_entries.exists()


GOOD = {
    "local_date": "2026-11-20",
    "logged_at": "2026-11-20T12:00:00+00:00",
    "worst": 4,
    "key": str(uuid.uuid4()),
}


@pytest.mark.parametrize("column", [field.name for field in log_file.FIELDS])
@pytest.mark.parametrize("value", [{}, [], {"a": [1]}, -1, 10**30, "x" * 3000, True, 1.5, "\0"])
def test_json_of_any_kind_in_any_column_is_kept_or_refused_and_never_breaks(
    member, member_client, column, value
):
    page = upload(member_client, json.dumps({"entries": [{**GOOD, column: value}]}))
    assert page.status_code in (200, 422)
    if page.status_code == 200 and 'name="kept"' in page.text:
        assert confirm(member_client, page).status_code == 200
        assert member_client.get("/log/trends/").status_code == 200
        assert member_client.get("/log/report/").status_code == 200


def test_no_file_at_all_is_asked_for(member_client):
    page = member_client.post(IMPORT)
    assert page.status_code == 422 and "Choose a file first." in page.text


def test_a_yes_with_somebody_elses_or_an_old_or_a_made_up_page_keeps_nothing(
    member, member_client, make_member
):
    page = upload(member_client, "date,pain\n2026-11-20,4\n")
    kept = page.text.split('name="kept" value="')[1].split('"')[0]
    other = Client()
    other.force_login(make_member("other@example.org"))
    assert other.post(IMPORT, {"kept": kept}).status_code == 422
    assert member_client.post(IMPORT, {"kept": kept[:-3] + "abc"}).status_code == 422
    with time_machine.travel(NOON + timedelta(hours=2), tick=False):
        assert "Choose the file again." in member_client.post(IMPORT, {"kept": kept}).text
    assert not LogEntry.objects.exists()


def test_when_one_row_fails_at_the_last_moment_none_is_kept(member):
    good = LogEntry(local_date=TODAY, logged_at=NOON, worst=3, key=uuid.uuid4())
    bad = LogEntry(local_date=None, logged_at=NOON, worst=3, key=uuid.uuid4())
    with pytest.raises(IntegrityError), transaction.atomic():
        log_import.keep(member, [good, bad])
    assert not member.log_entries.exists()


@pytest.fixture
def sign_in_fresh():
    """Signs people in with their password a moment ago, as the download asks for."""

    def sign_in(user):
        visit = Client()
        password = "a long enough passphrase"
        visit.post("/account/login/", {"login": user.email, "password": password})
        visit.post("/account/reauthenticate/", {"password": password})
        return visit

    return sign_in
