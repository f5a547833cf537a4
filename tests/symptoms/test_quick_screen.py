"""The danger signs before the first session of a week: a sign stops sessions, and nothing gets round it."""

from datetime import timedelta
from itertools import combinations

import pytest
import time_machine
from django.utils import timezone

from routines import gate
from routines.models import ClearScreen, Hold
from symptoms import quick
from symptoms.definition import load

pytestmark = pytest.mark.usefixtures("content")
PLAY = "/routines/desk-break/play/"
QUICK = "/self-check/quick/"


def body(response):
    return response.content.decode()


def lines():
    return load().quick.lines


def tick(client, *answer, onward=PLAY):
    return client.post(QUICK, {"answer": answer, "next": onward})


def test_only_none_of_these_alone_is_clear_whatever_else_is_ticked():
    screen = load().quick
    boxes = [*(line.id for line in lines()), "none", "unsure", "rubbish"]
    for size in range(len(boxes) + 1):
        for ticked in combinations(boxes, size):
            assert (quick.decide(screen, ticked) == quick.CLEAR) == (ticked == ("none",))


def test_the_most_serious_line_decides_and_one_more_never_lowers_it():
    screen, rank = load().quick, ["emergency", "urgent", "see_clinician"]
    for one, other in combinations(lines(), 2):
        levels = {quick.decide(screen, [one.id]), quick.decide(screen, [other.id])}
        assert quick.decide(screen, [one.id, other.id]) == min(levels, key=rank.index)


def test_a_session_asks_first_and_then_comes_back_with_its_choices(client):
    asked = client.get(f"{PLAY}?kneel=no")
    assert asked.url == f"{QUICK}?next=%2Froutines%2Fdesk-break%2Fplay%2F%3Fkneel%3Dno"
    page = body(client.get(asked.url))
    assert all(line.label in page for line in lines())
    assert tick(client, "none", onward=f"{PLAY}?kneel=no").url == f"{PLAY}?kneel=no"
    assert client.get(PLAY).status_code == 200


def test_a_visitors_cookie_holds_only_the_date_and_lasts_seven_days(client):
    with time_machine.travel("2026-05-04T10:00:00Z", tick=False):
        tick(client, "none")
        assert client.cookies[gate.SCREENED].value.split(":")[0] == "2026-05-04"
    with time_machine.travel("2026-05-10T23:00:00Z", tick=False):
        assert client.get(PLAY).status_code == 200
    with time_machine.travel("2026-05-11T00:10:00Z", tick=False):
        assert client.get(PLAY).status_code == 302


@pytest.mark.parametrize("value", ["2026-05-04", "2026-05-04:x", "", "x:y", "2099-01-01:x"])
def test_a_cookie_that_we_did_not_sign_counts_for_nothing(client, value):
    client.cookies[gate.SCREENED] = value
    assert client.get(PLAY).status_code == 302


def test_a_members_clear_screen_is_a_row_and_ends_after_seven_days(member_client, member):
    tick(member_client, "none")
    assert member_client.get(PLAY).status_code == 200
    ClearScreen.objects.note(member, timezone.now() - timedelta(days=7, minutes=1))
    assert member_client.get(PLAY).status_code == 302


def test_a_sign_stops_a_visitor_with_a_cookie_that_says_nothing_else(client):
    page = tick(client, "quick_injury")
    assert "on hold" in body(page) and "/play/" not in body(page)
    assert client.cookies[gate.HOLD].value == "1"
    assert client.cookies[gate.HOLD]["max-age"] == 30 * 24 * 60 * 60
    assert client.get(PLAY).url == "/routines/desk-break/"
    routine = body(client.get("/routines/desk-break/"))
    assert "Take the self-check again" in routine and "/play/" not in routine
    exercise = client.get("/exercises/bridge/")
    assert exercise.status_code == 200 and "Take the self-check again" in body(exercise)


def test_not_sure_stops_too(client):
    tick(client, "unsure")
    assert client.get(PLAY).url == "/routines/desk-break/"


def test_an_emergency_line_says_who_to_call_now(client):
    emergency = next(line for line in lines() if line.level == "emergency")
    page = body(tick(client, emergency.id))
    assert "Get help now" in page and "999" in page and emergency.label in page


def test_a_sign_holds_a_members_plan_and_the_twin_follows_the_row(member_client, member):
    tick(member_client, "quick_injury")
    hold = Hold.objects.active(member)
    assert (hold.source, hold.signs) == ("session", ["quick_injury"])
    assert member_client.cookies[gate.TWIN].value == "1"
    assert member_client.get(PLAY).url == "/plan/"
    Hold.objects.lift(member, timezone.now())
    member_client.get("/plan/")
    assert member_client.cookies[gate.TWIN].value == ""


def test_who_agreed_to_nothing_is_held_without_a_word_about_why(member_client, member):
    member.consents.withdraw("health_data", timezone.now())
    tick(member_client, "quick_injury")
    assert Hold.objects.active(member).signs == []


def test_signing_out_does_not_get_round_a_hold(member_client):
    tick(member_client, "quick_injury")
    member_client.get("/plan/")
    del member_client.cookies["sessionid"]
    assert member_client.get(PLAY).url == "/routines/desk-break/"


def test_a_hold_cannot_be_asked_away_on_this_page(client):
    tick(client, "quick_injury")
    assert client.get(QUICK).status_code == 302
    tick(client, "none")
    assert client.get(PLAY).url == "/routines/desk-break/"


def test_answers_given_before_the_sign_are_forgotten(client):
    client.cookies["self_check"] = "old"
    response = tick(client, "quick_injury")
    assert response.cookies["self_check"]["max-age"] == 0


@pytest.mark.parametrize(
    ("ticked", "words"),
    [
        ([], "None of these"),
        (["none", "quick_injury"], "Untick one of them"),
        (["unsure", "quick_injury"], "Untick one of them"),
        (["rubbish"], "Choose from the answers"),
    ],
)
def test_a_wrong_answer_is_told_kindly_and_lets_nobody_through(client, ticked, words):
    response = tick(client, *ticked)
    assert response.status_code == 422
    assert words in body(response) and f'value="{PLAY}"' in body(response)
    assert client.get(PLAY).status_code == 302


@pytest.mark.parametrize(
    "onward", ["https://elsewhere.example/", "//elsewhere.example", "", "javascript:x"]
)
def test_the_way_on_never_leads_to_another_site(client, onward):
    assert tick(client, "none", onward=onward).url == "/routines/"


def test_only_a_copy_without_cookies_opens_the_player_unasked(client, member_client):
    copy = client.__class__().get(PLAY, headers={"X-Offline-Copy": "1"})
    assert copy.status_code == 200
    page = body(copy) if copy.get("Content-Encoding") != "gzip" else ""
    assert "data-list hidden" in page or not page
    assert member_client.get(PLAY, headers={"X-Offline-Copy": "1"}).status_code == 302
