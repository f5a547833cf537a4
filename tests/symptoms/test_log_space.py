"""The log in every zone, on every night, and whatever is typed into it."""

import uuid
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from symptoms import log_page
from symptoms.log_form import LogForm, NewEntryForm
from symptoms.log_page import can_fill_in

ZONES = st.sampled_from(sorted(available_timezones()))
# Long enough to hold every change of clocks, the year's turn and a leap day.
MOMENTS = st.datetimes(datetime(2027, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))
OPEN_FOR = st.timedeltas(timedelta(0), timedelta(days=12))
ANY_TEXT = st.text(
    st.characters(), max_size=3000
)  # surrogates, NUL and right-to-left marks among them
in_the_database = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def move_to(person, zone):
    person.time_zone = zone
    person.save()


@given(home=ZONES, away=ZONES, opened=MOMENTS, waited=OPEN_FOR)
@in_the_database
def test_an_entry_is_about_the_day_its_page_showed_wherever_its_person_is_when_it_is_saved(
    member_client, member, home, away, opened, waited
):
    """Across every zone, change of clocks and move over the date line: never the day before or after."""
    member.log_entries.all().delete()
    move_to(member, home)
    on_the_wall = opened.astimezone(ZoneInfo(home)).date()
    page = NewEntryForm(member, opened).token
    move_to(member, away)
    with time_machine.travel(opened + waited, tick=False):
        member_client.force_login(member)
        answer = member_client.post("/log/", {"page": page, "worst": "5"})
    days = ((opened + waited).astimezone(ZoneInfo(away)).date() - on_the_wall).days
    in_time = waited <= timedelta(hours=26) or 0 <= days <= 7
    assert answer.status_code == (302 if in_time else 422)
    if in_time:
        entry = member.log_entries.get()
        assert entry.local_date == on_the_wall
        assert entry.late <= (waited > timedelta(hours=26))  # never late on its own day


@given(zone=ZONES, opened=MOMENTS, waited=st.timedeltas(timedelta(0), timedelta(days=29)))
@in_the_database
def test_an_entry_made_offline_keeps_the_day_its_device_showed_however_long_it_waits(
    member_client, member, zone, opened, waited
):
    member.log_entries.all().delete()
    move_to(member, "Europe/London")  # the device may be anywhere else
    seen = opened.astimezone(ZoneInfo(zone)).date()
    sent = {"day": seen.isoformat(), "key": str(uuid.uuid4()), "worst": "5"}
    with time_machine.travel(opened + waited, tick=False):
        member_client.force_login(member)
        told = {**sent, "ago": round(waited.total_seconds())}
        answers = [
            member_client.post("/log/", told, headers={"accept": "application/json"})
            for _twice in range(2)
        ]
    assert [answer.status_code for answer in answers] == [200, 200]
    entry = member.log_entries.get()
    assert entry.local_date == seen
    assert abs(entry.logged_at - opened) < timedelta(seconds=2)


@given(zone=ZONES, year=st.integers(2024, 2030), hours=st.floats(-3, 3))
@settings(max_examples=300, deadline=None)
def test_on_the_nights_when_clocks_change_a_page_shows_and_keeps_one_date(zone, year, hours):
    place = ZoneInfo(zone)
    person = User(time_zone=zone)
    for change in changes_of(place, year):
        now = change + timedelta(hours=hours)
        made = log_page.opened(person, person.local_date(now), now)
        again = log_page.read(made.token(person), person, now + timedelta(hours=3))
        assert again.day == made.day == now.astimezone(place).date()
        assert not again.late


def test_in_every_zone_there_is_each_change_of_clocks_of_a_year_keeps_the_date_that_was_seen():
    """Saved in the same zone, and at once on the other side of the date line."""
    seen = 0
    for zone in sorted(available_timezones()):
        place, person = ZoneInfo(zone), User(time_zone=zone)
        for change in changes_of(place, 2026):
            for hours in (-7, -1, 0, 1, 7):
                now = change + timedelta(hours=hours)
                token = log_page.opened(person, person.local_date(now), now).token(person)
                for away in (zone, "Pacific/Kiritimati", "Pacific/Pago_Pago"):
                    person.time_zone = away
                    page = log_page.read(token, person, now + timedelta(minutes=5))
                    assert (page.day, page.late) == (now.astimezone(place).date(), False)
                    seen += 1
                person.time_zone = zone
    assert seen > 3000


def changes_of(place, year):
    """The hours of this year in which this zone's clocks change."""
    hours = [datetime(year, 1, 1, tzinfo=UTC) + timedelta(hours=6 * n) for n in range(4 * 366)]
    offsets = [hour.astimezone(place).utcoffset() for hour in hours]
    return [hour for n, hour in enumerate(hours[1:]) if offsets[n] != offsets[n + 1]]


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
    pages = [NewEntryForm(member, now).token for _page in range(4)]
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
    page = NewEntryForm(member, datetime.now(UTC)).token
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
    page = NewEntryForm(member, datetime.now(UTC)).token
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
