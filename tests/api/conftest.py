"""A count of requests of its own for every test: no test waits for another, and no cache is emptied."""

import uuid

import pytest
from django.conf import settings as site


@pytest.fixture(autouse=True)
def own_counts(settings):
    settings.SECRET_KEY = f"{site.SECRET_KEY} {uuid.uuid4()}"
