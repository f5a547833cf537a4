"""What the plan page suggests, and what a yes or a no does."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from routines.models import Plan, Routine

pytestmark = pytest.mark.usefixtures("content")


@pytest.fixture
def plan(member):
    routine = Routine.objects.get(key="r_pigeon")
    began = timezone.now() - timedelta(days=20)
    return member.plans.start(routine, [], [], "low", True, "hash", began)


@pytest.fixture
def session(member, plan):
    """One session some days ago, with its morning in the log."""

    def session(days_ago, pain=2, morning="back_to_usual"):
        end = timezone.now() - timedelta(days=days_ago)
        begin = end - timedelta(minutes=9)
        member.sessions.record(
            plan.routine, uuid.uuid4(), begin, end, felt="right", pain_during=pain
        )
        day = member.local_date(end) + timedelta(days=1)
        if morning and days_ago:
            member.log_entries.record(uuid.uuid4(), day, {"worst": 2, "morning": morning}, end)

    return session


def body(response):
    return response.content.decode()


def answer(client, offer, said):
    return client.post("/plan/answer/", {"offer": offer, "answer": said}, follow=True)


def test_three_calm_sessions_offer_a_step_and_a_yes_brings_the_next_moves(
    member_client, plan, session
):
    for days_ago in (6, 4, 2):
        session(days_ago)
    page = body(member_client.get("/plan/"))
    assert "One step more" in page
    assert (
        "each morning after was calm" in page and "The next moves of this routine join in." in page
    )
    assert "Your plan is changed." in body(answer(member_client, "up", "yes"))
    plan.refresh_from_db()
    assert plan.week == 3
    assert "One step more" not in body(member_client.get("/plan/"))


def test_a_flare_offers_half_and_the_next_session_is_half(member_client, member, plan, session):
    session(2, pain=6)
    assert "Your last session hurt 6 out of 10." in body(member_client.get("/plan/"))
    answer(member_client, "down", "yes")
    plan.refresh_from_db()
    assert plan.dose == Plan.Dose.HALF
    member_client.post("/self-check/quick/", {"answer": "none", "next": "/plan/"})
    data = member_client.get("/routines/return-to-pigeon-pose/play/").context["data"]
    assert data["defaults"]["half"] is True


def test_a_no_is_written_down_and_nothing_changes(member_client, plan, session):
    session(2, pain=6)
    assert "It stays as it is." in body(answer(member_client, "down", "no"))
    plan.refresh_from_db()
    decision = plan.decisions.get()
    assert plan.dose == Plan.Dose.FULL
    assert (decision.offer, decision.accepted) == ("down", False) and "6 out of 10" in decision.why
    assert "Do half for now" not in body(member_client.get("/plan/"))


def test_two_flares_in_a_week_lead_to_the_self_check(member_client, plan, session):
    session(5, pain=7)
    session(2, morning="still_sore")
    assert "It flared up twice in a week." in body(member_client.get("/plan/"))
    response = member_client.post("/plan/answer/", {"offer": "check", "answer": "yes"})
    assert response.url == "/self-check/"


def test_an_answer_to_something_no_longer_suggested_changes_nothing(member_client, plan, session):
    session(2, pain=6)
    assert "This is what fits now." in body(answer(member_client, "up", "yes"))
    plan.refresh_from_db()
    assert (plan.week, plan.dose, plan.decisions.count()) == (1, "full", 0)


def test_the_stop_ending_ends_the_plan(member_client, member, plan, session):
    long_ago = timezone.now() - timedelta(days=80)
    Plan.objects.filter(pk=plan.pk).update(created_at=long_ago, upkeep=True)
    plan.decisions.create(
        offer="upkeep", why="w", accepted=True, decided_at=timezone.now() - timedelta(days=30)
    )
    session(3)
    assert "You may stop here" in body(member_client.get("/plan/"))
    answer(member_client, "stop", "yes")
    assert Plan.objects.current(member) is None


def test_the_page_shows_the_share_of_ones_own_target(member_client, plan, session):
    session(2)
    session(3)
    assert member_client.get("/plan/").context["share"].done == 2
    member_client.post("/plan/target/", {"per_week": "2"})
    assert member_client.get("/plan/").context["share"].target == 4


@pytest.mark.parametrize("wrong", ["0", "99", "often", ""])
def test_a_wrong_target_is_told_kindly(member_client, plan, wrong):
    response = member_client.post("/plan/target/", {"per_week": wrong})
    assert response.status_code == 422
    assert "Choose a number from 1 to 14." in body(response)


def test_somebody_without_a_plan_or_an_account_is_led_home(client, member_client):
    assert member_client.post("/plan/answer/", {"offer": "up", "answer": "yes"}).url == "/plan/"
    assert member_client.post("/plan/target/", {"per_week": "3"}).url == "/plan/"
    client.logout()
    assert "/account/login/" in client.post("/plan/target/", {"per_week": "3"}).url
