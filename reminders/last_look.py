"""The last look before a reminder leaves: is it still wanted, welcome and on time?"""

from datetime import datetime, timedelta
from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.db.models import Exists, F, OuterRef, QuerySet

from accounts.models import Consent, User
from reminders import activity, policy
from reminders.models import (
    LATEST,
    About,
    Channel,
    ChannelRest,
    Delivery,
    Occurrence,
    PushSubscription,
)
from reminders.preferences import Preferences
from reminders.prepared import Prepared
from reminders.sessions import done_on, routine_for
from routines.models import Hold, Session
from symptoms import weekly

# A move across time zones never rings the same reminder twice within this.
APART = timedelta(hours=6)
Reason = Delivery.Reason


class Facts(NamedTuple):
    """What the database knows at this moment about one delivery and its person."""

    is_active: bool
    health: bool
    reminders: bool
    address: bool
    hold: bool
    resting: bool
    had_a_session: bool  # any session on that local date
    rang_near: bool  # another date of this reminder fell due within APART
    rang_that_day: bool  # another reminder of theirs was tried on that local date
    schedule_version: int
    occurrence_version: int


def all_facts(pk: int) -> QuerySet:
    person = OuterRef("occurrence__schedule__user")
    agreed = Consent.objects.live().filter(user=person)
    address = EmailAddress.objects.filter(user=person, verified=True)
    near = Occurrence.objects.filter(
        schedule=OuterRef("occurrence__schedule"),
        slot=OuterRef("occurrence__slot"),
        local_date__lt=OuterRef("occurrence__local_date"),
        due_at__gt=OuterRef("occurrence__due_at") - APART - LATEST,
    )
    others = Occurrence.objects.filter(
        schedule__user=person,
        local_date=OuterRef("occurrence__local_date"),
        deliveries__state__in=activity.TRIED,
    ).exclude(pk=OuterRef("occurrence"))
    return Delivery.objects.filter(pk=pk).values_list(
        "occurrence__schedule__user__is_active",
        Exists(agreed.filter(purpose=Consent.Purpose.HEALTH_DATA)),
        Exists(agreed.filter(purpose=Consent.Purpose.REMINDERS)),
        Exists(address.filter(email__iexact=OuterRef("occurrence__schedule__user__email"))),
        Exists(Hold.objects.filter(user=person, lifted_at=None)),
        Exists(
            ChannelRest.objects.filter(user=person, channel=OuterRef("channel"), lifted_at=None)
        ),
        Exists(Session.objects.filter(user=person, local_date=OuterRef("occurrence__local_date"))),
        Exists(near),
        Exists(others),
        F("occurrence__schedule__version"),
        F("occurrence__version"),
    )


ask = Prepared(all_facts)


def why_not(delivery: Delivery, now: datetime) -> str:
    """The reason to leave this reminder out, or "" to send it. Asked again right before each try."""
    occurrence, facts = delivery.occurrence, Facts(*ask(delivery.pk))
    schedule = occurrence.schedule
    agreed = facts.health and facts.reminders
    if reason := refusal(facts.is_active, agreed, facts.hold):
        return reason
    if reason := channel_says_no(delivery, facts, now):
        return reason
    if schedule.ended_at:
        return Reason.ENDED
    if now > occurrence.expires_at:
        return Reason.LATE
    if reason := nothing_to_do(occurrence):
        return reason
    if occurrence.by_hand:
        return ""
    return out_of_step(occurrence, facts) or unwelcome(occurrence, facts, now)


def nothing_to_do(occurrence: Occurrence) -> str:
    """Is what it reminds of still there to be done?"""
    schedule = occurrence.schedule
    if schedule.about == About.WEEKLY:
        return week_says_no(schedule.user, occurrence)
    return "" if routine_for(schedule) else Reason.NO_PLAN


def week_says_no(user: User, occurrence: Occurrence) -> str:
    if not weekly.is_asked_for(user):
        return Reason.UNASKED
    return Reason.LOOKED if weekly.is_done(user, occurrence.local_date) else ""


def refusal(is_active: bool, agreed: bool, hold: bool) -> str:
    if not is_active:
        return Reason.INACTIVE
    if not agreed:
        return Reason.CONSENT
    return Reason.HOLD if hold else ""


def channel_says_no(delivery: Delivery, facts: Facts, now: datetime) -> str:
    if facts.resting:
        return Reason.BOUNCED
    if delivery.channel == Channel.PUSH:
        ready = PushSubscription.objects.ready(delivery.occurrence.schedule.user, now)
        return "" if ready else Reason.NO_DEVICE
    return "" if facts.address else Reason.ADDRESS


def out_of_step(occurrence: Occurrence, facts: Facts) -> str:
    """What can overtake a reminder set for a time, but not one asked for just now."""
    if facts.occurrence_version != facts.schedule_version:
        return Reason.SUPERSEDED
    of_session = occurrence.schedule.about == About.SESSION
    if of_session and facts.had_a_session and done_on(occurrence.schedule, occurrence.local_date):
        return Reason.DONE
    return Reason.TOO_SOON if facts.rang_near and rang_lately(occurrence) else ""


def unwelcome(occurrence: Occurrence, facts: Facts, now: datetime) -> str:
    """What the person asked of all their reminders, and the silence we keep when nobody answers."""
    schedule = occurrence.schedule
    if schedule.is_paused(now):
        return Reason.PAUSED
    catches_up = now - occurrence.due_at > policy.CATCH_UP
    if (catches_up or facts.rang_that_day) and (reason := too_much(occurrence, now)):
        return reason
    return Reason.IDLE if activity.idle(occurrence) is policy.Idle.SILENT else ""


def too_much(occurrence: Occurrence, now: datetime) -> str:
    schedule = occurrence.schedule
    wanted = Preferences.objects.of(schedule.user)
    if policy.too_late_for_quiet(occurrence.due_at, now, schedule.zone_info, wanted.quiet):
        return Reason.QUIET
    capped = not occurrence.was_put_off and activity.rung_on(occurrence) >= wanted.most_a_day
    return Reason.CAP if capped else ""


def rang_lately(occurrence: Occurrence) -> bool:
    others = Delivery.objects.filter(
        occurrence__schedule=occurrence.schedule,
        occurrence__slot=occurrence.slot,
        state__in=activity.TRIED,
    )
    close = others.filter(tries__started_at__gt=occurrence.due_at - APART).exclude(
        occurrence=occurrence
    )
    return close.exists()
