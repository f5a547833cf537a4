from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from accounts import consent
from reminders import sending
from reminders.models import Delivery, Schedule
from routines.models import Hold
from tests.reminders.conftest import DUE, NOON, make_routine, minutes, remind

pytestmark = pytest.mark.django_db
HOME = "/reminders/"
BY_EMAIL = {"channels": ["email"]}
WEEKDAYS_AT_FINISH = {"anchor": "work", "days": ["0", "1", "2", "3", "4"], **BY_EMAIL}


@pytest.fixture
def mine(client, subscriber):
    client.force_login(subscriber)
    with time_machine.travel(NOON, tick=False):
        yield client


def test_a_visitor_is_asked_to_sign_in_and_a_member_to_agree_first(client, member):
    assert client.get(HOME).status_code == 302
    client.force_login(member)
    answer = client.get(HOME)
    assert answer.url.startswith(reverse("accounts:consent"))
    assert "purpose=reminders" in answer.url


def test_setting_a_reminder_says_when_the_first_one_comes_on_my_own_clock(mine, subscriber):
    subscriber.time_zone = "America/New_York"
    subscriber.save()
    page = mine.post(HOME, WEEKDAYS_AT_FINISH, follow=True)
    assertContains(page, "Saved. The next one comes on Tuesday 24 November, 17:30.")
    assertContains(page, "Weekdays at 17:30")
    for day in ("Tuesday 24", "Wednesday 25", "Thursday 26", "Friday 27", "Monday 30"):
        assertContains(page, f"{day} November, 17:30")
    assert Delivery.objects.order_by("next_try_at").first().next_try_at == DUE + timedelta(hours=5)


def test_a_time_of_my_own_and_several_reminders(mine, subscriber):
    mine.post(HOME, {"anchor": "time", "time": "07:05", "days": ["6"], **BY_EMAIL})
    page = mine.post(HOME, {"anchor": "bed", "days": ["5", "6"], **BY_EMAIL}, follow=True)
    assertContains(page, "Every Sunday at 07:05")
    assertContains(page, "Weekends at 21:30")
    assert subscriber.schedules.count() == 2


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"anchor": ""}, "Choose when a nudge would help."),
        ({"anchor": "time", "time": ""}, "Write the time with hours and minutes, such as 17:30."),
        (
            {"anchor": "time", "time": "25:99"},
            "Write the time with hours and minutes, such as 17:30.",
        ),
        (
            {"anchor": "time", "time": "noon\x00"},
            "Write the time with hours and minutes, such as 17:30.",
        ),
        ({"days": []}, "Choose at least one day."),
        ({"days": ["7", "-1"]}, "Choose at least one day."),
        ({"session": "no-such-session"}, "Choose a session from the list."),
        ({"channels": []}, "Choose how it should reach you."),
        ({"channels": ["pigeon"]}, "Choose how it should reach you."),
        ({"ends_on": "soon"}, "Write the last date like 31/12/2026, or leave it empty."),
        ({"ends_on": "2026-11-23"}, "No reminder would come before that date."),
        ({"ends_on": "0000-00-00"}, "Write the last date like 31/12/2026"),
        ({"zone": "Mars/Olympus"}, "Choose a time zone from the list."),
        ({"anchor": "time", "time": "7:00", "cue": "x" * 61}, "Use at most 60 letters."),
    ],
)
def test_what_cannot_be_read_is_said_kindly_and_what_was_typed_is_kept(
    mine, subscriber, wrong, words
):
    page = mine.post(HOME, {**WEEKDAYS_AT_FINISH, "key": "nonsense", **wrong})
    assertContains(page, words, status_code=422)
    assertContains(page, "<title>Error: Reminders", status_code=422)
    if "time" in wrong and "\x00" not in wrong["time"]:
        assertContains(page, f'value="{wrong["time"]}"', status_code=422)
    if "days" not in wrong:
        assertContains(page, 'name="days" value="3" checked', status_code=422)
    assert not subscriber.schedules.exists()


def test_looking_first_saves_nothing_with_and_without_a_script(mine, subscriber):
    page = mine.post(HOME, {**WEEKDAYS_AT_FINISH, "preview": "1"})
    assertContains(page, "Friday 27 November, 17:30")
    answer = mine.post(
        HOME, {**WEEKDAYS_AT_FINISH, "preview": "1"}, headers={"accept": "application/json"}
    )
    assert answer.json()["sentence"] == "Weekdays at 17:30, when I finish work"
    assert answer.json()["times"][0] == "Tuesday 24 November, 17:30"
    assert len(answer.json()["times"]) == 5
    assert not subscriber.schedules.exists()


def test_sending_the_form_twice_sets_one_reminder(mine, subscriber):
    form = {**WEEKDAYS_AT_FINISH, "key": str(uuid4())}
    mine.post(HOME, form)
    mine.post(HOME, form)
    assert subscriber.schedules.count() == 1


def test_a_key_of_somebody_elses_makes_my_own_reminder(mine, subscriber, make_subscriber):
    theirs = remind(make_subscriber("other@example.org"))
    mine.post(HOME, {**WEEKDAYS_AT_FINISH, "key": str(theirs.public_id)})
    assert subscriber.schedules.get().public_id != theirs.public_id


def test_changing_a_reminder_shows_what_it_was_and_saves_what_it_becomes(mine, subscriber):
    schedule = remind(subscriber)
    url = reverse("reminders:edit", args=[schedule.public_id])
    assertContains(mine.get(url), 'value="time" checked')
    assertContains(mine.get(url), 'value="17:30"')
    page = mine.post(
        url, {"anchor": "time", "time": "18:15", "days": ["1"], **BY_EMAIL}, follow=True
    )
    assertContains(page, "Every Tuesday at 18:15")
    assertContains(page, "The next one comes on Tuesday 24 November, 18:15.")
    assertContains(mine.get(url), 'value="18:15"')
    assert mine.post(url, {"anchor": "time", "time": "18:15"}).status_code == 422


def test_a_reminder_that_rang_today_says_tomorrow_after_a_change(mine, subscriber, sink):
    schedule = remind(subscriber)
    sending.sweep(DUE)
    with time_machine.travel(DUE + minutes(1), tick=False):
        page = mine.post(
            reverse("reminders:edit", args=[schedule.public_id]),
            {"anchor": "bed", "days": list("0123456"), **BY_EMAIL},
            follow=True,
        )
    assertContains(page, "The next one comes on Wednesday 25 November, 21:30.")


def test_deleting_takes_it_off_the_page(mine, subscriber):
    schedule = remind(subscriber)
    page = mine.post(reverse("reminders:delete", args=[schedule.public_id]), follow=True)
    assertContains(page, "Deleted.")
    assertNotContains(page, "Every day at 17:30")
    assert mine.get(reverse("reminders:edit", args=[schedule.public_id])).status_code == 404


@pytest.mark.parametrize("name", ["edit", "delete", "send_now"])
def test_somebody_elses_reminder_is_not_found(mine, make_subscriber, name):
    theirs = remind(make_subscriber("other@example.org"))
    for public_id in (theirs.public_id, uuid4()):
        assert (
            mine.post(
                reverse(f"reminders:{name}", args=[public_id]), WEEKDAYS_AT_FINISH
            ).status_code
            == 404
        )
    assert Schedule.objects.live().count() == 1


def test_one_now_goes_out_with_the_next_sweep_and_has_a_limit(mine, subscriber, sink):
    schedule = remind(subscriber)
    url, key = reverse("reminders:send_now", args=[schedule.public_id]), str(uuid4())
    assertContains(mine.post(url, {"key": key}, follow=True), "On its way.")
    mine.post(url, {"key": key})
    sending.sweep(NOON)
    assert len(sink.messages) == 1
    mine.post(url), mine.post(url, {"key": "junk"})
    assertContains(mine.post(url, follow=True), "That was 3 in an hour.")


def test_ten_reminders_are_enough(mine, subscriber):
    for _ in range(10):
        remind(subscriber)
    assertContains(mine.post(HOME, WEEKDAYS_AT_FINISH), "Delete one first", status_code=422)


def test_with_a_plan_only_its_sessions_are_offered_and_without_one_a_session_must_be_chosen(
    mine, subscriber
):
    make_routine("r_other", "some-other", "Some other session", seconds=300)
    page = mine.get(HOME)
    assertContains(page, "The next session in my plan")
    assertContains(page, "Six quiet minutes")
    assertNotContains(page, "Some other session")
    subscriber.plans.get().end(NOON)
    assertContains(mine.get(HOME), "Some other session")
    assertContains(
        mine.post(HOME, WEEKDAYS_AT_FINISH), "Choose a session from the list.", status_code=422
    )
    mine.post(HOME, {**WEEKDAYS_AT_FINISH, "session": "some-other"})
    assert subscriber.schedules.get().routine.slug == "some-other"


def test_under_a_hold_reminders_rest_and_the_page_offers_no_exercise(mine, subscriber):
    schedule = remind(subscriber)
    Hold.objects.place(subscriber, "urgent", ["flag"], "check", NOON)
    page = mine.get(HOME)
    assertContains(page, "Your reminders are resting")
    assertContains(page, reverse("symptoms:start"))
    assertNotContains(page, "/play/")
    for url in (
        HOME,
        reverse("reminders:edit", args=[schedule.public_id]),
        reverse("reminders:send_now", args=[schedule.public_id]),
    ):
        assertContains(
            mine.post(url, WEEKDAYS_AT_FINISH), "Your reminders are resting", status_code=409
        )
    assert subscriber.schedules.count() == 1


def test_after_stopping_from_a_mail_the_page_asks_for_agreement_and_keeps_the_times(
    mine, subscriber
):
    remind(subscriber)
    consent.withdraw(subscriber, "reminders", NOON)
    assert mine.get(HOME).status_code == 302
    consent.give(subscriber, "reminders", NOON)
    assertContains(mine.get(HOME), "Every day at 17:30")


def test_the_history_tells_what_became_of_each(mine, subscriber, sink):
    schedule = remind(subscriber)
    sending.sweep(DUE)
    sink.mode = "drop-after-data"
    sending.sweep(DUE + timedelta(days=1))
    Hold.objects.place(subscriber, "urgent", ["flag"], "check", NOON)
    sending.sweep(DUE + timedelta(days=2))
    page = mine.get(reverse("reminders:history"))
    assertContains(page, "Sent")
    assertContains(page, "Not confirmed")
    assertContains(page, "We do not send it twice.")
    assertContains(page, "Your plan was resting.")
    assertContains(page, "Coming up")
    assertContains(page, "Friday 27 November, 17:30")
    assert schedule.occurrences.count() == 4


def test_the_history_is_mine_alone_and_says_when_it_is_empty(mine, make_subscriber, sink):
    remind(make_subscriber("other@example.org"))
    sending.sweep(DUE)
    page = mine.get(reverse("reminders:history"))
    assertContains(page, "Nothing has been sent yet.")
    assertNotContains(page, "17:30")


def test_every_page_of_mine_stays_private(mine, subscriber):
    schedule = remind(subscriber)
    for url in (
        HOME,
        reverse("reminders:history"),
        reverse("reminders:edit", args=[schedule.public_id]),
    ):
        assert "no-store" in mine.get(url)["Cache-Control"]


@pytest.mark.parametrize("name", ["delete", "send_now"])
def test_looking_at_an_address_that_acts_does_nothing(mine, subscriber, name):
    schedule = remind(subscriber)
    assert mine.get(reverse(f"reminders:{name}", args=[schedule.public_id])).status_code == 405
