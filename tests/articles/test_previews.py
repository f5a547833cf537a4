"""A draft is seen by those who hold a link to it, for as long as the link lasts, and by nobody else."""

from datetime import timedelta

import pytest
from django.urls import reverse

from articles import sharing
from articles.models import Article
from tests.staff import sign_in


@pytest.fixture
def draft(write_article):
    return write_article("secret", html="<p>Not out yet.</p>", status=Article.Status.DRAFT)


def test_a_link_shows_the_draft_to_somebody_without_an_account(client, draft):
    answer = client.get(sharing.link(draft))
    assert answer.status_code == 200
    assert "Not out yet." in answer.text
    assert "This is a draft" in answer.text


def test_it_is_kept_and_listed_nowhere_and_tells_its_address_to_nobody(client, draft):
    headers = client.get(sharing.link(draft)).headers
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in headers["Cache-Control"]
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "nonce" not in headers["Content-Security-Policy"]


def test_a_link_expires(client, draft, time_machine_to):
    link = sharing.link(draft)
    with time_machine_to(sharing.LASTS - timedelta(minutes=1)):
        assert client.get(link).status_code == 200
    with time_machine_to(sharing.LASTS + timedelta(minutes=1)):
        assert client.get(link).status_code == 404


@pytest.fixture
def time_machine_to():
    import time_machine
    from django.utils import timezone

    return lambda later: time_machine.travel(timezone.now() + later, tick=True)


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1], lambda t: t + "x", lambda t: t[::-1], lambda _t: "x"]
)
def test_a_link_that_was_made_up_is_not_found(client, draft, change):
    token = sharing.link(draft).removesuffix("/").rpartition("/")[2]
    assert client.get(reverse("articles:preview", args=[change(token)])).status_code == 404


def test_a_signature_for_something_else_opens_nothing(client, draft):
    from django.core import signing

    other = signing.dumps(draft.pk, salt="something else")
    assert client.get(reverse("articles:preview", args=[other])).status_code == 404


def test_the_editors_preview_is_as_wide_as_a_phone_or_a_desktop(client, draft, make_editor):
    sign_in(client, make_editor("Author"))
    address = reverse("admin:articles_article_preview", args=[draft.pk])
    phone, desktop = client.get(address).text, client.get(address, {"width": "desktop"}).text
    assert 'class="screen"' in phone
    assert 'class="screen wide"' in desktop
    assert "/articles/preview/" in phone


def test_a_link_to_share_says_until_when(client, draft, make_editor):
    sign_in(client, make_editor("Author"))
    page = client.post(reverse("admin:articles_article_share", args=[draft.pk])).text
    link = page.partition('readonly value="')[2].partition('"')[0]
    assert client.get(link).status_code == 200
    assert "can read the draft until" in page
