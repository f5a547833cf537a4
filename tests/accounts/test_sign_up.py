import pytest
from django.urls import reverse

from accounts.models import User

SIGN_UP = {"email": "New@Example.org", "over_16": "on", "time_zone": "Pacific/Auckland"}


def sign_up(client, code_in_mail, **changes):
    client.post("/account/signup/", {**SIGN_UP, **changes})
    return client.post("/account/confirm-email/", {"code": code_in_mail()})


def test_an_address_and_its_code_are_all_it_takes(client, code_in_mail):
    answer = sign_up(client, code_in_mail)
    assert answer.url == reverse("home")
    person = User.objects.get()
    assert person.email == "new@example.org"
    assert person.emailaddress_set.get().verified
    assert person.over_16_at is not None
    assert not person.has_usable_password()
    assert client.get("/account/").status_code == 200


def test_until_the_code_is_typed_nobody_is_signed_in(client):
    client.post("/account/signup/", SIGN_UP)
    assert client.get("/account/").status_code == 302


def test_a_wrong_code_is_refused_in_a_kind_sentence(client, code_in_mail):
    client.post("/account/signup/", SIGN_UP)
    answer = client.post("/account/confirm-email/", {"code": "WRONG1"})
    assert answer.status_code == 422
    assert "That is not the code" in answer.text


def test_the_clock_comes_from_the_browser(client, code_in_mail):
    sign_up(client, code_in_mail)
    assert User.objects.get().time_zone == "Pacific/Auckland"


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../etc/passwd", "x" * 500])
def test_a_zone_nobody_knows_becomes_our_own(client, code_in_mail, zone):
    sign_up(client, code_in_mail, time_zone=zone)
    assert User.objects.get().time_zone == "Europe/London"


def test_someone_under_16_is_told_kindly_that_reading_needs_no_account(client, mailoutbox):
    answer = client.post("/account/signup/", {"email": "young@example.org"})
    assert answer.status_code == 422
    assert "you can still read everything here" in answer.text
    assert "young@example.org" in answer.text, "what was typed is kept"
    assert not User.objects.exists()
    assert not mailoutbox


@pytest.mark.parametrize(("password", "why"), [("short", "8 characters"), ("12345678", "common")])
def test_a_weak_password_is_refused_and_a_good_one_opens_the_door(client, password, why):
    answer = client.post("/account/signup/", {**SIGN_UP, "password1": password})
    assert answer.status_code == 422
    assert why in answer.text


def test_a_password_given_at_sign_up_works(client, code_in_mail):
    sign_up(client, code_in_mail, password1="correct horse battery")
    assert User.objects.get().check_password("correct horse battery")


def test_the_page_we_came_from_is_kept_through_sign_up_and_code(client, code_in_mail):
    page = client.get("/account/login/?next=/self-check/result/")
    assert "/account/signup/?next=%2Fself-check%2Fresult%2F" in page.text
    page = client.get("/account/signup/?next=/self-check/result/")
    assert 'name="next" value="/self-check/result/"' in page.text
    client.post("/account/signup/", {**SIGN_UP, "next": "/self-check/result/"})
    answer = client.post("/account/confirm-email/", {"code": code_in_mail()})
    assert answer.url == "/self-check/result/"


def test_a_known_address_gets_the_same_answer_as_a_new_one(
    client, member, mailoutbox, django_user_model
):
    new = client.post("/account/signup/", SIGN_UP)
    seen_by_new = client.get(new.url).text
    client.cookies.clear()
    known = client.post("/account/signup/", {**SIGN_UP, "email": member.email})
    seen_by_known = client.get(known.url).text
    assert (new.status_code, new.url) == (known.status_code, known.url)
    assert plain(seen_by_new, "new@example.org") == plain(seen_by_known, member.email)
    assert [mail.subject for mail in mailoutbox] == [
        "Your code to confirm this address",
        "You already have an account",
    ]


def plain(page: str, address: str) -> str:
    """The page without what differs on every visit: the address typed and the form's own token."""
    lines = [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]
    return "\n".join(lines).replace(address, "ADDRESS")
