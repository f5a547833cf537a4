"""A danger sign once ticked is lost by nothing but unticking it; a result is of one set of questions."""

import copy
import html
import re
from datetime import timedelta

import pytest
import time_machine
import yaml
from django.test import Client
from django.utils import timezone

from routines.content import read_yaml
from symptoms import answers as kept_answers
from symptoms import definition as live
from symptoms.definition import load
from tests.symptoms.people import CALM, FOLLOW_UPS, NO_DANGER
from tests.symptoms.walking import (
    address,
    assert_nothing_to_exercise_with,
    main_of,
    send,
    shown,
    tell,
)

pytestmark = pytest.mark.django_db

START, RESULT, ANSWERS = "/self-check/", "/self-check/result/", "/self-check/answers/"
FIRST, NERVES, BODY = "/self-check/about-you/", "/self-check/nerves/", "/self-check/body/"
EARLY = {"g_age": "a18_44", "g_pregnancy": "none"}
UNTIL_TUMMY = {**EARLY, "g_nerves": ["none"], "g_body": ["none"]}
THINNER = {**NO_DANGER, "g_health": ["rf_anticoagulant"]}


def text(response):
    return html.unescape(main_of(response))


def set_in(client):
    """The cookies a browser would hold: those that were removed are gone."""
    return copy.deepcopy({name: one for name, one in client.cookies.items() if one.value})


def is_emergency(client):
    return "<h1>Get help now</h1>" in main_of(client.get(RESULT))


# ------------------------------------------------------------------ tabs, Back, reload


def test_an_older_page_sent_again_does_not_untick_a_sign(client):
    tell(client, EARLY)
    old_page = shown(client.get(NERVES))
    tell(client, {"g_nerves": ["rf_saddle"]})
    again = client.post(NERVES, {"g_nerves": ["none"], "shown": old_page})
    assert again.status_code == 422
    assert "You ticked a sign on this page before" in text(again)
    assert is_emergency(client)


def test_an_older_page_with_another_sign_adds_to_the_first(client):
    tell(client, EARLY)
    old_page = shown(client.get(NERVES))
    tell(client, {"g_nerves": ["rf_saddle"]})
    client.post(NERVES, {"g_nerves": ["rf_leg_weak"], "shown": old_page})
    told = text(client.get(RESULT))
    assert "Numb or odd feeling between my legs" in told
    assert is_emergency(client)


def test_the_page_as_it_stands_now_can_untick_a_sign(client):
    tell(client, EARLY)
    tell(client, {"g_nerves": ["rf_saddle"]})
    assert send(client, {"g_nerves": ["none"]})["Location"] == BODY
    assert client.get(RESULT)["Location"] == BODY


def test_two_tabs_that_answer_at_the_same_moment_lose_no_sign(client):
    tell(client, UNTIL_TUMMY)
    tabs = [Client(), Client()]
    for tab in tabs:
        tab.cookies.update(set_in(client))
    tell(tabs[0], {"g_nerves": ["rf_saddle"]})
    tell(tabs[1], {"g_body": ["none"]})
    for tab in tabs:  # the browser takes both answers, the calm one last
        client.cookies.update(set_in(tab))
    assert is_emergency(client)
    assert re.search(r'value="rf_saddle"\s+checked', main_of(client.get(NERVES)))


def test_back_and_another_answer_before_the_sign_keep_it(client):
    tell(client, {**EARLY, "g_nerves": ["rf_saddle"]})
    tell(client, {**EARLY, "g_age": "a45_64"})
    assert is_emergency(client)


def test_sending_a_page_twice_is_the_same_as_once(client):
    tell(client, EARLY)
    once, twice = (client.post(NERVES, {"g_nerves": ["rf_leg_weak"]}) for _ in range(2))
    assert once["Location"] == BODY
    assert twice["Location"] == BODY


def test_a_reloaded_result_is_the_same(client, content):
    tell(client, CALM)
    first, second = client.get(RESULT), client.get(RESULT)
    names = [re.findall(r"<h3>(.*?)</h3>", main_of(page)) for page in (first, second)]
    assert names[0] == names[1]


# ------------------------------------------------------------------ strange forms


@pytest.mark.parametrize("order", [["a18_44", "under_16"], ["under_16", "a18_44"]])
def test_two_answers_to_one_question_are_asked_about_and_the_sign_counts(client, order):
    page = client.post(FIRST, {"g_age": order, "g_pregnancy": "none"})
    assert page.status_code == 422
    assert "Choose one answer." in text(page)
    assert re.search(r'value="under_16"\s+checked', main_of(client.get(FIRST)))
    rest = {key: value for key, value in NO_DANGER.items() if key not in EARLY}
    send(client, {"g_age": "under_16", "g_pregnancy": "none"})
    tell(client, rest)
    assert "Talk to a health professional" in text(client.get(RESULT))


def test_two_numbers_on_one_scale_are_asked_about(client):
    tell(client, dict(list(CALM.items())[: list(CALM).index("q_now")]))
    page = client.post(address("q_now"), {"q_now": ["1", "9"], "q_worst": "2"})
    assert page.status_code == 422


def test_a_form_with_an_answer_of_another_page_changes_only_its_own(client):
    tell(client, EARLY)
    client.post(NERVES, {"g_nerves": ["none"], "g_body": ["none"], "q_goal": "walk"})
    assert client.get(RESULT)["Location"] == BODY


# ------------------------------------------------------------------ answers off the path


def test_an_answer_that_is_no_longer_asked_for_changes_nothing(client, content):
    tell(client, {**CALM, "q_leg_feel": ["tingling"], "q_leg_side": "both"})
    assert is_emergency(client)
    tell(client, {"q_leg_feel": ["none"]})
    assert "gentle self-care" in main_of(client.get(RESULT))


def test_a_sign_on_a_page_that_is_no_longer_asked_still_counts_and_can_be_corrected(
    client, content
):
    tell(client, {**THINNER, "g_new_pain": "steady", "g_thinner_leg": "unsure"})
    tell(client, {"g_health": ["none"]})
    assert is_emergency(client)
    more = address("g_thinner_leg")
    assert f'href="{more}"' in main_of(client.get(RESULT))
    page = client.get(more)
    assert "Is a leg getting weak" in text(page)
    client.post(more, {"g_thinner_leg": "strong", "shown": shown(page)})
    tell(client, {key: value for key, value in CALM.items() if key not in NO_DANGER})
    assert "gentle self-care" in main_of(client.get(RESULT))


# ------------------------------------------------------------------ a new version midway


@pytest.fixture
def publish(tmp_path, monkeypatch):
    """Ships another self-check: this process reads its file, as after an upgrade."""

    def ship(change):
        document = copy.deepcopy(read_yaml(live.DOCUMENT))
        change(document)
        path = tmp_path / "self_check.yaml"
        path.write_text(yaml.safe_dump(document, sort_keys=False))
        monkeypatch.setattr(live, "DOCUMENT", path)
        load.cache_clear()
        return load()

    yield ship
    monkeypatch.undo()
    load.cache_clear()


def reword(document):
    document["findings"][0]["plain"] += " Really."


def item(document, section, key):
    return next(row for row in document[section] if row["id"] == key)


def test_a_new_version_keeps_the_signs_and_asks_the_rest_again(client, publish):
    tell(client, {**UNTIL_TUMMY, "g_tummy": ["rf_pee"]})
    before = load().hash
    assert publish(reword).hash != before
    assert client.get(START).status_code == 200
    assert client.get(RESULT)["Location"] == FIRST
    tell(client, {**EARLY, "g_nerves": ["none"], "g_body": ["none"]})
    assert re.search(r'value="rf_pee"\s+checked', main_of(client.get(address("g_tummy"))))
    rest = {key: value for key, value in NO_DANGER.items() if key not in UNTIL_TUMMY}
    tell(client, {key: value for key, value in rest.items() if key != "g_tummy"})
    assert "Get medical advice today" in text(client.get(RESULT))


def test_an_emergency_stays_one_through_a_new_version(client, publish):
    tell(client, {**EARLY, "g_nerves": ["rf_saddle"]})
    publish(reword)
    assert is_emergency(client)
    assert_nothing_to_exercise_with(client.get(RESULT))


def test_a_sign_that_got_another_name_becomes_not_sure(client, publish):
    def rename(document):
        item(document, "red_flags", "rf_saddle")["id"] = "rf_numb"

    tell(client, {**EARLY, "g_nerves": ["rf_saddle"]})
    publish(rename)
    assert is_emergency(client)
    tell(client, EARLY)
    assert re.search(r'value="unsure"\s+checked', main_of(client.get(NERVES)))


def test_a_sign_that_moved_to_another_page_goes_with_it(client, publish):
    def move(document):
        item(document, "red_flags", "rf_faint")["group"] = "g_pain"

    tell(client, {**EARLY, "g_nerves": ["none"], "g_body": ["rf_faint"]})
    publish(move)
    assert is_emergency(client)
    assert "Faint, clammy or very unwell with the pain" in text(client.get(RESULT))


def test_a_sign_whose_page_and_name_are_both_gone_still_stops_everything(client, publish):
    def drop(document):
        document["red_flag_groups"] = [
            g for g in document["red_flag_groups"] if g["id"] != "g_head"
        ]
        document["red_flags"] = [f for f in document["red_flags"] if f["group"] != "g_head"]
        lines = document["quick_screen"]["lines"]
        document["quick_screen"]["lines"] = [x for x in lines if x["group"] != "g_head"]

    tell(client, {**NO_DANGER, "g_head": ["rf_stroke"]})
    publish(drop)
    assert is_emergency(client)


def test_a_calm_result_of_an_old_version_is_shown_to_nobody(client, content, publish):
    tell(client, CALM)
    assert "gentle self-care" in main_of(client.get(RESULT))
    publish(reword)
    assert client.get(RESULT)["Location"] == FIRST
    assert "gentle self-care" not in client.get(START).content.decode()


# ------------------------------------------------------------------ the cookies


def test_a_sign_has_a_cookie_of_its_own_and_stands_without_the_other(client):
    tell(client, {**EARLY, "g_nerves": ["rf_saddle"]})
    del client.cookies[kept_answers.COOKIE]
    assert is_emergency(client)


@pytest.mark.parametrize("name", [kept_answers.COOKIE, kept_answers.SIGN + "g_nerves"])
@pytest.mark.parametrize("value", ["nonsense", "gAAAAABm", "é", "x" * 3000])
def test_a_cookie_somebody_changed_starts_again_kindly_on_every_page(client, name, value):
    for page in (START, FIRST, NERVES, ANSWERS, RESULT):
        tell(client, {**EARLY, "g_nerves": ["rf_saddle"]})
        client.cookies[name] = value
        response = client.get(page)
        assert response.status_code == 400
        assert "please start again" in text(response)
        assert not [key for key, one in client.cookies.items() if "self_check" in key and one.value]


def test_a_cookie_with_one_letter_changed_starts_again_kindly(client):
    tell(client, EARLY)
    sealed = client.cookies[kept_answers.COOKIE].value
    client.cookies[kept_answers.COOKIE] = sealed[:40] + chr(ord(sealed[40]) ^ 1) + sealed[41:]
    assert client.get(NERVES).status_code == 400


def test_a_sign_lasts_as_long_as_the_check_goes_on(client):
    hour = timedelta(seconds=kept_answers.MAX_AGE / 2 + 60)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        tell(client, {**EARLY, "g_nerves": ["rf_saddle"]})
        for page in ("g_body", "g_tummy", "g_infection"):
            clock.shift(hour)
            tell(client, {page: ["none"]})
        assert is_emergency(client)


def everything(group):
    """Every box of a danger page; else the answer that says most."""
    if group.kind == "multi":
        return [option.id for option in group.options if option.id not in group.exclusive]
    return "unsure" if "unsure" in group.labels else "under_16"


def test_with_every_box_ticked_the_cookies_stay_below_four_kilobytes(client, content):
    symptoms = {
        question.id: [o.id for o in question.options if o.id not in question.exclusive]
        for question in load().questions
        if question.kind == "multi"
    }
    for screen in load().screens:
        mine = {q.id: {**CALM, **FOLLOW_UPS, **symptoms}[q.id] for q in screen.questions}
        if client.get(f"/self-check/{screen.slug}/").status_code == 200:
            asked = re.findall(
                r'id="hint_(\w+)"', main_of(client.get(f"/self-check/{screen.slug}/"))
            )
            send(client, {key: value for key, value in mine.items() if key in asked})
    for screen in load().screens:
        if screen.safety:
            send(client, {group.id: everything(group) for group in screen.questions})
    cookies = set_in(client)
    assert {kept_answers.SIGN + group.id for group in load().groups} <= cookies.keys()
    header = "; ".join(f"{name}={one.value}" for name, one in cookies.items())
    assert len(header) < 4000
    assert is_emergency(client)


# ------------------------------------------------------------------ nothing leaks


def test_no_page_of_the_check_is_stored_nor_is_any_answer_to_a_form(client, content):
    for screen in load().screens:
        place = f"/self-check/{screen.slug}/"
        for response in (client.get(place), client.post(place, {})):
            assert "no-store" in response["Cache-Control"], place
        tell(client, {q.id: CALM[q.id] for q in screen.questions if q.id in CALM})
    for page in (START, ANSWERS, RESULT, "/self-check/clear/", "/self-check/save/"):
        assert "no-store" in client.get(page).headers.get("Cache-Control", "no-store")
    assert "no-store" in client.post("/self-check/clear/")["Cache-Control"]


@pytest.mark.parametrize("person", [CALM, {**EARLY, "g_nerves": ["rf_saddle"]}])
def test_no_answer_stands_in_an_address_or_a_title(client, content, person):
    told = {option.id for question in load().asked for option in question.options}
    labels = {option.label for question in load().asked for option in question.options}
    for screen in load().screens:
        mine = {q.id: person[q.id] for q in screen.questions if q.id in person}
        if not mine:
            continue
        response = send(client, mine)
        place = response["Location"]
        assert "?" not in place
        assert "#" not in place
        page = client.get(place)
        title = html.unescape(re.search(r"<title>(.*?)</title>", page.content.decode(), re.S)[1])
        assert not [label for label in labels if len(label) > 3 and label in title]
        assert not [one for one in told if "_" in one and one in title]


def test_the_next_site_is_not_told_where_a_reader_came_from(client):
    assert client.get(FIRST)["Referrer-Policy"] in ("same-origin", "no-referrer", "strict-origin")
