"""Many people with a reminder, written in bulk: for storms and for measuring."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from allauth.account.models import EmailAddress

from accounts.consent import CURRENT
from accounts.models import Consent, User
from reminders.models import LATEST, Delivery, Occurrence, Schedule
from reminders.schedule import EVERY_DAY, pack
from routines.models import Routine
from tests.reminders.conftest import make_routine

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
            Delivery(occurrence=occurrence, channel="email", next_try_at=at) for occurrence in found
        )
