"""The last look before a reminder leaves: is it still wanted, welcome and on time?"""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress

from accounts.models import Consent, User
from reminders import activity, policy
from reminders.models import Channel, ChannelRest, Delivery, Occurrence, PushSubscription
from reminders.preferences import Preferences
from reminders.sessions import done_on, routine_for
from routines.models import Hold

APART = timedelta(
    hours=6
)  # a move across time zones never rings the same reminder twice within this
Reason = Delivery.Reason


def why_not(delivery: Delivery, now: datetime) -> str:
    """The reason to leave this reminder out, or "" to send it. Asked again right before each try."""
    occurrence = delivery.occurrence
    schedule = occurrence.schedule
    if reason := person_says_no(schedule.user) or channel_says_no(delivery, now):
        return reason
    if ChannelRest.objects.active(schedule.user, delivery.channel):
        return Reason.BOUNCED
    if schedule.ended_at:
        return Reason.ENDED
    if now > occurrence.expires_at:
        return Reason.LATE
    if routine_for(schedule) is None:
        return Reason.NO_PLAN
    return "" if occurrence.by_hand else out_of_step(occurrence) or unwelcome(occurrence, now)


def person_says_no(user: User) -> str:
    if not user.is_active:
        return Reason.INACTIVE
    if not all(
        user.has_consent(purpose)
        for purpose in (Consent.Purpose.HEALTH_DATA, Consent.Purpose.REMINDERS)
    ):
        return Reason.CONSENT
    return Reason.HOLD if Hold.objects.active(user) else ""


def channel_says_no(delivery: Delivery, now: datetime) -> str:
    user = delivery.occurrence.schedule.user
    if delivery.channel == Channel.PUSH:
        return "" if PushSubscription.objects.ready(user, now) else Reason.NO_DEVICE
    known = EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=True)
    return "" if known.exists() else Reason.ADDRESS


def out_of_step(occurrence: Occurrence) -> str:
    """What can overtake a reminder set for a time, but not one asked for just now."""
    schedule = occurrence.schedule
    if occurrence.version != schedule.version:
        return Reason.SUPERSEDED
    if done_on(schedule, occurrence.local_date):
        return Reason.DONE
    return Reason.TOO_SOON if rang_lately(occurrence) else ""


def unwelcome(occurrence: Occurrence, now: datetime) -> str:
    """What the person asked of all their reminders, and the silence we keep when nobody answers."""
    schedule = occurrence.schedule
    if schedule.is_paused(now):
        return Reason.PAUSED
    wanted = Preferences.objects.of(schedule.user)
    if policy.too_late_for_quiet(occurrence.due_at, now, schedule.zone_info, wanted.quiet):
        return Reason.QUIET
    if not occurrence.was_put_off and activity.rung_on(occurrence) >= wanted.most_a_day:
        return Reason.CAP
    return Reason.IDLE if activity.idle(occurrence) is policy.Idle.SILENT else ""


def rang_lately(occurrence: Occurrence) -> bool:
    tried = [Delivery.State.SENT, Delivery.State.UNKNOWN, Delivery.State.SENDING]
    others = Delivery.objects.filter(
        occurrence__schedule=occurrence.schedule, occurrence__slot=occurrence.slot, state__in=tried
    )
    close = others.filter(tries__started_at__gt=occurrence.due_at - APART).exclude(
        occurrence=occurrence
    )
    return close.exists()
