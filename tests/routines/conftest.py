import shutil
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer

from routines import gate
from routines.models import ClearScreen

QUIET = "--no-sandbox --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
CHROMIUM = next(
    filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None
)


def screened_cookie(days_ago=0) -> str:
    """What a visitor carries who had nothing to report to the danger signs."""
    day = timezone.now().date() - timedelta(days=days_ago)
    return gate.signer().sign(day.isoformat())


@pytest.fixture
def screened(client):
    """A visitor who was asked the danger signs today."""
    client.cookies[gate.SCREENED] = screened_cookie()
    return client


@pytest.fixture
def screened_member(member_client, member):
    ClearScreen.objects.note(member, timezone.now())
    return member_client


@pytest.fixture(scope="module")
def visitors_site(django_db_setup, django_db_blocker):
    """A running site for tests that write nothing: one for the whole module, content loaded once."""
    from_sources = override_settings(STATIC_ROOT=settings.STATICFILES_DIRS[0])
    with django_db_blocker.unblock(), from_sources, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright runs a loop in this thread
        call_command("load_content", verbosity=0)
        server = LiveServer("localhost")
        yield server
        server.stop()


@pytest.fixture(scope="module")
def browser(visitors_site):
    if not CHROMIUM:
        pytest.skip("needs Chromium: script/setup --browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET.split())
        yield browser
        browser.close()


@pytest.fixture
def page(monkeypatch):
    """A page of a real browser; any error on it, or anything the content policy refuses, fails the test."""
    if not CHROMIUM:
        pytest.skip("needs Chromium: script/setup --browser")
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright runs a loop in this thread
    errors = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET.split())
        page = browser.new_page(viewport={"width": 390, "height": 844}, service_workers="block")
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "console",
            lambda message: errors.append(message.text) if message.type == "error" else None,
        )
        yield page
        browser.close()
    assert errors == []
