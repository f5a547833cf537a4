"""One current plan a person, and a hold that stops it until a clear re-check."""

import uuid
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from routines.models import Hold, Plan, Routine, Session

pytestmark = pytest.mark.usefixtures("content")
NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
LATER = datetime(2026, 5, 5, 9, tzinfo=UTC)


def body(response):
    return response.content.decode()


def start(member, key="r_mobility", others=("r_core",), now=NOW, **more):
    main, rest = Routine.objects.get(key=key), Routine.objects.filter(key__in=others)
    return member.plans.start(main, rest, ["f_tight_front"], "moderate", True, "hash", now, **more)


def test_a_new_plan_ends_the_one_before_it(member):
    first = start(member)
    second = start(member, "r_desk", (), LATER)
    first.refresh_from_db()
    assert first.ended_at == LATER
    assert Plan.objects.current(member) == second


def test_the_database_refuses_a_second_current_plan(member):
    start(member)
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.create(
            user=member,
            routine=Routine.objects.first(),
            irritability="low",
            kneeling=True,
            check_hash="x",
            created_at=NOW,
        )


def test_the_plan_page_shows_the_routine_why_it_was_chosen_and_what_else_fits(
    member_client, member
):
    start(member, reasons=["You said the front of your hip feels tight on hills."])
    page = body(member_client.get("/plan/"))
    for words in (
        "Hip-flexor mobility",
        "You said the front of your hip feels tight on hills.",
        "Core and control",
        "4 May 2026",
    ):
        assert words in page
    assert 'href="/routines/hip-flexor-mobility/play/"' in page
    assert 'href="/reminders/"' in page


def test_without_a_plan_the_page_leads_to_the_self_check(client, member_client):
    for someone in (client, member_client):
        page = body(someone.get("/plan/"))
        assert "There is no plan yet." in page
        assert 'href="/self-check/"' in page


def test_a_member_ends_their_plan_and_nobody_elses(member_client, member, make_member):
    other = make_member("other@example.org")
    start(member)
    start(other)
    assert member_client.post("/plan/").status_code == 302
    assert Plan.objects.current(member) is None
    assert Plan.objects.current(other) is not None


def test_a_second_sign_joins_the_hold_at_the_more_serious_level(member):
    Hold.objects.place(member, "see_clinician", ["rf_a"], "check", NOW)
    Hold.objects.place(member, "emergency", ["rf_b"], "log", LATER)
    Hold.objects.place(member, "urgent", ["rf_b"], "weekly", LATER)
    hold = Hold.objects.get()
    assert (hold.level, hold.signs, hold.started_at) == ("emergency", ["rf_a", "rf_b"], NOW)


def test_a_lifted_hold_stays_in_the_book_and_a_new_one_can_begin(member):
    Hold.objects.place(member, "urgent", ["rf_a"], "check", NOW)
    assert Hold.objects.lift(member, LATER)
    assert not Hold.objects.lift(member, LATER)
    assert Hold.objects.active(member) is None
    Hold.objects.place(member, "urgent", ["rf_a"], "check", LATER)
    assert Hold.objects.count() == 2


def test_a_hold_takes_every_start_away(member_client, member):
    start(member)
    Hold.objects.place(member, "urgent", ["rf_a"], "log", NOW)
    assert member_client.get("/routines/hip-flexor-mobility/play/").url == "/plan/"
    for path in ("/plan/", "/routines/hip-flexor-mobility/"):
        page = body(member_client.get(path))
        assert "Get medical advice today" in page
        assert "/play/" not in page
        assert 'class="fig' not in page


def test_a_session_that_ends_under_a_hold_is_refused_kindly_and_not_kept(member_client, member):
    Hold.objects.place(member, "emergency", ["rf_a"], "log", NOW)
    response = member_client.post("/routines/desk-break/finish/", {"key": str(uuid.uuid4())})
    assert response.status_code == 409
    assert "Get help now" in body(response)
    assert not Session.objects.exists()


def test_somebody_elses_hold_changes_nothing(screened_member, make_member):
    Hold.objects.place(make_member("other@example.org"), "emergency", ["rf_a"], "log", NOW)
    assert screened_member.get("/routines/desk-break/play/").status_code == 200


def test_a_signed_in_page_is_never_stored(member_client):
    for path in ("/plan/", "/routines/desk-break/", "/routines/desk-break/play/"):
        assert "no-store" in member_client.get(path)["Cache-Control"]
