import shutil

import pytest
from playwright.sync_api import sync_playwright

QUIET = "--no-sandbox --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
CHROMIUM = next(
    filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None
)


@pytest.fixture
def page(monkeypatch):
    """A page of a real browser; any error on it, or anything the content policy refuses, fails the test."""
    if not CHROMIUM:
        pytest.skip("needs Chromium: script/setup --browser")
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright runs a loop in this thread
    errors = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET.split())
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "console",
            lambda message: errors.append(message.text) if message.type == "error" else None,
        )
        yield page
        browser.close()
    assert errors == []
