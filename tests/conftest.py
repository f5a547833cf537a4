"""People and content that most tests need. All of it is real: rows in a real database."""

import os
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django.utils.text import slugify
from playwright.sync_api import sync_playwright

from accounts import consent
from accounts.models import User
from articles import edition
from psoascare.front import STORE
from symptoms.models import SelfCheckVersion
from tests.browser import CHROMIUM, QUIET
from tests.staff import sign_in


@pytest.fixture(autouse=True)
def plain_static_files(settings, tmp_path):
    """Tests do not collect static files, and each keeps its mail and keys to itself."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.EMAIL_FILE_PATH = tmp_path / "mail"


@pytest.fixture(autouse=True)
def no_kept_pages():
    """Each test has rows of its own, so no page of another test may answer."""
    STORE.clear()
    edition.look_again()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Every test starts from a site that has just loaded its content: once a run, not once a test."""
    with django_db_blocker.unblock():
        call_command("load_content", verbosity=0)


@pytest.fixture(scope="session")
def chromium():
    """One browser a process, for Playwright starts only once in a thread. A test opens contexts of its own."""
    if not CHROMIUM:
        pytest.skip("needs Chromium: script/setup --browser")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop stays in this thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def content(db):
    """The shipped clinical content and articles. A test that empties the tables loads them anew."""
    if not SelfCheckVersion.objects.exists():
        call_command("load_content", verbosity=0)


@pytest.fixture
def make_member(db):
    """Makes people who are signed up as the site signs people up."""

    def make(email="member@example.org", password="a long enough passphrase", **fields):
        now = timezone.now()
        user = User.objects.create_user(email, password, over_16_at=now, **fields)
        user.emailaddress_set.create(email=user.email, verified=True, primary=True)
        consent.give(user, "health_data", now)
        return user

    return make


@pytest.fixture
def admin_client(client, make_member):
    """A superuser at the editors' pages, second factor given. Not pytest-django's, which knows none."""
    root = make_member("root@example.org", is_staff=True, is_superuser=True)
    return sign_in(Client(), root)


@pytest.fixture
def make_editor(make_member):
    """Makes people with a role: "Author", "Medical reviewer" or "Editor"."""
    roles = import_module("articles.migrations.0006_groups")
    roles.write_groups(apps)  # a test that empties the tables takes the roles away

    def make(role, email=None, **fields):
        user = make_member(email or f"{slugify(role)}@example.org", is_staff=True, **fields)
        user.groups.add(Group.objects.get(name=role))
        return user

    return make


@pytest.fixture
def member(make_member):
    return make_member()


@pytest.fixture
def member_client(client, member):
    client.force_login(member)
    return client
