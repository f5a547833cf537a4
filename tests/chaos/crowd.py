"""Many people with a reminder, written in bulk: for storms and for measuring."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from accounts.consent import CURRENT
from accounts.models import Consent, User
from reminders.models import LATEST, Delivery, Occurrence, PushSubscription, Schedule
from reminders.schedule import EVERY_DAY, pack
from routines.models import Routine
from tests.reminders.conftest import make_routine
from tests.reminders.push_service import Browser

CHUNK = 2000
FAR = timedelta(days=365)


def a_routine() -> Routine:
    found = Routine.objects.filter(key="r_crowd").first()
    return found or make_routine("r_crowd", "crowd", "Six quiet minutes", seconds=360)


def schedules(
    count: int, now: datetime, plan_at: datetime | None = None, at=time(8, 0)
) -> list[Schedule]:
    """People who agreed and confirmed, each with one daily reminder. The planner leaves them alone until `plan_at`."""
    routine, made = a_routine(), []
    first = User.objects.count()
    for start in range(first, first + count, CHUNK):
        names = range(start, min(start + CHUNK, first + count))
        people = User.objects.bulk_create(
            User(email=f"p{n}@example.org", password="!", time_zone="UTC", over_16_at=now)
            for n in names
        )
        agree(people, now)
        made += Schedule.objects.bulk_create(
            Schedule(
                user=person,
                days=pack(EVERY_DAY),
                local_time=at,
                routine=routine,
                created_at=now,
                planned_through=now + timedelta(days=2) if plan_at is None else None,
                plan_at=plan_at or now + FAR,
            )
            for person in people
        )
    return made


def agree(people: Iterable[User], now: datetime) -> None:
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, verified=True, primary=True)
        for person in people
    )
    Consent.objects.bulk_create(
        Consent(user=person, purpose=purpose, text_version=CURRENT[purpose], given_at=now)
        for person in people
        for purpose in ("health_data", "reminders")
    )


def also_push(rows: Iterable[Schedule], origin: str, now: datetime) -> None:
    """A browser for each of these people, in which they are signed in and asked for notifications too."""
    rows, keys = list(rows), Browser("").keys()
    for row in rows:
        row.channels = ["email", "push"]
    Schedule.objects.bulk_update(rows, ["channels"], batch_size=CHUNK)
    PushSubscription.objects.bulk_create(
        PushSubscription(
            user=row.user,
            session_key=visit_of(row.user),
            endpoint=f"{origin}/device/{row.user.pk}",
            created_at=now,
            **keys,
        )
        for row in rows
    )


def visit_of(person: User) -> str:
    visit = SessionStore()
    visit[SESSION_KEY] = str(person.pk)
    visit[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    visit[HASH_SESSION_KEY] = person.get_session_auth_hash()
    visit.create()
    return visit.session_key


def due(rows: Iterable[Schedule], at: datetime) -> None:
    """Each of these falls due at one moment."""
    rows = list(rows)
    for start in range(0, len(rows), CHUNK):
        found = Occurrence.objects.bulk_create(
            Occurrence(
                schedule=row,
                local_date=at.date(),
                due_at=at,
                expires_at=at + LATEST,
                version=row.version,
            )
            for row in rows[start : start + CHUNK]
        )
        Delivery.objects.bulk_create(
            Delivery(occurrence=occurrence, channel=channel, next_try_at=at)
            for occurrence in found
            for channel in occurrence.schedule.channels
        )
