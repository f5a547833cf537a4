"""Clocks that move: a person's zone, the rules of a zone, and the machine's own."""

import random
import shutil
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo, available_timezones, reset_tzpath

import pytest

from accounts.models import User
from reminders import planner, sending
from reminders.models import Attempt, Delivery, Occurrence
from tests.chaos import crowd
from tests.reminders.conftest import DUE, NOON, minutes, remind, state

pytestmark = pytest.mark.django_db
ZONES = sorted(available_timezones() - {"localtime", "Factory"})
HOUR = timedelta(hours=1)


# ------------------------------------------------------------------ F23: a person moves


@pytest.mark.slow
def test_f23_people_who_move_across_the_world_hear_each_date_once_and_never_twice_in_six_hours(
    settings, tmp_path
):
    """80 people, each from one zone to another at some hour of two days; other pairs in each run."""
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = (
        "django.core.mail.backends.dummy.EmailBackend",
        tmp_path,
    )
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    schedules = crowd.schedules(80, NOON, plan_at=NOON, at=time(7, 30))
    moves = {row.user_id: chance.randrange(48) for row in schedules}
    for row in schedules:
        User.objects.filter(pk=row.user_id).update(time_zone=chance.choice(ZONES))
    for hour in range(72):
        now = NOON + hour * HOUR + minutes(5)
        for person in User.objects.filter(pk__in=[pk for pk, at in moves.items() if at == hour]):
            person.time_zone = chance.choice(ZONES)
            person.save()
        sending.sweep(now)
        sending.sweep(now + minutes(30))
    for row in schedules:
        tried = Attempt.objects.filter(delivery__occurrence__schedule=row).order_by("started_at")
        moments = list(tried.values_list("started_at", flat=True))
        dates = list(tried.values_list("delivery__occurrence__local_date", flat=True))
        assert len(dates) == len(set(dates)), (seed, row.user_id)
        gaps = [later - earlier for earlier, later in pairwise(moments)]
        assert all(gap >= timedelta(hours=5.5) for gap in gaps), (seed, row.user_id, moments)
        assert 2 <= len(moments) <= 5, (seed, row.user_id, moments)


# ------------------------------------------------------------------ F24: the rules change


@pytest.fixture
def own_rules(tmp_path):
    """A folder of time-zone rules that a test may rewrite, as an update of the system does."""
    source = Path(next(iter(TZPATH), ""), "Europe/London")
    if not source.exists():
        import tzdata

        source = Path(tzdata.__file__).parent / "zoneinfo" / "Europe" / "London"
    (tmp_path / "Europe").mkdir()
    place = tmp_path / "Europe" / "London"
    shutil.copy(source, place)
    before = TZPATH
    reset_tzpath([str(tmp_path), *before])
    ZoneInfo.clear_cache()
    yield place, source.parent
    reset_tzpath(before)
    ZoneInfo.clear_cache()


def test_f24_new_rules_for_a_zone_move_what_is_unsent_and_keep_its_place_in_the_ledger(
    own_rules, schedule
):
    place, rules = own_rules
    before = list(Occurrence.objects.order_by("pk").values_list("pk", "local_date"))
    shutil.copy(rules / "Athens", place)  # London decides to live by Athens' clock: two hours ahead
    planner.plan_all(NOON + HOUR)
    assert Occurrence.objects.earliest("due_at").due_at == DUE, "not before its next look"
    later = NOON - timedelta(hours=12)
    type(schedule).objects.update(plan_at=later)  # its next look has come
    planner.plan_all(NOON)
    assert Occurrence.objects.earliest("due_at").due_at == DUE - 2 * HOUR
    after = list(Occurrence.objects.order_by("pk").values_list("pk", "local_date"))
    assert after[: len(before)] == before


def test_each_schedule_is_looked_at_twice_a_day_though_nobody_touches_it(schedule):
    planner.plan_all(NOON)
    schedule.refresh_from_db()
    assert schedule.plan_at - NOON <= timedelta(hours=12)


# ------------------------------------------------------------------ F21: the machine's clock


def test_f21_a_lease_from_before_the_clock_was_put_back_frees_itself(schedule, sink):
    assert sending.claim("gone", DUE + minutes(90))
    sending.sweep(DUE + minutes(1))  # the clock has been put back by 89 minutes
    assert len(sink.messages) == 1


def test_f21_a_clock_that_leaps_a_day_ahead_and_back_repeats_nothing(schedule, sink):
    sending.sweep(DUE)
    sending.sweep(DUE + timedelta(hours=26))
    for minute in (1, 5, 10):
        sending.sweep(DUE + minutes(minute))
    assert len(sink.messages) == 1
    assert state()[:2] == [("sent", ""), ("skipped", "late")]
    sending.sweep(DUE + timedelta(days=2))
    assert len(sink.messages) == 2


# ------------------------------------------------------------------ F27: poison


def test_f27_one_in_a_hundred_is_poison_and_no_other_is_late(db, sink, caplog):
    """Four kinds: a zone that is none, an address that is none, a routine that is gone, a row that breaks."""
    schedules = crowd.schedules(100, NOON, at=time(17, 30))
    crowd.due(schedules, DUE)
    bad = [schedules[n].user_id for n in (3, 47, 71, 98)]
    User.objects.filter(pk=bad[0]).update(time_zone="Mars/Olympus")
    User.objects.filter(pk=bad[1]).update(email="no\r\naddress")
    schedules[71].days = 1
    schedules[71].version += 1
    schedules[71].save()
    Delivery.objects.filter(occurrence__schedule=schedules[98]).update(channel="pigeon")
    sending.sweep(DUE)
    assert len(sink.messages) >= 96
    for minute in range(1, 40):
        sending.sweep(DUE + minutes(minute))
    assert not Delivery.objects.filter(state__in=["due", "claimed", "sending"]).exists()
    fine = Delivery.objects.exclude(occurrence__schedule__user__in=bad)
    assert set(fine.values_list("state", flat=True)) == {"sent"}
    assert Attempt.objects.filter(delivery__in=fine, started_at__gt=DUE + minutes(1)).count() == 0


def test_what_a_schedule_sets_in_a_zone_that_is_none_stops_no_plan_of_anybody(
    make_subscriber, sink
):
    broken, fine = make_subscriber("a@example.org"), make_subscriber("b@example.org")
    remind(broken), remind(fine)
    User.objects.filter(pk=broken.pk).update(time_zone="Mars/Olympus")
    for hours in (14, 28):
        planner.plan_all(NOON + timedelta(hours=hours))
    assert Occurrence.objects.filter(schedule__user=fine).latest("due_at").due_at > datetime(
        2026, 11, 26, tzinfo=UTC
    )
