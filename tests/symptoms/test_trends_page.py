"""The progress page: the sentence, the drawing and the numbers agree."""

import re
import uuid
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


def log(user, *scores, **answers):
    """Scores on consecutive days, the last of them today."""
    for back, score in enumerate(reversed(scores)):
        if score is not None:
            when = NOON - timedelta(days=back)
            user.log_entries.record(uuid.uuid4(), when.date(), {"worst": score, **answers}, when)


def test_a_visitor_reads_what_the_page_is_for(client, db):
    page = client.get("/log/trends/")
    assert page.status_code == 200 and "Create an account" in page.text


def test_an_empty_log_says_what_to_do_and_draws_nothing(member_client):
    page = member_client.get("/log/trends/").text
    assert "Log 5 days in a week to see a pattern." in page
    assert 'class="chart' not in page


def test_a_few_days_are_shown_without_a_pattern(member_client, member):
    log(member, 3, 4)
    page = member_client.get("/log/trends/").text
    assert "Log 5 days in a week to see a pattern." in page
    assert (
        len(re.findall(r'<circle class="dot"[^>]*cy="[\d.]+" r="5" ', page)) == 2 * 2
    )  # the phone's and the desk's
    assert 'class="avg"' not in page


def test_a_change_is_put_in_the_words_of_the_rules(member_client, member):
    log(member, *[6] * 14, *[3] * 28)
    page = member_client.get("/log/trends/").text
    assert "Your usual worst-of-day went from about <em>6</em> to about <em>3</em>." in page
    assert "we cannot tell how much is due to the exercises" in page


def test_worse_leads_to_the_check_and_not_to_a_session(member_client, member):
    log(member, *[3] * 14, *[6] * 7)
    page = member_client.get("/log/trends/").text.split("<main")[1].split("</main>")[0]
    assert "This week looks harder" in page and "/self-check/again/" in page
    assert "/routines/" not in page


def test_noise_is_called_about_the_same(member_client, member):
    log(member, *[5] * 7, *[4] * 14)
    assert "About the same: usually <em>4</em> this week" in member_client.get("/log/trends/").text


def test_days_without_an_entry_are_gaps_and_late_ones_are_hollow(member_client, member):
    log(member, 3, None, 4)
    member.log_entries.record(uuid.uuid4(), TODAY - timedelta(days=3), {"worst": 2}, NOON)
    page = member_client.get("/log/trends/").text
    assert len(re.findall(r'<rect class="gap" x="[\d.]+" y=', page)) == 2
    assert (
        len(re.findall(r'<circle class="dot late" cx="[\d.]+" cy="[\d.]+" r=', page)) == 2 + 1
    )  # and the legend's


@pytest.mark.parametrize(
    ("period", "days"),
    [("7", 7), ("30", 30), ("90", 60), ("all", 60), ("x", 30), ("", 30), ("\x00", 30)],
)
def test_each_period_shows_its_days(member_client, member, period, days):
    log(member, *[5] * 60)
    page = member_client.get("/log/trends/", {"days": period})
    assert page.status_code == 200
    assert page.context["counts"].logged == page.context["counts"].of == days


def test_the_table_holds_the_same_numbers(member_client, member):
    log(member, 1, 2, 3, 4, 5)
    table = member_client.get("/log/trends/").text.split("<tbody>")[1]
    assert re.findall(r"<td>([\d.–]+)</td>", table) == [
        "5",
        "3",
        "–",
        "4",
        "–",
        "–",
        "3",
        "–",
        "–",
        "2",
        "–",
        "–",
        "1",
        "–",
        "–",
    ]


def test_someone_who_flew_west_still_sees_the_day_they_logged_at_home(member_client, member):
    member.log_entries.record(uuid.uuid4(), TODAY + timedelta(days=1), {"worst": 4}, NOON)
    assert member_client.get("/log/trends/").context["counts"].logged == 1
    assert member_client.get("/log/").status_code == 200


def test_the_page_has_no_style_or_script_of_its_own(member_client, member):
    log(member, *[5] * 60)
    page = member_client.get("/log/trends/").text
    assert " style=" not in page and "<style" not in page and " on" + "click" not in page
