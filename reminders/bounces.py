"""Mail that is refused for good: after three different days we stop, and say so on the page."""

from datetime import datetime

from reminders.models import Attempt, Channel, ChannelRest, Delivery

MOST_DAYS = 3


def note(delivery: Delivery, now: datetime) -> None:
    """Called with a delivery that was just refused for good."""
    if delivery.channel != Channel.EMAIL:
        return  # what a push service refuses is a device that went away, or a fault of ours
    user = delivery.occurrence.schedule.user
    if len(days_refused(user, delivery.channel)) >= MOST_DAYS:
        ChannelRest.objects.begin(user, delivery.channel, now)


def days_refused(user, channel: str) -> set:
    """The local dates refused in a row: since the last one that was accepted, and since the last rest ended."""
    rows = Attempt.objects.filter(
        delivery__occurrence__schedule__user=user, delivery__channel=channel
    )
    lifted = ChannelRest.objects.filter(user=user, channel=channel).order_by("-lifted_at").first()
    for attempts, moment in (
        (rows.filter(outcome=Attempt.Outcome.SENT).order_by("-started_at").first(), "started_at"),
        (lifted, "lifted_at"),
    ):
        if attempts is not None and getattr(attempts, moment):
            rows = rows.filter(started_at__gt=getattr(attempts, moment))
    refused = rows.filter(outcome=Attempt.Outcome.REFUSED)
    return set(refused.values_list("delivery__occurrence__local_date", flat=True))
