# ruff: noqa: F811 - a fixture is asked for by its name
"""Notifications and the reminder form in a real Chromium. Only `subscribe()` is replaced, at the page's edge,
because Chromium in a test has no push service to ask; the push itself is delivered to our own worker."""

import json
from datetime import time, timedelta
from uuid import uuid4

import pytest
from django.conf import settings as live
from django.test import Client
from django.utils import timezone

from accounts import consent
from reminders import arranging, sending
from reminders.models import Delivery
from reminders.preferences import Preferences
from reminders.schedule import EVERY_DAY
from routines.models import Routine
from tests.offline.conftest import context, page, site  # noqa: F401
from tests.reminders.push_service import Browser, running_service

pytestmark = pytest.mark.browser
EDGE = """(subscription) => {
  PushManager.prototype.getSubscription = async () => null;
  PushManager.prototype.subscribe = async function (options) {
    window.asked = { visible: options.userVisibleOnly, key: options.applicationServerKey.length };
    return { toJSON: () => subscription };
  };
}"""
SHOWN = """async () => {
  const registration = await navigator.serviceWorker.ready;
  return (await registration.getNotifications()).map(({ title, body, tag, data, actions }) => ({ title, body, tag, data, actions }));
}"""
CLICK = """async (action) => {
  let notification;
  for (let n = 0; n < 100 && !notification; n += 1) { // it shows a moment after the push
    [notification] = await self.registration.getNotifications();
    if (!notification) await new Promise((then) => setTimeout(then, 50));
  }
  const waits = [];
  const event = new NotificationEvent('notificationclick', { notification, action });
  event.waitUntil = (work) => waits.push(work);
  self.dispatchEvent(event);
  await Promise.allSettled(waits);
}"""


@pytest.fixture
def reader(site, make_member):
    person = make_member("reader@example.org")
    now = timezone.now()
    consent.give(person, "reminders", now)
    Preferences.objects.create(user=person, quiet_from=time(3), quiet_until=time(3))  # at any hour
    person.plans.start(Routine.objects.current().first(), [], [], "low", True, "hash", now)
    return person


@pytest.fixture
def service(settings):
    with running_service() as running:
        settings.PUSH_TEST_ORIGIN = running.origin
        yield running


@pytest.fixture
def signed_in(context, site, reader):
    context.add_cookies([cookie(reader, site.url)])
    context.grant_permissions(["notifications"], origin=site.url)
    return context


def cookie(person, url: str) -> dict:
    client = Client()
    client.force_login(person)
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}


@pytest.fixture
def switched_on(signed_in, page, service, reader):
    """This browser, after the person pressed "Switch on here"."""
    browser = Browser("/push/chromium")
    told = {"endpoint": service.origin + browser.path, "keys": browser.keys()}
    page.add_init_script(f"({EDGE})({json.dumps(told)})")
    page.goto("/reminders/")
    page.get_by_role("button", name="Switch on here").click()
    page.get_by_text("This device", exact=True).wait_for()
    return browser


def due_now(reader) -> Delivery:
    """A reminder of this person's that is due this very minute, on this device."""
    now = timezone.now()
    begun = now - timedelta(minutes=1)
    at = now.astimezone(reader.zone).time().replace(second=0, microsecond=0)
    wish = arranging.Wish(EVERY_DAY, at, channels=("push",))
    schedule = arranging.add(reader, uuid4(), wish, begun - timedelta(minutes=1))
    sending.sweep(now)
    return schedule.occurrences.earliest("due_at").deliveries.get()


def push(page, note: dict) -> None:
    """As a push service would: straight to our worker, awake or asleep."""
    devtools, seen = page.context.new_cdp_session(page), []
    devtools.on("ServiceWorker.workerRegistrationUpdated", lambda found: seen.append(found))
    devtools.send("ServiceWorker.enable")
    page.wait_for_timeout(200)
    registration = seen[-1]["registrations"][-1]
    devtools.send(
        "ServiceWorker.deliverPushMessage",
        {
            "origin": page.evaluate("location.origin"),
            "registrationId": registration["registrationId"],
            "data": json.dumps(note),
        },
    )
    page.wait_for_function(f"async () => (await ({SHOWN})()).length > 0")


def test_a_browser_subscribes_with_our_key_and_the_server_keeps_it_for_this_login(
    switched_on,
    page,
    reader,
    service,
):
    device = reader.devices.get()
    assert device.endpoint == service.origin + switched_on.path
    assert device.session_key in {one["value"] for one in page.context.cookies()}
    assert page.get_by_role("button", name="Switch on here").count() == 0


@pytest.mark.smoke
def test_one_reminder_pushed_twice_is_one_notification_and_not_today_reaches_the_ledger(
    switched_on,
    page,
    reader,
    service,
):
    delivery = due_now(reader)
    assert delivery.state == "sent"
    [note] = service.read(switched_on)
    push(page, note)
    push(page, note)
    [shown] = page.evaluate(SHOWN)
    assert shown["title"].endswith("minutes for yourself?")
    assert {one["action"] for one in shown["actions"]} >= {"later", "not_today"}
    for private in (reader.email, "psoas", "hip", "pain"):
        assert private not in f"{shown['title']} {shown['body']}".lower()
    worker = page.context.service_workers[0]
    worker.evaluate(CLICK, "later")
    put_off = Delivery.objects.get(occurrence__slot__startswith="later")
    assert put_off.state == "due"
    assert page.evaluate(SHOWN) == []
    push(page, note)
    worker.evaluate(CLICK, "not_today")
    put_off.refresh_from_db()
    assert (put_off.state, put_off.reason) == ("skipped", "not_today")


def test_a_push_that_cannot_be_read_shows_the_plainest_line(switched_on, page):
    push(page, "not a note")
    [shown] = page.evaluate(SHOWN)
    assert shown["title"] == "A few minutes for yourself?"


def test_signing_out_in_the_browser_unbinds_it(switched_on, page, reader, service):
    page.goto("/account/")
    page.get_by_role("button", name="Sign out").click()
    if page.url.endswith("/logout/"):
        page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(lambda url: "logout" not in url)
    assert not reader.devices.exists()
    delivery = due_now(reader)
    assert (delivery.state, delivery.reason) == ("skipped", "no_device")
    assert service.requests == []


def test_the_preview_follows_the_form_and_says_when_the_clocks_change(
    signed_in,
    page,
    reader,
):
    page.goto("/reminders/")
    page.get_by_label("When I finish work").check()
    preview = page.locator("[data-preview]")
    preview.get_by_text("Weekdays at 17:30, when I finish work").wait_for()
    assert preview.locator("li").count() == 5
    page.get_by_label("Your time").fill("18:05")
    preview.get_by_text("Weekdays at 18:05").wait_for()
    page.get_by_label("Something else").check()
    page.get_by_label("What do you do then?").fill("After I feed the cat")
    preview.get_by_text("Weekdays at 18:05, after I feed the cat").wait_for()


def test_a_browser_without_notifications_says_so_and_offers_no_dead_button(
    signed_in,
    page,
):
    page.add_init_script("delete window.PushManager")
    page.goto("/reminders/")
    assert page.get_by_role("button", name="Switch on here").count() == 0
    assert page.get_by_text("This browser has no notifications").is_visible()
    assert live.PRODUCT_NAME in page.title()
