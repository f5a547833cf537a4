"""Doing a routine: kept once for a member who agreed to it, kept nowhere for anybody else."""

import uuid

import pytest
import time_machine
from django.utils import timezone

from routines import progress
from routines.models import Routine, Session

pytestmark = pytest.mark.usefixtures("content")
FINISH = "/routines/desk-break/finish/"


def body(response):
    return response.content.decode()


def finished(**told):
    return {"key": str(uuid.uuid4()), "seconds": "209"} | told


def test_without_javascript_the_session_is_a_list_with_pictures_doses_and_a_finish_form(screened):
    response = screened.get("/routines/hip-flexor-mobility/play/")
    page = body(response)
    listed = page[page.index("data-list") :]
    for move in response.context["moves"]:
        assert move.exercise.name in listed
    assert "45 seconds, twice each side." in listed
    assert 'action="/routines/hip-flexor-mobility/finish/"' in listed
    assert "data-player hidden" in page  # the player shows itself only when it can run


def test_each_page_makes_a_key_of_its_own(screened):
    assert (
        screened.get("/routines/desk-break/play/").context["key"]
        != screened.get("/routines/desk-break/play/").context["key"]
    )


def test_moves_of_later_weeks_wait_for_their_week(screened):
    def keys(query):
        return [
            move.exercise.key
            for move in screened.get(f"/routines/return-to-pigeon-pose/play/{query}").context[
                "moves"
            ]
        ]

    assert not {"ex_pigeon_table", "ex_pigeon_supported"} & set(keys(""))
    assert "ex_pigeon_table" in keys("?week=3") and "ex_pigeon_supported" not in keys("?week=3")
    assert "ex_pigeon_supported" in keys("?week=5")


def test_who_cannot_kneel_never_meets_a_kneeling_move(screened):
    for routine in Routine.objects.current():
        data = screened.get(f"/routines/{routine.slug}/play/?week=5&kneel=no").context
        assert not any(move.exercise.needs_kneeling for move in data["moves"])


def test_a_plan_without_kneeling_plays_without_kneeling(screened_member, member):
    mobility = Routine.objects.get(key="r_mobility")
    member.plans.start(mobility, [], [], "moderate", False, "hash", timezone.now())
    keys = [
        move.exercise.key
        for move in screened_member.get("/routines/hip-flexor-mobility/play/").context["moves"]
    ]
    assert "ex_standing_hf" in keys and "ex_half_kneeling" not in keys


def test_an_unknown_week_is_told_kindly(screened):
    response = screened.get("/routines/return-to-pigeon-pose/play/?week=9")
    assert response.status_code == 422
    assert "Choose a week from the list." in body(response)


def test_a_member_keeps_one_session_however_often_the_form_arrives(member_client, member):
    told = finished()
    with time_machine.travel("2026-05-04T22:30:00Z", tick=False):
        assert "Done. 3 minutes." in body(member_client.post(FINISH, told))
        member_client.post(FINISH, told)
    session = Session.objects.get()
    assert (session.user, session.routine.key) == (member, "r_desk")
    assert (session.finished_at - session.started_at).total_seconds() == 209
    assert str(session.local_date) == "2026-05-04"


def test_how_it_felt_joins_the_same_session_and_the_way_leads_to_the_log(member_client):
    told = finished()
    member_client.post(FINISH, told)
    response = member_client.post(FINISH, told | {"felt": "right", "pain_during": "2"})
    assert response.status_code == 302 and response.url == "/log/"
    session = Session.objects.get()
    assert (session.felt, session.pain_during) == ("right", 2)


def test_too_much_is_answered_before_anything_else(member_client):
    page = body(member_client.post(FINISH, finished(felt="much", pain_during="7")))
    assert "That is enough for today." in page
    assert Session.objects.get().pain_during == 7


def test_a_late_key_belongs_to_its_owner_alone(member_client, make_member, client):
    told = finished()
    member_client.post(FINISH, told)
    client.force_login(make_member("other@example.org"))
    client.post(FINISH, told)
    assert Session.objects.values("user").distinct().count() == 2


def test_nothing_is_kept_for_a_visitor(client):
    response = client.post(FINISH, finished(felt="right", pain_during="1"))
    assert response.status_code == 200
    assert not Session.objects.exists()
    assert "sessionid" not in response.cookies


def test_nothing_is_kept_without_consent(member_client, member):
    member.consents.withdraw("health_data", timezone.now())
    page = body(member_client.post(FINISH, finished()))
    assert "Done." in page and "We keep your sessions once you agree to it." in page
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"key": "x"}, "Start the session again"),
        ({"pain_during": "11"}, "Choose a number from 0 to 10."),
        ({"pain_during": "a lot"}, "Choose a number from 0 to 10."),
        ({"felt": "great"}, "Choose one of the three answers."),
        ({"seconds": "99999999"}, "Start the session again"),
    ],
)
def test_a_wrong_answer_is_told_kindly_and_nothing_is_kept(member_client, told, sentence):
    response = member_client.post(FINISH, finished(**told))
    assert response.status_code == 422
    assert sentence in body(response)
    assert not Session.objects.exists()


def test_finish_answers_only_a_form(client):
    assert client.get(FINISH).status_code == 405


@pytest.mark.parametrize(
    ("felt", "pain", "said", "ease_off"),
    [
        ("", None, None, None),
        ("", 0, "Good.", False),
        ("right", 3, "Good.", False),
        ("right", 4, "Do half as much", True),
        ("right", 5, "Do half as much", True),
        ("easy", 6, "That is enough for today.", True),
        ("much", None, "Do half as much", True),
        ("easy", 0, "After 3 sessions", False),
    ],
)
def test_the_tip_follows_the_pain_rules(felt, pain, said, ease_off):
    advice = progress.after_session(felt, pain)
    assert (advice and advice.ease_off) == ease_off
    assert said is None or advice.text.startswith(said)
