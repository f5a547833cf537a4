from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from routines import gate
from routines.models import ClearScreen


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
    with django_db_blocker.unblock(), from_sources:
        call_command("load_content", verbosity=0)
        server = LiveServer("localhost")
        yield server
        server.stop()


@pytest.fixture(scope="module")
def browser(chromium, visitors_site):
    return chromium


@pytest.fixture
def page(chromium):
    """A page of a real browser; any error on it, or anything the content policy refuses, fails the test."""
    errors = []
    page = chromium.new_page(viewport={"width": 390, "height": 844}, service_workers="block")
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "console",
        lambda message: errors.append(message.text) if message.type == "error" else None,
    )
    yield page
    page.close()
    assert errors == []
