"""The real sender to a real push service on this machine: F18, F19, F20, and what a device may see."""

import socket
import time
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from py_vapid import Vapid02
from pytest_django.asserts import assertContains, assertNotContains

from reminders import arranging, sending
from reminders.channels import push_client, vapid
from reminders.channels.push_client import Client as PushClient
from reminders.channels.push_client import NotAPushService, read_address
from reminders.models import Attempt, Delivery, PushHost, PushSubscription
from tests.reminders.conftest import DUE, NOON, minutes, remind, state
from tests.reminders.push_service import Browser, running_service

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(settings):
    with running_service() as running:
        settings.PUSH_TEST_ORIGIN = running.origin
        yield running


@pytest.fixture
def visit(client, subscriber):
    client.force_login(subscriber)
    return client


def switch_on(visit, service, browser: Browser):
    body = {"endpoint": service.origin + browser.path, **browser.keys()}
    return visit.post(reverse("reminders:add_device"), body)


@pytest.fixture
def browser(visit, service):
    browser = Browser("/push/one")
    assert switch_on(visit, service, browser).status_code == 204
    return browser


@pytest.fixture
def by_push(subscriber, browser):
    schedule = remind(subscriber)
    fields = {"channels": ["push"]}
    arranging.touch(schedule, fields, NOON)
    return schedule


def test_a_notification_says_little_and_only_the_browser_can_read_it(
    by_push, service, browser, subscriber
):
    sending.sweep(DUE)
    [request] = service.requests
    assert b"minutes" not in request.body
    [note] = service.read(browser)
    assert note["title"] == "6 minutes for yourself?"
    assert note["body"] == "You asked for a nudge: Every day at 17:30."
    assert note["url"] == "/routines/six-minutes/play/"
    assert [one["action"] for one in note["actions"]] == ["start", "later", "not_today"]
    assert set(note) == {"title", "body", "tag", "url", "answer", "actions"}
    assert str(subscriber.public_id) not in str(note)
    assert subscriber.email not in str(note)
    assert state(by_push)[0] == ("skipped", "superseded"), "the mail it was before"
    assert ("sent", "") in state(by_push)


def test_the_headers_say_who_we_are_how_long_and_which(by_push, service, browser, settings):
    sending.sweep(DUE)
    headers = service.requests[0].headers
    [note] = service.read(browser)
    assert 1790 < int(headers["TTL"]) <= 1800, "as long as a reminder may be late"
    assert headers["Urgency"] == "normal"
    assert headers["Content-Encoding"] == "aes128gcm"
    assert headers["Topic"] == note["tag"]
    assert len(headers["Topic"]) <= 32
    assert Vapid02.verify(headers["Authorization"])
    claims = read_claims(headers["Authorization"])
    assert claims["aud"] == service.origin
    assert claims["sub"] == f"mailto:{settings.CONTACT_EMAIL}"
    assert 0 < claims["exp"] - time.time() < 24 * 3600


def read_claims(authorization: str) -> dict:
    import json

    token = authorization.removeprefix("vapid t=").partition(",")[0]
    return json.loads(vapid.unb64(token.split(".")[1]))


def test_every_device_of_a_person_gets_it_and_one_that_is_gone_does_not_spoil_it(
    by_push, service, browser, visit, subscriber
):
    other = Browser("/push/two")
    switch_on(visit, service, other)
    service.by_path["/push/one"] = 410
    sending.sweep(DUE)
    assert len(service.read(other)) == 1
    assert ("sent", "") in state(by_push)
    assert [device.endpoint for device in subscriber.devices.all()] == [service.origin + other.path]


@pytest.mark.parametrize("status", [404, 410])
def test_f18_a_subscription_that_is_gone_is_removed_at_once_and_not_tried_again(
    by_push, service, subscriber, status
):
    service.status = status
    for minute in (0, 1, 5, 15, 29):
        sending.sweep(DUE + minutes(minute))
    assert len(service.requests) == 1
    assert not subscriber.devices.exists()
    assert ("failed", "refused") in state(by_push)


def test_the_history_names_the_channel_and_speaks_of_no_mail_server(by_push, service, visit):
    service.status = 410
    sending.sweep(DUE)
    page = visit.get(reverse("reminders:history"))
    assertContains(page, "Notification. Your device&#x27;s notification service did not accept it.")
    assertNotContains(page, "mail server")


def test_f19_a_push_service_that_asks_us_to_wait_is_left_alone_that_long(by_push, service):
    service.status, service.headers = 429, {"Retry-After": "600"}
    sending.sweep(DUE)
    sending.sweep(DUE + minutes(9))
    assert len(service.requests) == 1
    service.status = 201
    sending.sweep(DUE + minutes(11))
    assert len(service.requests) == 2
    assert ("sent", "") in state(by_push)


def test_f19_a_wait_of_hours_is_cut_to_a_quarter_of_an_hour(by_push, service):
    service.status, service.headers = 503, {"Retry-After": "86400"}
    sending.sweep(DUE)
    [delivery] = Delivery.objects.filter(state="due", next_try_at__gt=DUE, attempts=1)
    assert minutes(15) <= delivery.next_try_at - DUE <= minutes(16)


@pytest.mark.parametrize("status", [500, 502, 503])
def test_f19_a_push_service_in_trouble_is_tried_again_and_keeps_the_device(
    by_push, service, subscriber, status
):
    service.status = status
    sending.sweep(DUE)
    service.status = 201
    sending.sweep(DUE + minutes(2))
    assert len(service.requests) == 2
    assert subscriber.devices.count() == 1
    assert Attempt.objects.order_by("number").first().reason == str(status)


@pytest.mark.parametrize("status", [400, 401, 403, 413])
def test_f19_a_refusal_that_is_our_fault_raises_an_alarm_and_deletes_nobody(
    by_push, service, subscriber, status, caplog
):
    service.status = status
    sending.sweep(DUE)
    sending.sweep(DUE + minutes(2))
    assert len(service.requests) == 1
    assert subscriber.devices.count() == 1
    assert ("failed", "refused") in state(by_push)
    assert [
        record.levelname for record in caplog.records if str(status) in record.getMessage()
    ] == ["ERROR"]


def test_f19_a_slow_push_service_costs_a_bounded_time(by_push, service, monkeypatch):
    monkeypatch.setattr(push_client, "ANSWER", 0.3)
    service.seconds = 5
    begun = time.monotonic()
    sending.sweep(DUE)
    assert time.monotonic() - begun < 3
    assert ("due", "refused") in state(by_push)


def test_f19_bytes_that_drip_do_not_hold_the_line(by_push, service, monkeypatch):
    monkeypatch.setattr(push_client, "IN_ALL", 1)
    service.drip = True
    begun = time.monotonic()
    sending.sweep(DUE)
    assert time.monotonic() - begun < 4
    assert ("due", "refused") in state(by_push)


def test_f19_after_three_failures_in_a_row_a_host_rests_and_the_others_do_not(
    by_push, service, make_subscriber, subscriber
):
    service.status = 500
    for minute in (0, 2, 8):
        sending.sweep(DUE + minutes(minute))
    assert len(service.requests) == 3
    host = PushHost.objects.get()
    assert host.failures == 3
    for count in range(4):
        remind_by_push(subscriber, DUE + minutes(8), count)
    sending.sweep(DUE + minutes(8) + timedelta(seconds=30))
    assert len(service.requests) == 3, "the host rests: nobody knocks"
    service.status = 201
    sending.sweep(DUE + minutes(10))
    sending.sweep(DUE + minutes(11))
    assert len(service.requests) > 3
    assert PushHost.objects.get().failures == 0


def remind_by_push(person, at, count):
    schedule = remind(person, at=(at + timedelta(seconds=0)).time(), now=NOON)
    arranging.touch(schedule, {"channels": ["push"]}, NOON)
    arranging.send_one_now(schedule, uuid4(), at)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_f20_a_redirect_is_not_followed(by_push, service, status):
    with running_service() as elsewhere:
        service.status, service.headers = status, {"Location": elsewhere.origin + "/inside"}
        sending.sweep(DUE)
        assert len(service.requests) == 1
        assert elsewhere.requests == []
    assert ("failed", "refused") in state(by_push)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.8",
        "169.254.169.254",
        "::1",
        "fd00::1",
        "::ffff:127.0.0.1",
        "100.64.0.1",
    ],
)
def test_f20_a_known_name_that_leads_to_a_private_address_is_not_connected_to(monkeypatch, address):
    def lookup(*_args, **_more):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443))]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    monkeypatch.setattr(socket, "create_connection", lambda *_args: pytest.fail("it connected"))
    with pytest.raises(OSError, match="not public"):
        PushClient().post(read_address("https://fcm.googleapis.com/x"), b"", {})


def test_f20_the_name_is_asked_once_and_the_connection_goes_to_that_answer(monkeypatch):
    answers = iter(["142.250.1.95", "127.0.0.1"])
    asked, dialled = [], []

    def lookup(*_args, **_more):
        asked.append(1)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), 443))]

    def dial(address, _timeout):
        dialled.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    monkeypatch.setattr(socket, "create_connection", dial)
    with pytest.raises(ConnectionRefusedError):
        PushClient().post(read_address("https://fcm.googleapis.com/x"), b"", {})
    assert (len(asked), dialled) == (1, [("142.250.1.95", 443)])


@pytest.mark.parametrize(
    "url",
    [
        "https://fcm.googleapis.com/fcm/send/abc:def",
        "https://updates.push.services.mozilla.com/wpush/v2/gAAA",
        "https://web.push.apple.com/QABC",
        "https://wns2-by3p.notify.windows.com/w/?token=AwYA",
        "https://FCM.googleapis.com/fcm/send/abc",
    ],
)
def test_the_four_push_services_are_known(url):
    address = read_address(url)
    assert (address.port, address.plain) == (443, False)
    assert address.origin == f"https://{address.host}"


BAD = [
    "http://fcm.googleapis.com/x",
    "https://fcm.googleapis.com:8443/x",
    "https://fcm.googleapis.com:443@evil.example/x",
    "https://user:pass@fcm.googleapis.com/x",
    "https://fcm.googleapis.com.evil.example/x",
    "https://evil-fcm.googleapis.com/x",
    "https://push.apple.com/x",
    "https://.push.apple.com/x",
    "https://a..push.apple.com/x",
    "https://a\\@evil.push.apple.com/x",
    "https://142.250.1.95/x",
    "https://[::1]/x",
    "https://127.0.0.1/x",
    "https://localhost/x",
    "https://fcm.googleapis.com",
    "https://fcm.googleapis.com/x#y",
    "https://fcm.googleapis.com/" + "x" * 8000,
    "https://fcm.googleapis.com/\r\nHost: evil",
    "https://fcm.googleapis.com/é",
    "https://fcm.googleapis.com:99999/x",
    "https://[/x",
    "ftp://fcm.googleapis.com/x",
    "//fcm.googleapis.com/x",
    "javascript:alert(1)",
    "",
]


@pytest.mark.parametrize("url", BAD)
def test_an_address_that_is_no_push_service_is_refused_kindly_and_never_stored(visit, url):
    with pytest.raises(NotAPushService):
        read_address(url)
    answer = visit.post(reverse("reminders:add_device"), {"endpoint": url, **Browser("/").keys()})
    assert answer.status_code == 422
    assert answer.json()["errors"]["endpoint"]
    assert not PushSubscription.objects.exists()


@pytest.mark.parametrize(
    "keys",
    [
        {"p256dh": "AAAA"},
        {"p256dh": ""},
        {"auth": "c2hvcnQ"},
        {"auth": "!!!!"},
        {"p256dh": "B" * 87},
        {"p256dh": "\x00"},
        {"p256dh": "é" * 87},
    ],
)
def test_keys_that_no_browser_makes_are_refused(visit, service, keys):
    body = {"endpoint": service.origin + "/x", **Browser("/x").keys(), **keys}
    answer = visit.post(reverse("reminders:add_device"), body)
    assert answer.status_code == 422
    assert not PushSubscription.objects.exists()


# ------------------------------------------------------------------ bound to the login


def test_signing_out_removes_the_device_and_only_this_one(
    by_push, service, browser, visit, subscriber
):
    other_visit, other = Client(), Browser("/push/two")
    other_visit.force_login(subscriber)
    switch_on(other_visit, service, other)
    visit.post(reverse("account_logout"))
    sending.sweep(DUE)
    assert service.read(browser) == []
    assert len(service.read(other)) == 1


def test_a_device_that_another_person_signs_in_on_is_theirs_alone(
    by_push, service, browser, make_subscriber, subscriber
):
    visit = Client()
    visit.force_login(make_subscriber("next@example.org"))
    switch_on(visit, service, browser)
    sending.sweep(DUE)
    assert service.requests == []
    assert not subscriber.devices.exists()
    assert ("skipped", "no_device") in state(by_push)


@pytest.mark.parametrize("how", ["password", "expired", "deleted"])
def test_a_visit_that_is_over_in_any_way_gets_nothing_more(
    by_push, service, subscriber, visit, how
):
    if how == "password":
        subscriber.set_password("another long passphrase")
        subscriber.save()
    elif how == "expired":
        session = visit.session
        session.set_expiry(DUE - minutes(1))
        session.save()
    else:
        visit.session.delete()
    sending.sweep(DUE)
    assert service.requests == []
    assert not subscriber.devices.exists()
    assert ("skipped", "no_device") in state(by_push)


def test_five_devices_are_kept_the_newest(visit, service, subscriber):
    for n in range(7):
        switch_on(visit, service, Browser(f"/push/{n}"))
    kept = {device.endpoint.rpartition("/")[2] for device in subscriber.devices.all()}
    assert kept == {"2", "3", "4", "5", "6"}


def test_a_person_switches_a_device_off_and_nobody_elses(
    visit, browser, subscriber, make_subscriber
):
    device = subscriber.devices.get()
    url = reverse("reminders:remove_device", args=[device.public_id])
    stranger = Client()
    stranger.force_login(make_subscriber("other@example.org"))
    assert stranger.post(url).status_code == 404
    assert visit.get(url).status_code == 405
    visit.post(url)
    assert not subscriber.devices.exists()


def test_our_key_is_made_once_and_kept_private(settings, tmp_path):
    settings.VAR_DIR, settings.VAPID_PRIVATE_KEY = tmp_path, ""
    first = vapid.public_key()
    assert vapid.public_key() == first
    assert (tmp_path / "vapid.key").stat().st_mode & 0o077 == 0
    assert len(vapid.unb64(first)) == 65
