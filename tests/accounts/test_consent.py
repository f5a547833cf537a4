import pytest
import time_machine
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import path
from django.utils import timezone

from accounts import consent
from accounts.models import User

ASK = "/account/consent/"
NOW = timezone.now()


@consent.health_consent_required
def diary(request):
    return HttpResponse("kept")


@consent.consent_required("reminders", back="accounts:home")
def bell(request):
    return HttpResponse("rings")


urlpatterns = [path("diary/", diary), path("bell/", bell)]


@pytest.fixture
def with_doors(settings):
    """The site, and two addresses that ask for agreement."""
    from psoascare import urls

    site = type("urls", (), {"urlpatterns": [*urlpatterns, *urls.urlpatterns]})
    settings.ROOT_URLCONF = site


@pytest.fixture
def newcomer(client, db):
    """Signed in and over 16, but has agreed to nothing yet."""
    user = User.objects.create_user("newcomer@example.org", over_16_at=NOW)
    client.force_login(user)
    return user


def test_a_visitor_signs_in_first_and_comes_back(client, with_doors):
    assert client.get("/diary/?day=2").url == "/account/login/?next=/diary/%3Fday%3D2"


def test_a_newcomer_is_asked_and_comes_back(client, newcomer, with_doors):
    asked = client.get("/diary/?day=2")
    assert asked.url.startswith(ASK)
    page = client.get(asked.url)
    assert "May we keep your plan and your log?" in page.text
    assert "checked" not in page.text, "the box is not ticked beforehand"
    answer = client.post(ASK, {"purpose": "health_data", "next": "/diary/?day=2", "agree": "on"})
    assert answer.url == "/diary/?day=2"
    assert client.get(answer.url).text == "kept"


def test_agreement_keeps_its_text_version_and_its_time(client, newcomer):
    with time_machine.travel("2026-11-24T10:00:00Z", tick=False):
        client.post(ASK, {"purpose": "health_data", "agree": "on"})
    given = newcomer.consents.get()
    assert given.text_version == consent.CURRENT["health_data"]
    assert given.given_at.isoformat() == "2026-11-24T10:00:00+00:00"


def test_agreeing_twice_is_one_agreement(newcomer):
    consent.give(newcomer, "health_data", NOW)
    consent.give(newcomer, "health_data", NOW)
    assert newcomer.consents.count() == 1


def test_without_the_tick_nothing_is_agreed_and_the_way_back_is_kept(client, newcomer):
    answer = client.post(ASK, {"purpose": "health_data", "next": "/log/"})
    assert answer.status_code == 422
    assert "Tick the box if you agree" in answer.text
    assert 'name="next" value="/log/"' in answer.text
    assert not newcomer.consents.exists()


def test_someone_who_never_said_they_are_16_is_asked_that_too(client, newcomer, with_doors):
    newcomer.over_16_at = None
    newcomer.save()
    consent.give(newcomer, "health_data", NOW)
    assert client.get("/diary/").url.startswith(ASK)
    answer = client.post(ASK, {"purpose": "health_data", "agree": "on"})
    assert answer.status_code == 422
    assert "you can still read everything here" in answer.text
    client.post(ASK, {"purpose": "health_data", "agree": "on", "over_16": "on"})
    assert client.get("/diary/").text == "kept"


def test_a_form_sent_too_early_says_so_and_leads_back_to_its_page(client, newcomer, with_doors):
    answer = client.post(
        "/diary/", headers={"referer": "http://testserver/self-check/result/"}, follow=True
    )
    assert "Nothing is saved yet" in answer.text
    assert 'name="next" value="http://testserver/self-check/result/"' in answer.text


def test_a_form_from_another_site_never_decides_where_we_go(client, newcomer, with_doors):
    answer = client.post("/diary/", headers={"referer": "https://evil.example/"})
    assert "evil" not in answer.url


def test_a_door_can_name_where_its_form_stands(client, newcomer, with_doors):
    assert client.post("/bell/").url == f"{ASK}?purpose=reminders&next=%2Faccount%2F"


@pytest.mark.parametrize(
    "target", ["//evil.example", "/\\evil.example", "https://evil.example/", "javascript:x"]
)
def test_agreeing_leads_to_no_other_site(client, newcomer, target):
    answer = client.post(ASK, {"purpose": "health_data", "agree": "on", "next": target})
    assert answer.url == "/account/data/"


def test_one_purpose_says_nothing_about_the_other(client, newcomer):
    client.post(ASK, {"purpose": "reminders", "agree": "on"})
    assert newcomer.has_consent("reminders")
    assert not newcomer.has_consent("health_data")


def test_an_unknown_purpose_is_not_found(client, newcomer):
    assert client.get(ASK + "?purpose=adverts").status_code == 404
    assert client.post("/account/consent/withdraw/", {"purpose": "adverts"}).status_code == 404
    assert client.post("/account/consent/withdraw/").status_code == 404


def test_taking_it_back_stops_everything_at_once_and_offers_deletion(
    member_client, member, with_doors
):
    consent.give(member, "reminders", NOW)
    page = member_client.post("/account/consent/withdraw/", {"purpose": "health_data"}, follow=True)
    assert "We have stopped" in page.text
    assert "/account/data/delete/" in page.text
    assert not member.has_consent("health_data")
    assert not member.has_consent("reminders"), "reminders are about the plan"
    assert member_client.get("/diary/").status_code == 302
    assert member.consents.count() == 2, "what was agreed, and until when, stays on record"


def test_taking_back_reminders_leaves_the_log(member_client, member):
    consent.give(member, "reminders", NOW)
    member_client.post("/account/consent/withdraw/", {"purpose": "reminders"})
    assert member.has_consent("health_data")


def test_every_purpose_has_a_current_text_that_says_the_four_things():
    assert set(consent.CURRENT) == {purpose for purpose, _ in consent.Consent.Purpose.choices}
    for purpose in consent.CURRENT:
        text = consent.text(purpose)
        assert text.title
        assert text.agree
        assert len(text.points) == 4


def test_a_safe_address_is_ours_alone():
    request = RequestFactory().get("/")
    assert consent.safe_address(request, "/log/") == "/log/"
    assert consent.safe_address(request, "http://testserver/log/") == "http://testserver/log/"
    assert consent.safe_address(request, "//evil.example") == ""
