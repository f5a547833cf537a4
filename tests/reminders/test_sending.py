import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, connections

from accounts import consent
from reminders import abandoned, arranging, sending
from reminders.channels import Result
from reminders.channels.email import Email
from reminders.health import sweep_status
from reminders.models import LEASE, Attempt, Delivery, Heartbeat
from routines.models import Hold
from tests.reminders.conftest import DUE, NOON, make_routine, minutes, remind, state

pytestmark = pytest.mark.django_db


def test_a_due_reminder_is_sent_once_however_often_the_sweep_runs(schedule, sink):
    for second in (0, 10, 20):
        sending.sweep(DUE + timedelta(seconds=second))
    assert len(sink.messages) == 1
    assert state()[0] == ("sent", "")
    attempt = Attempt.objects.get()
    assert (attempt.number, attempt.outcome) == (1, "sent")
    assert attempt.started_at >= DUE


def test_nothing_is_sent_early(schedule, sink):
    sending.sweep(DUE - timedelta(seconds=1))
    assert sink.messages == []


def test_many_due_at_once_all_arrive_once(make_subscriber, sink):
    for n in range(45):
        remind(make_subscriber(f"p{n}@example.org"))
    sending.sweep(DUE)
    assert sorted(to for message in sink.messages for to in message.envelope_to) == sorted(
        f"p{n}@example.org" for n in range(45)
    )


# ------------------------------------------------------------------ the last look


def test_an_active_hold_stops_it(schedule, subscriber, sink):
    Hold.objects.place(subscriber, "urgent", ["flag"], "check", NOON)
    sending.sweep(DUE)
    assert sink.messages == []
    assert state()[0] == ("skipped", "hold")


@pytest.mark.parametrize("purpose", ["reminders", "health_data"])
def test_consent_taken_back_stops_it(schedule, subscriber, sink, purpose):
    consent.withdraw(subscriber, purpose, NOON)
    sending.sweep(DUE)
    assert sink.messages == []
    assert state()[0] == ("skipped", "consent")


def test_an_address_that_is_not_confirmed_gets_no_mail(schedule, subscriber, sink):
    subscriber.emailaddress_set.update(verified=False)
    sending.sweep(DUE)
    assert state()[0] == ("skipped", "address")
    assert sink.messages == []


def test_a_closed_account_gets_no_mail(schedule, subscriber, sink):
    subscriber.is_active = False
    subscriber.save()
    sending.sweep(DUE)
    assert state()[0] == ("skipped", "inactive")
    assert sink.messages == []


def test_more_than_30_minutes_late_is_left_out(schedule, sink):
    sending.sweep(DUE + minutes(31))
    assert sink.messages == []
    assert state()[0] == ("skipped", "late")


def test_up_to_30_minutes_late_still_comes(schedule, sink):
    sending.sweep(DUE + minutes(29))
    assert len(sink.messages) == 1


def test_a_session_already_done_that_day_needs_no_reminder(schedule, subscriber, routine, sink):
    subscriber.sessions.record(routine, uuid4(), NOON, NOON + minutes(6))
    sending.sweep(DUE)
    assert sink.messages == []
    assert state()[0] == ("skipped", "done")


def test_another_session_does_not_count_for_a_reminder_of_one_routine(subscriber, sink, routine):
    other = make_routine("r_five", "five-minutes", "Five minutes", seconds=300)
    remind(subscriber, routine=other)
    subscriber.sessions.record(routine, uuid4(), NOON, NOON + minutes(6))
    sending.sweep(DUE)
    assert "/routines/five-minutes/play/" in sink.messages[0].get_body(("plain",)).get_content()


def test_without_a_plan_there_is_nothing_to_be_reminded_of(schedule, subscriber, sink):
    subscriber.plans.get().end(NOON)
    sending.sweep(DUE)
    assert state()[0] == ("skipped", "no_plan")


# ------------------------------------------------------------------ the mail server's answers


@pytest.mark.parametrize("mode", ["421", "450", "450-after-data", "drop-before-data"])
def test_refused_for_now_is_tried_again_and_then_arrives_once(schedule, sink, mode):
    sink.mode = mode
    sending.sweep(DUE)
    assert state()[0] == ("due", "refused")
    sink.mode = "accept"
    sending.sweep(DUE + timedelta(seconds=30))
    assert sink.messages == []  # a minute's rest first
    sending.sweep(DUE + minutes(2))
    assert len(sink.messages) == 1
    assert state()[0] == ("sent", "")
    assert list(Attempt.objects.order_by("number").values_list("number", "outcome")) == [
        (1, "for_now"),
        (2, "sent"),
    ]


def test_tries_stop_when_its_time_is_over(schedule, sink):
    sink.mode = "450"
    for minute in range(45):
        sending.sweep(DUE + minutes(minute))
    assert state()[0] == ("failed", "refused")
    assert Attempt.objects.count() == 4  # at 0, 1, 6 and 21 minutes; the next would be too late


@pytest.mark.parametrize("mode", ["550", "550-after-data"])
def test_a_final_no_is_final(schedule, sink, mode):
    sink.mode = mode
    sending.sweep(DUE)
    sink.mode = "accept"
    sending.sweep(DUE + minutes(10))
    assert sink.messages == []
    assert state()[0] == ("failed", "refused")
    assert Attempt.objects.get().reason == "550"


@pytest.mark.parametrize("mode", ["drop-after-data", "hang", "drip"])
def test_a_mail_taken_without_an_answer_is_not_confirmed_and_never_sent_again(
    schedule, sink, mode, settings, monkeypatch
):
    monkeypatch.setattr("reminders.channels.email.DEADLINE", 1)
    sink.mode = mode
    sending.sweep(DUE)
    sink.mode = "accept"
    for minute in (1, 5, 25, 40):
        sending.sweep(DUE + minutes(minute))
    assert len(sink.messages) == 1
    assert state()[0] == ("unknown", "no_reply")


def test_no_mail_server_at_all_is_tried_again_and_the_rest_wait_untried(
    make_subscriber, settings, sink
):
    for n in range(3):
        remind(make_subscriber(f"p{n}@example.org"))
    settings.EMAIL_PORT = 9  # nobody answers there
    sending.sweep(DUE)
    assert state()[:3] == [("due", "unreachable"), ("due", ""), ("due", "")]
    assert Attempt.objects.count() == 1
    settings.EMAIL_PORT = sink.port
    sending.sweep(DUE + minutes(2))
    assert len(sink.messages) == 3


def test_one_bad_row_never_stops_the_others_and_is_parked(make_subscriber, sink, caplog):
    bad, fine = make_subscriber("bad@example.org"), make_subscriber("fine@example.org")
    remind(bad), remind(fine)
    type(bad).objects.filter(pk=bad.pk).update(email="bad@example.org\r\nBcc: all@example.org")
    bad.emailaddress_set.update(email="bad@example.org\r\nBcc: all@example.org")
    for minute in range(0, 40):
        sending.sweep(DUE + minutes(minute))
    assert [message.envelope_to for message in sink.messages] == [["fine@example.org"]]
    assert ("failed", "our_fault") in state(bad.schedules.get())
    assert "could not be made ready" in caplog.text
    assert "example.org" not in "".join(record.getMessage() for record in caplog.records)


# ------------------------------------------------------------------ senders that die or freeze


def test_a_sender_that_died_after_claiming_is_replaced_and_the_mail_comes_once(schedule, sink):
    assert sending.claim("dead", DUE)
    sending.sweep(DUE + timedelta(seconds=30))
    assert sink.messages == []  # still leased
    sending.sweep(DUE + timedelta(seconds=61))
    assert len(sink.messages) == 1


def test_a_sender_that_died_while_sending_leaves_it_unconfirmed_for_ever(schedule, sink):
    [(pk, _channel, _lost)] = sending.claim("dead", DUE)
    with Email() as channel:
        assert sending.begin(pk, "dead", channel, DUE)
    for second in (61, 120, 600):
        sending.sweep(DUE + timedelta(seconds=second))
    assert sink.messages == []
    assert state()[0] == ("unknown", "cut_short")


def test_a_sender_that_wakes_after_its_lease_may_not_begin(schedule, sink):
    [(pk, _channel, _lost)] = sending.claim("frozen", DUE)
    sending.sweep(DUE + timedelta(seconds=61))
    with Email() as channel:
        assert sending.begin(pk, "frozen", channel, DUE + timedelta(seconds=62)) is None
    assert len(sink.messages) == 1


def test_a_late_answer_to_the_same_try_turns_not_confirmed_into_sent_and_nothing_else_does(
    schedule, sink
):
    [(pk, _channel, _lost)] = sending.claim("slow", DUE)
    with Email() as channel:
        attempt, _message = sending.begin(pk, "slow", channel, DUE)
    sending.sweep(DUE + timedelta(seconds=61))
    assert state()[0] == ("unknown", "cut_short")
    sending.record(attempt, "slow", Result("for_now", "450"), DUE + minutes(2))
    assert state()[0] == ("unknown", "cut_short")
    sending.record(attempt, "slow", Result("sent"), DUE + minutes(2))
    assert state()[0] == ("sent", "")


def test_a_row_that_kills_each_sender_that_claims_it_is_parked_after_five(schedule):
    for n in range(5):
        [(pk, _channel, _lost)] = sending.claim("dead", DUE + minutes(2 * n))
        sending.take_in_hand(pk, "dead")
        abandoned.free(DUE + minutes(2 * n + 1.5), sending.MOST_TRIES)
    assert state()[0] == ("failed", "our_fault")


def test_what_a_slow_sender_cannot_manage_in_half_its_lease_it_hands_back_untried(
    make_subscriber, sink, monkeypatch
):
    for n in range(3):
        remind(make_subscriber(f"p{n}@example.org"))
    monkeypatch.setattr(sending, "HALF_A_LEASE", 0)
    assert sending.send_batch("slow", lambda: DUE, set())
    assert sink.messages == []
    assert set(Delivery.objects.due(DUE).values_list("state", "attempts", "owner")) == {
        ("due", 0, "")
    }


def test_rows_that_only_waited_beside_it_are_never_parked(schedule, sink):
    for n in range(7):
        sending.claim("dead", DUE + minutes(2 * n))
        abandoned.free(DUE + minutes(2 * n + 1.5), sending.MOST_TRIES)
    sending.sweep(DUE + minutes(20))
    assert len(sink.messages) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres  # SQLite has one writer at a time
def test_eight_sweeps_at_the_same_moment_send_each_mail_once(make_subscriber, sink):
    for n in range(60):
        remind(make_subscriber(f"p{n}@example.org"))
    threads = [threading.Thread(target=sweep_in_thread) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(sink.ids) == len(set(sink.ids)) == 60
    assert set(Delivery.objects.filter(next_try_at__lte=DUE).values_list("state", flat=True)) == {
        "sent"
    }


@pytest.mark.postgres  # SQLite has no server that could
def test_the_database_ends_the_transaction_of_a_frozen_sender_before_its_lease_is_over(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('idle_in_transaction_session_timeout')::interval")
        assert timedelta() < cursor.fetchone()[0] < LEASE


def sweep_in_thread() -> None:
    try:
        sending.sweep(DUE)
    finally:
        connections.close_all()


# ------------------------------------------------------------------ what the outside sees


def test_health_tells_the_age_of_the_oldest_due_one_and_the_last_sweep(schedule, sink):
    status = sweep_status(DUE + timedelta(seconds=90))
    assert (status["due_age_seconds"], status["last_sweep"], status["oldest_unknown"]) == (
        90,
        None,
        None,
    )
    assert (status["states"]["due"], status["states"]["sent"]) == (1, 0)
    sending.sweep(DUE + timedelta(seconds=95))
    status = sweep_status(DUE + timedelta(seconds=100))
    assert status["due_age_seconds"] == 0
    assert timedelta() <= status["last_sweep"] - DUE - timedelta(seconds=95) < minutes(1)
    assert (status["states"]["due"], status["states"]["sent"]) == (0, 1)
    assert Heartbeat.objects.filter(name="sweep").count() == 1


def test_health_names_the_oldest_that_was_not_confirmed(schedule, sink):
    sink.mode = "drop-after-data"
    sending.sweep(DUE)
    assert sweep_status(DUE + timedelta(days=3))["oldest_unknown"] == DUE


def test_one_asked_for_now_comes_at_once_even_after_a_session_and_pressing_twice_sends_one(
    schedule, subscriber, routine, sink
):
    subscriber.sessions.record(routine, uuid4(), NOON, NOON)
    key = uuid4()
    assert arranging.send_one_now(schedule, key, NOON)
    assert arranging.send_one_now(schedule, key, NOON)
    sending.sweep(NOON)
    assert len(sink.messages) == 1
    assert arranging.send_one_now(schedule, uuid4(), NOON)
    assert arranging.send_one_now(schedule, uuid4(), NOON)
    assert not arranging.send_one_now(schedule, uuid4(), NOON)


def test_the_one_for_today_still_comes_after_one_sent_by_hand(schedule, sink):
    arranging.send_one_now(schedule, uuid4(), DUE - minutes(3))
    sending.sweep(DUE - minutes(3))
    sending.sweep(DUE)
    assert len(sink.messages) == 2
