"""The log in every zone, on every night, and whatever is typed into it."""

import uuid
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from symptoms.log_form import LogForm, NewEntryForm, can_fill_in

ZONES = st.sampled_from(
    [
        "Europe/London",
        "America/New_York",
        "Pacific/Kiritimati",
        "Pacific/Pago_Pago",
        "Asia/Kathmandu",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
    ]
)
# Long enough to hold every change of clocks, the year's turn and a leap day.
MOMENTS = st.datetimes(datetime(2027, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))
OPEN_FOR = st.timedeltas(timedelta(0), timedelta(days=12))
ANY_TEXT = st.text(
    st.characters(), max_size=3000
)  # surrogates, NUL and right-to-left marks among them
in_the_database = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@given(zone=ZONES, opened=MOMENTS, waited=OPEN_FOR)
@in_the_database
def test_an_entry_is_about_the_day_its_page_was_opened_wherever_that_was(
    member_client, member, zone, opened, waited
):
    member.log_entries.all().delete()
    member.time_zone = zone
    member.save()
    on_the_wall = opened.astimezone(ZoneInfo(zone)).date()
    page = NewEntryForm(member, member.local_date(opened)).token
    with time_machine.travel(opened + waited, tick=False):
        member_client.force_login(member)
        answer = member_client.post("/log/", {"page": page, "worst": "5"})
    days = ((opened + waited).astimezone(ZoneInfo(zone)).date() - on_the_wall).days
    assert answer.status_code == (302 if days <= 7 else 422)
    if days <= 7:
        entry = member.log_entries.get()
        assert entry.local_date == on_the_wall
        assert entry.late <= (days > 0)  # never late on its own day


@given(zone=ZONES, now=MOMENTS)
def test_exactly_eight_dates_can_be_filled_in_on_any_day_of_any_calendar(zone, now):
    today = now.astimezone(ZoneInfo(zone)).date()
    near = [today + timedelta(days=n) for n in range(-20, 21)]
    assert sum(can_fill_in(day, today) for day in near) == 8


@given(keys=st.lists(st.integers(0, 3), min_size=1, max_size=12))
@in_the_database
def test_however_often_pages_are_sent_each_is_one_entry(member_client, member, keys):
    member.log_entries.all().delete()
    now = datetime.now(UTC)
    pages = [NewEntryForm(member, member.local_date(now)).token for _page in range(4)]
    for key in keys:
        assert (
            member_client.post("/log/", {"page": pages[key], "worst": str(key)}).status_code == 302
        )
    assert sorted(e.worst for e in member.log_entries.all()) == sorted(set(keys))


@given(
    field=st.sampled_from(["page", *LogForm.base_fields]), text=ANY_TEXT, multipart=st.booleans()
)
@in_the_database
def test_no_text_in_any_field_breaks_the_page(member_client, member, field, text, multipart):
    member.log_entries.all().delete()
    page = NewEntryForm(member, member.local_date(datetime.now(UTC))).token
    sent = {"page": page, "worst": "5", field: text.encode("utf-8", "surrogatepass")}
    if multipart:
        answer = member_client.post("/log/", sent)
    else:
        from urllib.parse import urlencode

        answer = member_client.post(
            "/log/", urlencode(sent), content_type="application/x-www-form-urlencoded"
        )
    assert answer.status_code in {302, 422}
    if answer.status_code == 302:
        assert member_client.get("/log/").status_code == 200


@pytest.mark.parametrize(
    "text",
    [
        "\u202eright to left\u202c",
        "שלום, כואב לי",
        "مرحبا",
        "👩🏽‍🦽 e\u0301",
        "\ufeff<script>alert(1)</script>",
        "{{ 7 }}{% now 'Y' %}",
    ],
)
def test_a_note_in_any_script_comes_back_as_it_was_typed(member_client, member, text):
    page = NewEntryForm(member, member.local_date(datetime.now(UTC))).token
    shown = member_client.post("/log/", {"page": page, "worst": "5", "note": text}, follow=True)
    assert member.log_entries.get().note == text
    assert "<script>alert" not in shown.text


def test_a_huge_body_is_refused_without_an_error_page_of_ours_breaking(member_client, member):
    answer = member_client.post("/log/", {"worst": "5", "note": "x" * 1_500_000})
    assert answer.status_code == 400


@given(today=st.dates(date(2001, 1, 1), date(2098, 1, 1)))
@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15
)
def test_the_first_entry_of_a_life_shows_on_trends_on_any_date(member_client, member, today):
    member.log_entries.all().delete()
    noon = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
    with time_machine.travel(noon, tick=False):
        member.log_entries.record(uuid.uuid4(), today, {"worst": 5}, noon)
        member_client.force_login(member)
        assert member_client.get("/log/trends/?days=all").status_code == 200
