"""Mail that is refused for good: after three different days we stop, and say so on the page."""

from datetime import date, datetime

from django.db.models import Max

from accounts.models import User
from reminders.models import Attempt, Channel, ChannelRest, Delivery

MOST_DAYS = 3


def note(delivery: Delivery, now: datetime) -> None:
    """Called with a delivery that was just refused for good."""
    if delivery.channel != Channel.EMAIL:
        return  # what a push service refuses is a device that went away, or a fault of ours
    user = delivery.occurrence.schedule.user
    if len(days_refused(user)) >= MOST_DAYS:
        ChannelRest.objects.begin(user, Channel.EMAIL, now)


def days_refused(user: User) -> set[date]:
    """The local dates on which this address was refused, since the last mail it took and since the last rest.

    Only the recipient's own refusals count, which are kept as a bare code: see channels.email.talk.
    """
    tries = Attempt.objects.filter(
        delivery__occurrence__schedule__user=user, delivery__channel=Channel.EMAIL
    )
    refused = tries.filter(outcome=Attempt.Outcome.REFUSED, reason__regex=r"^\d+$")
    taken = tries.filter(outcome=Attempt.Outcome.SENT).aggregate(at=Max("started_at"))["at"]
    rested = user.channel_rests.filter(channel=Channel.EMAIL).aggregate(at=Max("lifted_at"))["at"]
    for moment in filter(None, (taken, rested)):
        refused = refused.filter(started_at__gt=moment)
    return set(refused.values_list("delivery__occurrence__local_date", flat=True))
