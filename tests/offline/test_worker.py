"""The service worker, in a real browser: what works without a network, and what it never keeps."""

import pytest
from playwright.sync_api import expect

from tests.offline.conftest import settle

pytestmark = pytest.mark.browser

KEPT = """async () => {
  const kept = [];
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys()) kept.push(new URL(request.url).pathname);
  return kept;
}"""


USED = """async () => {
  let used = 0;
  for (const name of await caches.keys()) {
    if (!name.startsWith('pages-')) continue;
    for (const one of await (await caches.open(name)).matchAll()) used += Number(one.headers.get('Content-Length'));
  }
  return used;
}"""


@pytest.mark.slow
def test_after_one_visit_the_sessions_the_moves_and_get_help_work_without_a_network(page, context):
    page.goto("/routines/")
    assert settle(page) == "full"
    assert 100_000 < page.evaluate(USED) < 2_000_000
    context.set_offline(True)
    for path, title in [
        ("/routines/desk-break/", "Desk break"),
        ("/exercises/bridge/", "Bridge"),
        ("/get-help/", "When to get medical help"),
        ("/articles/warning-signs/", "when to get help"),
    ]:
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_contain_text(title, ignore_case=True)
        assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontSize") != "32px"

    page.goto("/plan/")  # not kept: it says so and shows what is
    expect(page.get_by_role("heading", level=1)).to_have_text("You are offline. That is fine.")
    page.get_by_role("link", name="Desk break").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Desk break")


@pytest.mark.slow
def test_nothing_of_a_member_gets_into_the_store(page, context, site, make_member, client):
    client.force_login(make_member())
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site.url}
    context.add_cookies([cookie])
    for path in ("/", "/plan/", "/log/", "/account/", "/routines/desk-break/"):
        page.goto(path)
    settle(page)
    kept = page.evaluate(KEPT)
    assert not {"/", "/plan/", "/log/", "/account/", "/sync/"} & set(kept)
    text = page.evaluate("async () => (await caches.match('/routines/desk-break/')).text()")
    assert "data-copy" in text and "data-person" not in text


def test_a_reader_who_asked_for_less_data_gets_no_fill(page):
    page.add_init_script(
        "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
    )
    page.goto("/get-help/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_timeout(5_000)  # the fill would begin after 4
    kept = page.evaluate(KEPT)
    assert "/get-help/" in kept and "/routines/desk-break/play/" not in kept
