from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from reminders import sending
from reminders.models import ChannelRest
from tests.reminders.conftest import DUE, remind, state

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def days(count: int, first: int = 0) -> None:
    for day in range(first, first + count):
        sending.sweep(DUE + day * DAY)


def test_refused_for_good_on_three_days_stops_the_mail_and_tells_the_person(
    client, schedule, subscriber, sink
):
    sink.mode = "550"
    days(2)
    client.force_login(subscriber)
    assertNotContains(client.get(reverse("reminders:home")), "We stopped e-mailing you")
    days(1, first=2)
    assertContains(client.get(reverse("reminders:home")), "We stopped e-mailing you")
    sink.mode = "accept"
    days(1, first=3)
    assert sink.messages == []
    assert state()[3] == ("skipped", "bounced")


def test_two_refusals_on_one_day_are_one_day(schedule, subscriber, sink):
    remind(subscriber), remind(subscriber)
    sink.mode = "550"
    days(2)
    assert not ChannelRest.objects.exists()


def test_a_mail_that_arrives_in_between_starts_the_count_again(schedule, sink):
    for day, mode in enumerate(["550", "550", "accept", "550", "550"]):
        sink.mode = mode
        days(1, first=day)
    assert not ChannelRest.objects.exists()


def test_when_it_is_the_sender_that_is_refused_no_persons_mail_is_stopped(schedule, sink):
    sink.mode = "550-sender"
    days(4)
    assert state()[3] == ("failed", "refused")
    assert not ChannelRest.objects.exists()


def test_trying_again_is_one_press_and_the_next_one_arrives(client, schedule, subscriber, sink):
    sink.mode = "550"
    days(3)
    sink.mode = "accept"
    client.force_login(subscriber)
    page = client.post(reverse("reminders:email_again"), follow=True)
    assertContains(page, "The next reminder goes to your e-mail again.")
    assertNotContains(page, "We stopped e-mailing you")
    days(1, first=3)
    assert len(sink.messages) == 1


def test_only_a_press_tries_again_and_only_ones_own(client, schedule, subscriber, member, sink):
    sink.mode = "550"
    days(3)
    client.force_login(subscriber)
    assert client.get(reverse("reminders:email_again")).status_code == 405
    client.force_login(member)
    client.post(reverse("reminders:email_again"))
    assert ChannelRest.objects.active(subscriber, "email")
