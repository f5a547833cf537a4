"""The log without a network: opened, filled in and kept on the device, then sent in order, each once."""

from datetime import datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from symptoms.log_models import LogEntry

pytestmark = pytest.mark.browser
KEPT = """async () => {
  const kept = {};
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys())
      kept[new URL(request.url).pathname] = await (await caches.match(request)).text();
  return kept;
}"""


@pytest.fixture
def member(make_member, client, context, site):
    member = make_member(time_zone="Pacific/Auckland")
    client.force_login(member)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site.url}
    context.add_cookies([cookie])
    return member


def ready(page, path="/log/"):
    """One visit with a network, until the worker is there."""
    page.goto(path, wait_until="networkidle")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")


def note(page, worst, words=""):
    page.goto("/log/")
    page.locator(f"label[for=worst-{worst}]").click()
    if words:
        page.get_by_label("A note for yourself").fill(words)
    page.get_by_role("button", name="Save today").click()
    page.get_by_role("heading", name="Kept on this device").wait_for()


@pytest.mark.smoke
def test_entries_made_offline_are_kept_and_sent_in_order_each_once(page, context, member):
    ready(page)
    context.set_offline(True)
    seen = page.evaluate("new Date().toLocaleDateString('sv')")
    note(page, 3, "On the train")
    page.goto("/log/")
    page.locator("label[for=worst-6]").click()
    page.get_by_label("Long sitting").check()
    page.get_by_label("Stress").check()
    page.locator('.hit[data-key="groin_r"]').click()
    page.get_by_role("button", name="Save today").click()
    page.get_by_role("heading", name="Kept on this device").wait_for()
    assert not LogEntry.objects.exists()

    sent = []

    def lose_the_first_answer(route):
        if route.request.method != "POST":
            return route.continue_()
        sent.append(route.fetch().status)
        return route.abort() if len(sent) == 1 else route.continue_()

    context.route("**/log/", lose_the_first_answer)
    context.set_offline(False)
    for _visit in range(3):
        page.goto("/get-help/")
        page.wait_for_timeout(700)
    first, second = LogEntry.objects.order_by("pk")
    assert (first.user, first.worst, first.note) == (member, 3, "On the train")
    assert (second.worst, second.tags, second.sites) == (6, ["long_sitting", "stress"], ["groin_r"])
    day = datetime.fromisoformat(
        seen
    ).date()  # as the device showed it, not as the account's zone has it
    assert [first.local_date, second.local_date] == [day, day]


def test_a_page_that_lost_its_network_keeps_what_was_typed(page, context, member):
    ready(page)
    page.locator("label[for=worst-5]").click()
    context.set_offline(True)
    page.get_by_role("button", name="Save today").click()
    page.get_by_role("heading", name="Kept on this device").wait_for()
    context.set_offline(False)
    page.get_by_text("What you did before is saved now.").wait_for()
    assert LogEntry.objects.get().worst == 5


def test_a_double_press_is_one_entry_and_goes_on_to_the_day(page, member):
    ready(page)
    page.locator("label[for=worst-5]").click()
    page.get_by_role("button", name="Save today").dblclick()
    page.get_by_text("Saved for today.").wait_for()
    assert LogEntry.objects.count() == 1


def test_nothing_of_a_member_is_in_the_workers_store_and_the_log_there_is_empty(page, member):
    member.log_entries.create(
        local_date=member.date_joined.date(),
        logged_at=member.date_joined,
        worst=9,
        note="a word of my own",
    )
    for path in ("/log/", "/log/week/", "/log/flare-up/"):
        ready(page, path)
    kept = page.evaluate(KEPT)
    assert not [path for path in kept if path.startswith("/log/") and path != "/log/offline/"]
    assert "a word of my own" not in "".join(kept.values())
    assert str(member.public_id) not in "".join(kept.values())


def test_a_visitor_offline_reads_why_there_is_no_log_and_can_type_nothing(page, context):
    ready(page, "/get-help/")
    context.set_offline(True)
    page.goto("/log/")
    expect(page.get_by_text("Your log opens here once you are online")).to_be_visible()
    expect(page.locator("form[data-log]")).to_be_hidden()


def test_a_worst_score_is_asked_for_offline_too_and_worry_leads_to_get_help(page, context, member):
    ready(page)
    context.set_offline(True)
    page.goto("/log/")
    page.get_by_role("button", name="Save today").click()
    expect(page.get_by_text("Choose a number from 0 to 10 for the worst pain.")).to_be_visible()
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["help"]) for one in found] == []
    page.get_by_role("link", name="Something new or worrying").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("medical help")


def test_an_entry_waits_for_its_own_person(page, context, member, make_member, client, site):
    ready(page)
    context.set_offline(True)
    note(page, 4)
    client.force_login(make_member("other@example.org"))
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site.url}
    context.add_cookies([cookie])
    context.set_offline(False)
    page.goto("/get-help/")
    page.get_by_text("1 session or log entry is kept on this device.").wait_for()
    assert not LogEntry.objects.exists()
