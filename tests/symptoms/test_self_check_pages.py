"""The self-check as a person meets it: pages, answers that stay theirs, and what they lead to."""

import html
import itertools
import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session as WebSession
from django.test import Client
from django.utils import timezone

from routines.models import Hold, Plan
from routines.templatetags.figures import has_figure
from symptoms.answers import COOKIE, MAX_AGE
from symptoms.definition import load
from symptoms.models import SelfCheckResult, SelfCheckVersion
from symptoms.pictures import PICTURES
from tests.symptoms.people import CALM, NO_DANGER
from tests.symptoms.walking import (
    address,
    assert_nothing_to_exercise_with,
    main_of,
    send,
    tell,
)

pytestmark = pytest.mark.django_db

START, RESULT, ANSWERS = "/self-check/", "/self-check/result/", "/self-check/answers/"
NERVES = "/self-check/nerves/"


EARLY = {"g_age": "a18_44", "g_pregnancy": "none"}
FIRST = "/self-check/about-you/"


def pages_of(answers):
    """These answers, page by page."""
    for screen in load().screens:
        mine = {q.id: answers[q.id] for q in screen.questions if q.id in answers}
        if mine:
            yield screen, mine


# ------------------------------------------------------------------ the way through


def test_the_start_page_says_what_it_is_and_leads_to_the_first_question(client):
    page = client.get(START)
    assert page.status_code == 200
    assert "not a diagnosis" in main_of(page)
    assert f'href="{FIRST}"' in main_of(page)


def test_a_calm_person_goes_page_by_page_to_routines_with_reasons(client, content):
    pages = list(pages_of(CALM))
    for (_, answers), (following, _) in itertools.pairwise(pages):
        assert send(client, answers)["Location"] == f"/self-check/{following.slug}/"
    assert send(client, {"q_goal": "walk"})["Location"] == ANSWERS
    result = client.get(RESULT)
    body = main_of(result)
    assert "You can try some gentle self-care" in body
    assert "Uphill and walking" in body
    assert "You want hills and walking to feel easier." in body
    assert "<b>Walk or climb hills</b>" in body
    assert "Why this was suggested" in body
    assert "Never press fingers" in body


def test_a_danger_sign_leads_to_a_care_card_and_to_nothing_to_exercise_with(client, content):
    last = tell(client, {**NO_DANGER, "g_pregnancy": "pregnant", "g_infection": ["rf_fever"]})
    assert last["Location"] == RESULT
    result = client.get(RESULT)
    body = html.unescape(main_of(result))
    assert "<h1>Get medical advice today</h1>" in body
    assert "use NHS 111" in body
    assert "Yes, I am pregnant" in body
    assert "A fever, shivering, or feeling hot and ill" in body
    assert "Correct my answer" in body
    assert_nothing_to_exercise_with(result)


def test_a_late_flag_leads_to_a_care_card_and_to_nothing_to_exercise_with(client, content):
    tell(client, {**CALM, "q_now": 9})
    result = client.get(RESULT)
    assert "Pain this strong should be checked by a person." in main_of(result)
    assert_nothing_to_exercise_with(result)


def test_an_emergency_sign_shows_help_at_once_and_on_every_next_page(client):
    at_once = tell(client, {**EARLY, "g_nerves": ["rf_saddle"]})
    assert at_once["Location"] == RESULT
    following = client.get(address("g_body"))
    body = main_of(following)
    assert "Get help now" in body
    assert "Call 999 or go to A&amp;E." in body
    assert 'href="tel:999"' in body
    assert f'href="{RESULT}"' in body
    result = client.get(RESULT)
    assert "<h1>Get help now</h1>" in main_of(result)
    assert_nothing_to_exercise_with(result)


def test_nobody_can_skip_to_the_symptoms_or_to_a_result(client):
    tell(client, EARLY)
    for skipped in (address("q_area"), address("g_head"), RESULT, ANSWERS):
        assert client.get(skipped)["Location"] == NERVES


def test_an_unknown_page_is_not_found(client):
    assert client.get("/self-check/elbow/").status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        {"q_worst": 7, "q_sleep": "most"},
        {"q_goal": "yoga", "q_sleep": "most", "q_kneel": "can"},
        {"q_worse": ["lift_leg"], "q_goal": "walk"},
        {"q_area": ["tight_only"], "q_goal": "sit", "q_kneel": "can"},
        {
            "q_area": ["low_back", "buttock"],
            "q_pigeon": "fine",
            "q_goal": "strong",
            "q_kneel": "can",
        },
    ],
)
def test_every_routine_can_be_shown_with_its_picture(client, content, change):
    tell(client, {**CALM, **change})
    body = main_of(client.get(RESULT))
    assert "Start here" in body
    assert "<svg" in body


def test_a_care_card_does_not_say_its_heading_twice(client):
    tell(client, {**EARLY, "g_nerves": ["rf_saddle"]})
    body = html.unescape(main_of(client.get(RESULT)))
    assert "<li>Say you have signs of cauda equina syndrome.</li>" in body


def test_every_picture_beside_an_answer_belongs_to_one():
    for page, pictures in PICTURES.items():
        assert pictures.keys() <= load().by_id[page].labels.keys()
        assert all(has_figure(figure) for figure in pictures.values())


# ------------------------------------------------------------------ Back and Change


def test_back_shows_the_answer_given_and_loses_none(client):
    tell(client, {**EARLY, "g_nerves": ["none"], "g_body": ["none"]})
    body = main_of(client.get(FIRST))
    assert re.search(r'value="a18_44"\s+checked', body)
    again = send(client, {**EARLY, "g_age": "a45_64"})
    assert again["Location"] == address("g_tummy")


def test_change_comes_back_to_the_answers_with_all_the_others_kept(client):
    tell(client, CALM)
    page = client.get(ANSWERS)
    assert f'href="{address("q_area")}"' in main_of(page)
    changed = send(client, {"q_area": ["back_thigh"]})
    assert changed["Location"] == ANSWERS
    body = main_of(client.get(ANSWERS))
    assert "<dd>Back of the thigh</dd>" in body
    assert "<dd>Less pain</dd>" in body


def test_a_change_that_leads_to_a_new_question_asks_it_and_comes_back(client):
    tell(client, CALM)
    assert send(client, {"q_leg_feel": ["tingling"]})["Location"] == address("q_leg_side")
    assert send(client, {"q_leg_side": "one"})["Location"] == ANSWERS


def test_a_sign_corrected_brings_back_the_answers_given_before(client, content):
    tell(client, CALM)
    assert send(client, {"g_nerves": ["rf_leg_weak"]})["Location"] == RESULT
    assert "Get medical advice today" in main_of(client.get(RESULT))
    assert send(client, {"g_nerves": ["none"]})["Location"] == ANSWERS
    assert "You can try some gentle self-care" in main_of(client.get(RESULT))


def test_a_scale_shows_the_number_chosen_and_zero_is_a_number(client):
    tell(client, {**CALM, "q_now": 0})
    assert re.search(r'value="0" checked', main_of(client.get(address("q_now"))))


# ------------------------------------------------------------------ errors


def test_a_page_with_nothing_ticked_asks_again(client):
    tell(client, EARLY)
    page = client.post(NERVES, {})
    assert page.status_code == 422
    assert "Select any that apply, or “None of these”." in main_of(page)
    assert "<title>Error:" in page.content.decode()


def test_none_of_these_with_a_sign_is_asked_about_and_the_sign_is_kept(client):
    tell(client, EARLY)
    page = client.post(NERVES, {"g_nerves": ["rf_saddle", "none"]})
    body = main_of(page)
    assert page.status_code == 422
    assert "You ticked “None of these” together with another answer." in body
    assert len(re.findall(r"\schecked", body)) == 2
    assert "Get help now" in body
    body = main_of(client.get(NERVES))
    assert re.search(r'value="rf_saddle"\s+checked', body)
    assert "<h1>Get help now</h1>" in main_of(client.get(RESULT))


def test_an_answer_that_is_not_on_the_page_is_refused(client):
    page = client.post(FIRST, {**EARLY, "g_age": "a200"})
    assert page.status_code == 422
    assert "Choose from the answers on this page." in main_of(page)


@pytest.mark.parametrize("number", ["11", "-1", "1.5", "bad", ""])
def test_a_scale_takes_only_whole_numbers_from_0_to_10(client, number):
    before = dict(list(CALM.items())[: list(CALM).index("q_now")])
    tell(client, before)
    page = client.post(address("q_now"), {"q_now": number, "q_worst": "2"})
    assert page.status_code == 422
    assert "Choose a number from 0 to 10." in main_of(page)


def test_the_error_leads_to_the_first_box(client):
    body = main_of(client.post(FIRST, {"g_age": "a18_44"}))
    assert 'href="#id_g_pregnancy"' in body
    assert 'id="id_g_pregnancy"' in body
    assert "#id_g_age" not in body


def test_the_good_answers_of_a_page_are_kept_while_the_others_are_asked_again(client):
    page = client.post(FIRST, {"g_age": "a45_64"})
    assert page.status_code == 422
    assert re.search(r'value="a45_64"\s+checked', main_of(page))
    assert re.search(r'value="a45_64"\s+checked', main_of(client.get(FIRST)))


# ------------------------------------------------------------------ privacy


def test_a_visitor_leaves_nothing_behind_but_a_sealed_cookie(client, content):
    tell(client, CALM)
    client.get(RESULT)
    assert SelfCheckResult.objects.count() == 0
    assert WebSession.objects.count() == 0
    assert "sessionid" not in client.cookies
    cookie = client.cookies[COOKIE]
    assert cookie["httponly"]
    assert (cookie["samesite"], cookie["path"]) == ("Lax", "/self-check/")
    assert cookie["max-age"] == MAX_AGE
    assert "a18_44" not in cookie.value
    assert len(cookie.value) < 3500


@pytest.mark.parametrize("page", [START, FIRST, ANSWERS, RESULT])
def test_no_page_of_the_check_is_stored(client, content, page):
    tell(client, CALM)
    assert "no-store" in client.get(page)["Cache-Control"]


def test_a_cookie_somebody_changed_starts_again_kindly(client):
    client.cookies[COOKIE] = "gAAAAA-not-ours"
    for page in (START, NERVES, ANSWERS, RESULT):
        client.cookies[COOKIE] = "gAAAAA-not-ours"
        response = client.get(page)
        assert response.status_code == 400
        assert "please start again" in main_of(response)
        assert client.cookies[COOKIE].value == ""


def test_answers_end_by_themselves(client):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        tell(client, EARLY)
        clock.shift(timedelta(seconds=MAX_AGE + 1))
        assert client.get(NERVES).status_code == 400


def test_answers_can_be_cleared(client):
    tell(client, EARLY)
    assert client.post("/self-check/clear/")["Location"] == START
    assert "Carry on" not in main_of(client.get(START))
    assert client.get(NERVES)["Location"] == FIRST


def test_coming_back_carries_on_where_it_stopped(client):
    tell(client, EARLY)
    assert f'href="{NERVES}"' in main_of(client.get(START))


def test_a_form_from_another_site_changes_nothing():
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(FIRST, EARLY).status_code == 403


# ------------------------------------------------------------------ where you live


def test_a_visitor_can_choose_whose_numbers_to_see(client):
    tell(client, {**EARLY, "g_nerves": ["rf_saddle"]})
    assert 'href="tel:999"' in main_of(client.get(RESULT))
    client.post("/self-check/region/", {"region": "US"})
    body = main_of(client.get(RESULT))
    assert 'href="tel:911"' in body
    assert "Call 911" in body
    assert "999" not in body
    client.post("/self-check/region/", {"region": "Mars"})
    assert 'href="tel:911"' in main_of(client.get(RESULT))


def test_a_member_sees_the_numbers_of_their_own_region(make_member, client):
    client.force_login(make_member(region="AU"))
    tell(client, {**EARLY, "g_nerves": ["rf_saddle"]})
    assert 'href="tel:000"' in main_of(client.get(RESULT))


# ------------------------------------------------------------------ members


def test_a_member_saves_a_result_as_their_plan(member, member_client, content):
    desk = {"q_worse": ["sitting"], "q_range": ["stand_up"], "q_goal": "sit", "q_kneel": "cannot"}
    tell(member_client, CALM | desk)
    saved = member_client.post("/self-check/save/")
    assert saved["Location"] == "/plan/"
    plan = Plan.objects.current(member)
    assert plan.routine.key == "r_desk"
    assert not plan.kneeling
    assert plan.findings == ["f_tight_front", "f_sitting"]
    assert "You want sitting to feel better." in plan.reasons
    kept = member.self_check_results.get()
    assert kept.answers["q_worse"] == ["sitting"]
    assert kept.level == "self_care"
    assert kept.version.hash == load().hash == plan.check_hash


def test_a_visitor_is_sent_to_sign_in_and_finds_the_answers_again(client, make_member, content):
    tell(client, CALM)
    asked = client.post("/self-check/save/")
    assert asked.status_code == 302
    assert asked["Location"].startswith("/account/login/?next=/self-check/save/")
    member = make_member()
    client.force_login(member)
    assert "Save as my plan" in main_of(client.get(RESULT))
    assert client.post("/self-check/save/")["Location"] == "/plan/"
    assert Plan.objects.current(member).routine.key == "r_start"


def test_without_consent_nothing_is_saved_and_the_way_to_give_it_is_shown(
    client, make_member, content
):
    member = make_member()
    member.consents.withdraw("health_data", timezone.now())
    client.force_login(member)
    tell(client, CALM)
    assert client.post("/self-check/save/")["Location"].startswith("/account/consent/")
    assert not SelfCheckResult.objects.exists()
    assert Plan.objects.current(member) is None


def test_a_member_with_a_sign_is_held_at_once_and_cannot_save_a_plan(
    member, member_client, content
):
    tell(member_client, {**NO_DANGER, "g_injury": ["rf_no_weight"]})
    assert_nothing_to_exercise_with(member_client.get(RESULT))
    hold = Hold.objects.active(member)
    assert (hold.level, hold.signs, hold.source) == ("urgent", ["rf_no_weight"], "check")
    assert member_client.post("/self-check/save/")["Location"] == RESULT
    assert Plan.objects.current(member) is None


def test_an_emergency_sign_holds_a_member_even_if_they_leave(member, member_client, content):
    tell(member_client, {**EARLY, "g_nerves": ["rf_saddle"]})
    assert Hold.objects.active(member).level == "emergency"


def test_only_a_clear_finished_check_lifts_the_hold(member, member_client, content):
    Hold.objects.place(member, "urgent", ["rf_dvt"], "log", timezone.now())
    tell(member_client, dict(list(CALM.items())[:-1]))
    member_client.get(RESULT)
    assert Hold.objects.active(member)
    tell(member_client, {"q_goal": "ease"})
    assert "gentle self-care" in main_of(member_client.get(RESULT))
    assert Hold.objects.active(member) is None


def test_answers_from_before_a_sign_was_reported_lift_nothing_and_show_no_routine(
    member, member_client, content
):
    tell(member_client, CALM)
    Hold.objects.place(member, "urgent", ["rf_dvt"], "log", timezone.now())
    tell(member_client, {"q_goal": "walk"})  # a touched-up old check is still an old check
    page = member_client.get(RESULT)
    assert_nothing_to_exercise_with(page)
    assert "do the check again" in main_of(page)
    assert Hold.objects.active(member)
    assert member_client.cookies[COOKIE].value == ""


def test_a_sign_ticked_by_mistake_can_be_corrected_in_the_same_check(
    member, member_client, content
):
    tell(member_client, CALM)
    tell(member_client, {"g_pain": ["rf_walk_cramp"]})
    member_client.get(RESULT)
    assert Hold.objects.active(member).source == "check"
    tell(member_client, {"g_pain": ["none"]})
    assert "gentle self-care" in main_of(member_client.get(RESULT))
    assert Hold.objects.active(member) is None


def test_an_old_clear_result_cannot_be_saved_while_a_hold_stands(member, member_client, content):
    tell(member_client, CALM)
    Hold.objects.place(member, "see_clinician", ["rf_pregnant"], "weekly", timezone.now())
    assert member_client.post("/self-check/save/")["Location"] == RESULT
    assert Plan.objects.current(member) is None


# ------------------------------------------------------------------ the two guides


def test_get_help_needs_no_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = client.get("/get-help/")
    body = html.unescape(main_of(page))
    for number in ("999", "112", "911", "000", "111"):
        assert f'href="tel:{number}"' in body
    for flag in load().flags.values():
        assert flag.label in body


def test_how_we_decide_lists_every_sign_pattern_and_rule(client, content):
    body = html.unescape(main_of(client.get("/how-we-decide/")))
    definition = load()
    assert definition.version in body
    assert definition.hash in body
    told = [*definition.flags.values(), *definition.late_flags, *definition.findings]
    told += [*definition.primary, *definition.secondary, *definition.advice, *definition.physio]
    for item in told:
        assert f'id="{item.id}"' in body


# ------------------------------------------------------------------ versions


def test_a_wording_is_kept_once_and_never_changed(content):
    version = SelfCheckVersion.objects.get()
    assert version.hash == load().hash
    assert SelfCheckVersion.objects.record(load(), timezone.now()) == version
    with pytest.raises(TypeError):
        version.save()
    with pytest.raises(TypeError):
        version.delete()


def test_a_member_who_agreed_to_nothing_is_held_without_a_word_about_why(
    client, make_member, content
):
    member = make_member()
    member.consents.withdraw("health_data", timezone.now())
    client.force_login(member)
    tell(client, {**EARLY, "g_nerves": ["rf_saddle"]})
    client.get(RESULT)
    hold = Hold.objects.active(member)
    assert hold.level == "emergency"
    assert hold.signs == []
