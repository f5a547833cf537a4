"""People who asked for reminders, and a real mail server to send them to."""

from datetime import UTC, datetime, time, timedelta
from uuid import uuid4

import pytest

from accounts import consent
from reminders import arranging
from reminders.arranging import Wish
from reminders.models import Delivery
from reminders.schedule import EVERY_DAY
from routines.models import Routine
from tests.reminders.sink import running_sink

# A Tuesday at noon in London, well away from any change of the clocks.
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
DUE = datetime(2026, 11, 24, 17, 30, tzinfo=UTC)


@pytest.fixture
def sink(settings):
    with running_sink() as server:
        settings.EMAIL_BACKEND = "accounts.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


@pytest.fixture
def routine(db):
    return make_routine("r_six", "six-minutes", "Six quiet minutes", seconds=360)


@pytest.fixture
def make_subscriber(make_member, routine):
    """Makes people with a plan who agreed to reminders."""

    def make(email="reader@example.org", **fields):
        person = make_member(email, password=None, **fields)
        consent.give(person, "reminders", NOON)
        person.plans.start(routine, [], [], "low", True, "hash", NOON)
        return person

    return make


@pytest.fixture
def subscriber(make_subscriber):
    return make_subscriber()


@pytest.fixture
def schedule(subscriber):
    """Every day at 17:30, set on a Tuesday at noon."""
    return remind(subscriber)


def remind(person, at=time(17, 30), days=EVERY_DAY, now=NOON, routine=None):
    return arranging.add(person, uuid4(), Wish(frozenset(days), at, routine), now)


def make_routine(key, slug, name, seconds):
    words = dict.fromkeys(["who_for", "when", "progress", "regress", "see_someone"], "Words.")
    flags = {
        "needs_floor": False,
        "needs_kneeling": False,
        "difficulty": 1,
        "max_irritability": "low",
        "kind": "gentle",
    }
    rank = Routine.objects.count() + 1
    return Routine.objects.create(
        key=key, slug=slug, name=name, total_seconds=seconds, rank=rank, **words, **flags
    )


def state(of=None) -> list[tuple[str, str]]:
    """(state, reason) of each delivery, in the order they fall due."""
    rows = Delivery.objects.order_by("occurrence__due_at", "pk")
    if of is not None:
        rows = rows.filter(occurrence__schedule=of)
    return list(rows.values_list("state", "reason"))


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)
