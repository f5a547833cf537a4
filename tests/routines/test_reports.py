"""Readers tell the editors what is wrong with a page, without telling them who they are."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from routines.models import Exercise, Report, Routine
from tests.staff import sign_in

ADDRESS = "/exercises/bridge/report/"
pytestmark = pytest.mark.usefixtures("content", "fresh_limits")


@pytest.fixture
def fresh_limits(settings):
    """Each test counts for itself."""
    from uuid import uuid4

    settings.SECRET_KEY = f"{settings.SECRET_KEY} {uuid4()}"


@pytest.fixture
def editor_client(client, db):
    sign_in(client, User.objects.create_superuser("editor@example.org", "a long passphrase"))
    return client


@pytest.mark.parametrize(
    ("page", "form"),
    [
        ("/exercises/bridge/", ADDRESS),
        ("/routines/desk-break/", "/routines/desk-break/report/"),
    ],
)
def test_every_page_of_the_library_leads_to_its_own_form(client, page, form):
    assert f'href="{form}"' in client.get(page).content.decode()
    text = client.get(form).content.decode()
    assert reverse("symptoms:get_help") in text[text.index("<main") :]


def test_a_report_is_kept_with_its_page_and_with_nothing_about_the_sender(member_client):
    sent = member_client.post(ADDRESS, {"kind": "words", "text": "Which knee?"}, follow=True)
    assert sent.redirect_chain == [("/exercises/bridge/report/thanks/", 302)]
    report = Report.objects.get()
    assert (report.about.name, report.kind, report.text) == ("Bridge", "words", "Which knee?")
    assert {field.name for field in Report._meta.get_fields()} == {
        "id",
        "kind",
        "text",
        "exercise",
        "routine",
        "made_at",
        "handled_at",
    }


def test_thanks_leads_to_help_and_to_no_exercise(client):
    client.post(ADDRESS, {"kind": "safety"})
    page = client.get("/exercises/bridge/report/thanks/").content.decode()
    main = page[page.index("<main") : page.index("</main")]
    assert reverse("symptoms:get_help") in main
    assert "/exercises/" not in main
    assert "/routines/" not in main


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Choose what is wrong from the list."),
        ({"kind": "nonsense"}, "Choose what is wrong from the list."),
        ({"kind": "other"}, "Say in a few words what is wrong"),
        ({"kind": "other", "text": "   "}, "Say in a few words what is wrong"),
        ({"kind": "picture", "text": "x" * 1001}, "That is 1001 letters. Please keep it to 1000."),
    ],
)
def test_what_cannot_be_kept_is_refused_kindly_and_nothing_typed_is_lost(client, data, words):
    page = client.post(ADDRESS, data)
    text = page.content.decode()
    assert page.status_code == 422
    assert words in text
    assert "There is a problem" in text
    assert data.get("text", "").strip() in text
    assert not Report.objects.exists()


def test_a_character_no_database_keeps_is_refused_not_broken(client):
    page = client.post(ADDRESS, {"kind": "other", "text": "a\x00b"})
    assert page.status_code == 422


def test_the_seventh_report_in_an_hour_waits_and_keeps_its_words(client):
    for n in range(6):
        assert client.post(ADDRESS, {"kind": "other", "text": f"number {n}"}).status_code == 302
    page = client.post(ADDRESS, {"kind": "other", "text": "number seven"})
    assert page.status_code == 429
    assert "number seven" in page.content.decode()
    assert "Please wait a while" in page.content.decode()
    assert Report.objects.count() == 6


def test_a_move_that_is_not_there_has_no_form(client):
    assert client.get("/exercises/no-such-move/report/").status_code == 404
    assert client.post("/routines/no-such-routine/report/", {"kind": "page"}).status_code == 404


def test_editors_read_reports_and_mark_them_as_dealt_with(editor_client):
    editor_client.post("/routines/desk-break/report/", {"kind": "page", "text": "Button is dead"})
    address = reverse("admin:routines_report_changelist")
    assert "Button is dead" in editor_client.get(address).content.decode()
    report = Report.objects.get()
    marked = {"action": "mark_as_dealt_with", "_selected_action": [report.pk]}
    editor_client.post(address, marked)
    assert not Report.objects.open().exists()
    assert editor_client.get(reverse("admin:routines_report_add")).status_code == 403


def test_a_report_is_marked_as_dealt_with_on_its_own_page_and_opened_again(editor_client):
    editor_client.post("/routines/desk-break/report/", {"kind": "page", "text": "Button is dead"})
    report = Report.objects.get()
    page = reverse("admin:routines_report_change", args=[report.pk])
    assert 'name="_dealt_with"' in editor_client.get(page).text
    editor_client.post(page, {"_dealt_with": "1", "text": "Nothing of it is changed"})
    report.refresh_from_db()
    assert report.handled_at is not None
    assert report.text == "Button is dead"
    assert 'name="_open_again"' in editor_client.get(page).text
    editor_client.post(page, {"_open_again": "1"})
    assert Report.objects.open().exists()


def test_reports_that_are_not_dealt_with_are_listed_alone(editor_client):
    for words in ("Still open", "Long done"):
        editor_client.post("/routines/desk-break/report/", {"kind": "page", "text": words})
    Report.objects.filter(text="Long done").update(handled_at=timezone.now())
    address = reverse("admin:routines_report_changelist")
    waiting, done, every = (
        editor_client.get(f"{address}{q}").text for q in ("?dealt=no", "?dealt=yes", "")
    )
    assert ("Still open" in waiting, "Long done" in waiting) == (True, False)
    assert ("Still open" in done, "Long done" in done) == (False, True)
    assert "Still open" in every
    assert "Long done" in every


def test_only_editors_see_every_pose(editor_client, member_client):
    address = reverse("admin:routines_exercise_poses")
    assert member_client.get(address).status_code == 302
    sign_in(editor_client, User.objects.get(email="editor@example.org"))
    page = editor_client.get(address).content.decode()
    for exercise in Exercise.objects.current():
        assert f"<small>{exercise.key}</small>" in page
    assert page.count('<div class="pose">') > 70
    assert (
        'href="poses/"' in page
        or address
        in editor_client.get(reverse("admin:routines_exercise_changelist")).content.decode()
    )
    assert Routine.objects.current().count() == 10
