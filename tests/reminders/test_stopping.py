import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains

from reminders import sending, unsubscribe
from tests.reminders.conftest import DUE

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(subscriber):
    return reverse("reminders:unsubscribe", args=[unsubscribe.token_for(subscriber)])


def test_opening_the_link_shows_a_page_and_changes_nothing(client, url, subscriber, schedule, sink):
    page = client.get(url)
    assertContains(page, "Stop reminders?")
    assert client.head(url).status_code == 200
    sending.sweep(DUE)
    assert len(sink.messages) == 1


def test_one_click_stops_at_once_with_no_sign_in_no_cookie_and_no_redirect(
    url, subscriber, schedule, sink
):
    robot = Client(enforce_csrf_checks=True)
    answer = robot.post(
        url, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 200
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"
    sending.sweep(DUE)
    assert sink.messages == []
    assert not subscriber.has_consent("reminders")
    assert subscriber.has_consent("health_data")


def test_the_link_in_the_mail_itself_works_and_again_and_again(client, schedule, sink):
    sending.sweep(DUE)
    path = re.search(r"/reminders/stop/[^>]+", sink.messages[0]["List-Unsubscribe"]).group()
    for _ in range(2):
        assertContains(client.post(path), "Reminders are off")
    sending.sweep(DUE + timedelta(days=1))
    assert len(sink.messages) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t[:-2] + "xx",
        lambda t: "x" * 80,
        lambda t: "a:b:c",
        lambda t: "%00%F0%9F",
        lambda t: t + "é",
    ],
)
def test_a_token_we_did_not_sign_gets_the_same_answer_and_does_nothing(
    client, url, subscriber, change
):
    forged = "/reminders/stop/" + change(unsubscribe.token_for(subscriber)) + "/"
    for ask in (client.get, client.post):
        real, false = ask(url), ask(forged)
        assert false.status_code == real.status_code == 200
        assert false.content.replace(b"\n", b"") == real.content.replace(b"\n", b"")
        if ask == client.get:
            assert subscriber.has_consent("reminders")


def test_a_forged_token_stops_nobody(client, subscriber):
    client.post("/reminders/stop/" + unsubscribe.token_for(subscriber)[:-1] + "/")
    assert subscriber.has_consent("reminders")


def test_the_token_of_an_erased_person_gets_the_same_answer(client, url, subscriber):
    subscriber.delete()
    assertContains(client.post(url), "Reminders are off")
