from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest

from reminders import arranging, planner, sending
from reminders.arranging import Wish
from reminders.models import Delivery, Occurrence, Schedule
from reminders.schedule import EVERY_DAY
from tests.reminders.conftest import DUE, NOON, minutes, remind, state

pytestmark = pytest.mark.django_db


def planned(schedule) -> list[datetime]:
    rows = Occurrence.objects.filter(schedule=schedule, status="planned").order_by("due_at")
    return list(rows.values_list("due_at", flat=True))


def test_saving_fills_the_next_48_hours(schedule):
    assert planned(schedule) == [DUE, DUE + timedelta(days=1)]
    assert Delivery.objects.count() == 2


def test_planning_again_and_again_adds_nothing(schedule):
    for _ in range(3):
        planner.plan(schedule.pk, NOON)
        planner.plan_all(NOON)
    assert planned(schedule) == [DUE, DUE + timedelta(days=1)]
    assert Delivery.objects.count() == 2


def test_as_time_goes_by_the_plan_goes_on(schedule):
    planner.plan_all(NOON + timedelta(hours=20))
    assert planned(schedule)[-1] == DUE + timedelta(days=2)


def test_days_missed_in_a_long_outage_are_written_down_and_left_out_as_late(schedule):
    later = NOON + timedelta(days=5)
    sending.sweep(later)
    assert state() == [("skipped", "late")] * 5 + [("due", "")] * 2


def test_an_edit_moves_what_is_still_to_come_and_keeps_its_place_in_the_ledger(schedule):
    before = list(Occurrence.objects.values_list("pk", flat=True))
    arranging.change(schedule, Wish(EVERY_DAY, time(18, 0)), NOON)
    assert planned(schedule) == [DUE + minutes(30), DUE + minutes(30) + timedelta(days=1)]
    assert list(Occurrence.objects.values_list("pk", flat=True)) == before


def test_an_edit_drops_days_that_were_taken_away_and_a_second_edit_brings_them_back(schedule):
    arranging.change(schedule, Wish(frozenset({2}), time(17, 30)), NOON)  # Wednesdays
    assert state(schedule) == [("skipped", "superseded"), ("due", "")]
    arranging.change(schedule, Wish(EVERY_DAY, time(17, 30)), NOON)
    assert state(schedule) == [("due", ""), ("due", "")]


def test_a_time_moved_into_the_past_does_not_ring_at_once(schedule):
    arranging.change(schedule, Wish(EVERY_DAY, time(11, 55)), NOON)
    assert planned(schedule) == [
        datetime(2026, 11, 25, 11, 55, tzinfo=UTC),
        datetime(2026, 11, 26, 11, 55, tzinfo=UTC),
    ]


def test_what_rang_today_never_rings_again_today_whatever_is_edited(schedule, sink):
    sending.sweep(DUE)
    for at in (time(18, 30), time(23, 0), time(17, 30)):
        arranging.change(schedule, Wish(EVERY_DAY, at), DUE + minutes(5))
    sending.sweep(DUE + timedelta(hours=6))
    assert len(sink.messages) == 1
    assert schedule.dates_over(DUE) == {date(2026, 11, 24)}


def test_deleting_ends_all_that_is_to_come(schedule, sink):
    arranging.end(schedule, NOON)
    sending.sweep(DUE)
    assert sink.messages == []
    assert state(schedule) == [("skipped", "ended")] * 2


def test_a_new_zone_in_the_profile_moves_unsent_reminders_to_the_new_local_time(
    schedule, subscriber
):
    subscriber.time_zone = "America/New_York"
    subscriber.save()
    planner.plan_all(NOON)
    assert planned(schedule)[0] == datetime(2026, 11, 24, 22, 30, tzinfo=UTC)
    assert not Schedule.objects.to_plan(NOON).exists()


def test_moving_across_the_world_never_rings_the_same_reminder_twice_within_six_hours(
    subscriber, sink
):
    subscriber.time_zone = "Pacific/Pago_Pago"  # UTC-11
    subscriber.save()
    schedule = remind(subscriber)
    rang = planned(schedule)[0]
    sending.sweep(rang)
    subscriber.time_zone = "Pacific/Fiji"  # UTC+12: 17:30 of the next date comes one hour later
    subscriber.save()
    for half_hour in range(1, 60):
        sending.sweep(rang + half_hour * minutes(30))
    assert state(schedule)[:3] == [("sent", ""), ("skipped", "too_soon"), ("sent", "")]
    assert len(sink.messages) == 2


def test_a_schedule_that_cannot_be_planned_does_not_stop_the_others(make_subscriber, sink, caplog):
    broken, fine = make_subscriber("a@example.org"), make_subscriber("b@example.org")
    remind(broken), remind(fine)
    type(broken).objects.filter(pk=broken.pk).update(time_zone="Mars/Olympus")
    sending.sweep(NOON + timedelta(hours=20))
    assert planned(fine.schedules.get())[-1] == DUE + timedelta(days=2)
    assert "could not be planned" in caplog.text


def test_the_same_form_sent_twice_sets_one_reminder(subscriber):
    key, wish = uuid4(), Wish(EVERY_DAY, time(17, 30))
    assert arranging.add(subscriber, key, wish, NOON) == arranging.add(subscriber, key, wish, NOON)
    assert subscriber.schedules.count() == 1
