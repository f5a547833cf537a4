"""How long until the player can be started without a network, on a processor four times as slow.

The real site under the web command in Procfile and a real Chromium. One visit fills the worker's
shelf; then the network is taken away and the player's page is opened again and again. The first
time, the browser's own code cache is cold. The yardstick is the plain offline page in the same run.
"""

import contextlib
import statistics
import tempfile

from playwright.sync_api import sync_playwright

from benchmarks.pages import served
from benchmarks.site import loaded
from tests.browser import CHROMIUM, QUIET
from tests.offline.conftest import settle

ROUNDS, SLOWER = 9, 4
PLAY, PLAIN = "/routines/desk-break/play/", "/offline/"
READY = {
    PLAY: "document.querySelector('[data-go]')?.checkVisibility()",
    PLAIN: "document.readyState === 'complete'",
}
WHEN = """() => new Promise((done) => {
  const look = () => (%s ? done(performance.now()) : requestAnimationFrame(look));
  look();
})"""


def measure() -> str:
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as running:
        env = loaded(folder)
        _pid, port = running.enter_context(served("psoascare.wsgi", env))
        return in_browser(f"http://127.0.0.1:{port}")


def in_browser(site: str) -> str:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        context = browser.new_context(base_url=site, viewport={"width": 390, "height": 844})
        first = context.new_page()
        first.goto("/")
        settle(first)
        context.set_offline(True)
        first.close()
        rounds = [{path: opened(context, path) for path in READY} for _ in range(ROUNDS + 1)]
        browser.close()
    return table(rounds)


def opened(context, path: str) -> float:
    """Milliseconds from the start of the navigation until the page is ready for a person."""
    page = context.new_page()
    slow = context.new_cdp_session(page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(path, wait_until="commit")
    took = page.evaluate(WHEN % READY[path])
    page.close()
    return took


def table(rounds: list[dict]) -> str:
    lines = [
        f"Chromium without a network, processor slowed {SLOWER} times, {ROUNDS} rounds after the first.",
        "",
        "| page | first time, ms | median, ms | times the plain page |",
        "|---|---|---|---|",
    ]
    middle = {path: statistics.median(one[path] for one in rounds[1:]) for path in READY}
    for path, ms in middle.items():
        lines.append(f"| {path} | {rounds[0][path]:.0f} | {ms:.0f} | {ms / middle[PLAIN]:.1f} |")
    return "\n".join(lines)
