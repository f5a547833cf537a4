from zoneinfo import available_timezones

import pytest
import time_machine
from django.template import Context, Template
from django.utils import timezone

from accounts.forms import zone_choices
from accounts.models import User

PAGE = "/account/settings/"


def test_zone_and_region_can_be_changed(member_client, member):
    member_client.post(PAGE, {"time_zone": "America/New_York", "region": "US"})
    member.refresh_from_db()
    assert (member.time_zone, member.region) == ("America/New_York", "US")


@pytest.mark.parametrize(
    "zone", ["", "Mars/Olympus", "../../etc/passwd", "Europe/London\x00", "x" * 400]
)
def test_a_zone_nobody_knows_is_refused_and_nothing_changes(member_client, member, zone):
    answer = member_client.post(PAGE, {"time_zone": zone, "region": "US"})
    assert answer.status_code == 422
    assert "errmsg" in answer.text
    member.refresh_from_db()
    assert (member.time_zone, member.region) == ("Europe/London", "GB")


def test_every_zone_may_be_kept_even_an_old_name():
    listed = {name for _area, group in zone_choices("Europe/London") for name, _label in group}
    assert {"Europe/London", "Asia/Calcutta", "UTC", "America/Argentina/Ushuaia"} <= listed
    for zone in available_timezones() - listed:
        assert zone in {name for _area, group in zone_choices(zone) for name, _label in group}


def test_times_on_a_page_are_on_the_members_clock(member_client, member):
    member.time_zone = "Asia/Tokyo"
    member.save()
    with time_machine.travel("2026-11-24T20:00:00Z", tick=False):
        member.consents.update(given_at=timezone.now())
        page = member_client.get("/account/data/")
    assert "25 November 2026" in page.text


def test_nobody_elses_clock_is_left_behind(client, member_client, member):
    member.time_zone = "Asia/Tokyo"
    member.save()
    member_client.get("/account/")
    moment = timezone.now()
    assert Template("{{ moment|date:'e' }}").render(Context({"moment": moment})) == "UTC"


def test_the_account_page_leads_everywhere(member_client, member):
    page = member_client.get("/account/").text
    for way in [
        "/account/settings/",
        "/account/data/",
        "/account/password/change/",
        "/account/2fa/",
        "/reminders/",
    ]:
        assert f'href="{way}"' in page
    assert "/admin/" not in page
    User.objects.filter(pk=member.pk).update(is_staff=True)
    assert 'href="/admin/"' in member_client.get("/account/").text


@pytest.mark.parametrize(
    "page",
    [
        "",
        "settings/",
        "data/",
        "data/delete/",
        "data/download/",
        "consent/",
        "email/",
        "password/change/",
        "2fa/",
    ],
)
def test_every_page_of_an_account_asks_a_visitor_to_sign_in(client, db, page):
    answer = client.get(f"/account/{page}")
    assert answer.status_code == 302
    assert answer.url.startswith("/account/login/?next=/account/")


@pytest.mark.parametrize(
    "page",
    [
        "", "settings/", "data/", "email/", "password/change/", "2fa/", "2fa/totp/activate/",
        "2fa/webauthn/add/", "2fa/webauthn/", "data/delete/", "logout/",
    ],
)  # fmt: skip
def test_every_page_wears_our_look_stays_private_and_needs_no_inline_code(
    client, member, sign_in, page
):
    answer = sign_in(member).get(f"/account/{page}")
    assert answer.status_code == 200
    assert 'class="top"' in answer.text
    assert "no-store" in answer["Cache-Control"]
    assert_strict(answer.text)


@pytest.mark.parametrize("page", ["login/", "signup/", "login/code/", "password/reset/"])
def test_the_pages_before_the_door_wear_our_look_too(client, db, page):
    answer = client.get(f"/account/{page}")
    assert 'class="top"' in answer.text
    assert_strict(answer.text)


def assert_strict(page: str) -> None:
    """Nothing a policy of script-src 'self' and style-src 'self' would refuse. Data in JSON is not code."""
    assert " style=" not in page
    assert "<style" not in page
    assert "onclick" not in page
    for tag in page.split("<script")[1:]:
        attributes = tag.split(">")[0]
        assert "src=" in attributes or 'type="application/json"' in attributes
