import re
from uuid import uuid4

import pytest


@pytest.fixture(autouse=True)
def fresh_limits(db, settings):
    """Rate limits count in the cache; each test has its own, and empties nobody's Redis for it."""
    settings.CACHES = {"default": {**settings.CACHES["default"], "KEY_PREFIX": uuid4().hex}}


@pytest.fixture
def code_in_mail(mailoutbox):
    """Reads the code as a person does: the line of the newest mail that is nothing but a code."""

    def read():
        return re.search(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", mailoutbox[-1].body, re.M).group()

    return read


@pytest.fixture
def sign_in(client):
    """Signs in with a password, through the pages, and confirms it for the most private ones."""

    def go(user, password="a long enough passphrase"):
        answer = client.post("/account/login/", {"login": user.email, "password": password})
        assert answer.status_code == 302
        client.post("/account/reauthenticate/", {"password": password})
        return client

    return go
