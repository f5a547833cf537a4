"""A real site and a real browser whose network can be taken away."""

import pytest
from django.core.management import call_command


@pytest.fixture
def site(live_server, transactional_db, settings):
    settings.STATIC_ROOT = settings.STATICFILES_DIRS[0]  # straight from the sources
    call_command("load_content", verbosity=0)
    return live_server


@pytest.fixture
def context(chromium, site):
    """A browser profile of its own; an error on a page fails the test, a missing network does not."""
    errors = []
    context = chromium.new_context(
        base_url=site.url, viewport={"width": 390, "height": 844}, locale="en-GB"
    )
    context.set_default_timeout(15_000)
    context.on("weberror", lambda error: errors.append(str(error.error)))
    yield context
    context.close()
    assert errors == []


@pytest.fixture
def page(context):
    return context.new_page()


def settle(page):
    """Waits until the worker has everything that works offline."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    return page.evaluate(
        """async () => {
             const { active } = await navigator.serviceWorker.ready;
             return new Promise((done) => {
               const { port1, port2 } = new MessageChannel();
               port1.onmessage = ({ data }) => done(data);
               active.postMessage('fill', [port2]);
             });
           }"""
    )


def keep(page, path):
    """As settle, but for one page: the fill takes its time, and most tests need no more."""
    page.evaluate(
        """async (path) => {
             await navigator.serviceWorker.ready;
             const name = (await caches.keys()).find((one) => one.startsWith('pages-'));
             const answer = await fetch(path, { credentials: 'omit', headers: { 'X-Offline-Copy': '1' } });
             await (await caches.open(name)).put(path, answer);
           }""",
        path,
    )
