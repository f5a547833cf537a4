import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.test import Client

from tests.accounts.test_sign_up import plain

PASSWORD = "a long enough passphrase"
ELSEWHERE = [
    "//evil.example",
    "/\\evil.example",
    "https://evil.example/",
    "javascript:alert(1)",
    "///evil.example",
]


def ask_for_code(client, email, **more):
    return client.post("/account/login/code/", {"email": email, **more})


def test_a_code_from_the_mail_signs_you_in(client, member, code_in_mail, mailoutbox):
    answer = ask_for_code(client, member.email)
    answer = client.post(answer.url, {"code": code_in_mail()})
    assert answer.status_code == 302
    assert client.get("/account/").status_code == 200


def test_the_mail_is_plain_neutral_and_shows_the_code_in_both_parts(
    client, member, code_in_mail, mailoutbox
):
    ask_for_code(client, member.email)
    mail = mailoutbox[0]
    html, kind = mail.alternatives[0]
    assert mail.subject == "Your sign-in code"
    assert kind == "text/html"
    assert f">{code_in_mail()}</p>" in html
    assert code_in_mail() not in mail.subject
    assert "<img" not in html
    assert "psoas" not in mail.body.lower().replace("psoascare", "")


def test_a_password_signs_you_in(client, member):
    answer = client.post("/account/login/", {"login": member.email.upper(), "password": PASSWORD})
    assert answer.status_code == 302
    assert client.get("/account/").status_code == 200


def test_signing_in_starts_a_new_session(client, member):
    session = client.session
    session["left by a thief"] = True
    session.save()
    before = session.session_key
    client.post("/account/login/", {"login": member.email, "password": PASSWORD})
    assert client.session.session_key != before


def test_a_wrong_password_and_an_unknown_address_read_the_same(client, member):
    wrong = client.post("/account/login/", {"login": member.email, "password": "not it, sorry"})
    unknown = client.post(
        "/account/login/", {"login": "no@example.org", "password": "not it, sorry"}
    )
    assert wrong.status_code == unknown.status_code == 422
    assert plain(wrong.text, member.email) == plain(unknown.text, "no@example.org")


def test_asking_for_a_code_reads_the_same_whether_or_not_there_is_an_account(client, member):
    known = ask_for_code(client, member.email)
    known_page = client.get(known.url).text
    client.cookies.clear()
    unknown = ask_for_code(client, "no@example.org")
    unknown_page = client.get(unknown.url).text
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert plain(known_page, member.email) == plain(unknown_page, "no@example.org")


@pytest.mark.parametrize("page", ["login", "signup", "login/code"])
@pytest.mark.parametrize("target", ELSEWHERE)
def test_nobody_is_sent_to_another_site(client, member, code_in_mail, page, target):
    if page == "login":
        answer = client.post(
            "/account/login/", {"login": member.email, "password": PASSWORD, "next": target}
        )
    elif page == "signup":
        client.post("/account/signup/", {"email": "n@example.org", "over_16": "on", "next": target})
        answer = client.post("/account/confirm-email/", {"code": code_in_mail(), "next": target})
    else:
        asked = ask_for_code(client, member.email, next=target)
        answer = client.post(asked.url, {"code": code_in_mail(), "next": target})
    assert answer.status_code == 302
    assert answer.url == "/"


def test_the_page_we_came_from_is_kept_by_both_doors(client, member, code_in_mail):
    asked = ask_for_code(client, member.email, next="/log/?day=1")
    assert client.post(asked.url, {"code": code_in_mail()}).url == "/log/?day=1"
    client.post("/account/logout/")
    answer = client.post(
        "/account/login/", {"login": member.email, "password": PASSWORD, "next": "/log/?day=1"}
    )
    assert answer.url == "/log/?day=1"


def test_too_many_wrong_passwords_close_the_door_for_a_while(client, member):
    for _ in range(5):
        client.post("/account/login/", {"login": member.email, "password": "wrong again, sorry"})
    answer = client.post("/account/login/", {"login": member.email, "password": PASSWORD})
    assert answer.status_code == 422
    assert "wait a few minutes" in answer.text
    assert client.get("/account/").status_code == 302


def test_a_flood_from_one_place_is_told_to_wait(client):
    answers = [
        client.post("/account/login/", {"login": f"a{n}@example.org", "password": "x"})
        for n in range(40)
    ]
    assert answers[-1].status_code == 429
    assert "Please wait a moment" in answers[-1].text


def test_limits_are_counted_where_every_process_sees_them(settings, db):
    caches["default"].set("seen_by_all", 1)
    assert "locmem" not in settings.CACHES["default"]["BACKEND"]
    assert caches["default"].get("seen_by_all") == 1


def test_a_new_password_ends_every_other_visit(client, member, sign_in):
    elsewhere = Client()
    elsewhere.force_login(member)
    sign_in(member)
    words = {
        "oldpassword": PASSWORD,
        "password1": "a brand new passphrase",
        "password2": "a brand new passphrase",
    }
    client.post("/account/password/change/", words)
    assert elsewhere.get("/account/").status_code == 302


def test_signing_out_ends_the_visit(client, member, sign_in):
    sign_in(member)
    key = client.session.session_key
    client.post("/account/logout/")
    assert not Session.objects.filter(session_key=key).exists()


def test_a_forgotten_password_is_replaced_with_a_code(client, member, code_in_mail):
    asked = client.post("/account/password/reset/", {"email": member.email})
    step = client.post(asked.url, {"code": code_in_mail()})
    words = {"password1": "a brand new passphrase", "password2": "a brand new passphrase"}
    assert client.post(step.url, words).status_code == 302
    member.refresh_from_db()
    assert member.check_password("a brand new passphrase")


def test_the_editors_door_is_the_same_door(client, member):
    answer = client.get("/admin/")
    assert answer.status_code == 302
    answer = client.get(answer.url)
    assert answer.url == "/account/login/?next=%2Fadmin%2F"
    client.force_login(member)
    assert client.get("/admin/login/").status_code == 403


def test_a_second_step_stands_between_the_password_and_the_account(client, member):
    secret = auth.generate_totp_secret()
    auth.TOTP.activate(member, secret)
    assert secret not in str(Authenticator.objects.get().data), (
        "the secret is sealed in the database"
    )
    answer = client.post("/account/login/", {"login": member.email, "password": PASSWORD})
    assert answer.url.startswith("/account/2fa/authenticate/")
    assert client.get("/account/").status_code == 302
    counter = next(iter(auth.yield_hotp_counters_from_time()))
    code = auth.format_hotp_value(auth.hotp_value(secret, counter))
    client.post("/account/2fa/authenticate/", {"code": code})
    assert client.get("/account/").status_code == 200
