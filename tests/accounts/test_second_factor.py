"""The editors' pages open only to staff who gave a second factor in this very visit."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth

from tests.staff import sign_in


@pytest.fixture
def root(make_member):
    return make_member("root@example.org", is_staff=True, is_superuser=True)


def code(secret: str) -> str:
    counter = next(iter(auth.yield_hotp_counters_from_time()))
    return auth.format_hotp_value(auth.hotp_value(secret, counter))


def test_an_editor_without_a_second_factor_is_told_how_to_get_one(client, root):
    client.force_login(root)
    answer = client.get("/admin/", follow=True)
    assert answer.status_code == 403
    assert "Turn on a second step" in answer.text
    assert 'href="/account/2fa/"' in answer.text


def test_an_editor_who_has_one_but_did_not_give_it_is_asked_for_it_and_comes_back(client, root):
    secret = auth.generate_totp_secret()
    auth.TOTP.activate(root, secret)
    client.force_login(root)
    wanted = "/admin/articles/article/"
    asked = client.get(client.get(wanted).url)
    assert asked.url == "/account/2fa/reauthenticate/?next=%2Fadmin%2Farticles%2Farticle%2F"
    answer = client.post(asked.url, {"code": code(secret), "next": wanted})
    assert answer.url == wanted
    assert client.get(wanted).status_code == 200


def test_giving_up_the_second_factor_closes_the_editors_pages(client, root):
    sign_in(client, root)
    assert client.get("/admin/").status_code == 200
    Authenticator.objects.filter(user=root).delete()
    assert client.get("/admin/").status_code == 302


def test_a_second_factor_given_by_somebody_else_does_not_count(client, root, make_member):
    sign_in(client, make_member("other@example.org", is_staff=True))
    session = client.session
    given = dict(session.items())
    client.force_login(root)
    auth.TOTP.activate(root, auth.generate_totp_secret())
    session = client.session
    session["account_authentication_methods"] = given["account_authentication_methods"]
    session["account_authentication_methods_user"] = given["account_authentication_methods_user"]
    session.save()
    assert client.get("/admin/").status_code == 302


def test_a_member_who_is_no_editor_is_refused_even_with_a_second_factor(client, member):
    sign_in(client, member)
    assert client.get("/admin/", follow=True).status_code == 403


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:x()"])
def test_the_way_back_never_leads_to_another_site(client, root, target):
    sign_in(client, root)
    assert client.get("/admin/login/", {"next": target}).url == "/admin/"


def test_the_password_is_changed_where_every_member_changes_it(client, root):
    sign_in(client, root)
    assert client.get("/admin/password_change/").url == "/account/password/change/"
