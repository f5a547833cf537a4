"""One person's whole diary for the charts, in one statement: log entries, session days, plan changes.

The database joins each column into one text, because ten years are 3,650 rows and it is the rows, not
the values, that take the time. For the same reason an entry's small answers travel as one number
(symptoms/log_packed.py), which stands in the index `log_by_day`: no entry itself is read, however
large the table. Notes stay sealed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.db import connection

from routines.models import Plan, PlanDecision, Session
from symptoms.log_models import LogEntry
from symptoms.log_packed import Entry
from symptoms.trends import Reading

EPOCH = date(2000, 1, 1)  # days are counted from here
POSTGRES = {
    "day": "(local_date - DATE '2000-01-01')::text",
    "instant": "extract(epoch FROM at)::bigint::text",
    "join": "string_agg",
}
SQLITE = {
    "day": "CAST(julianday(local_date) - 2451544.5 AS INTEGER)",
    "instant": "strftime('%%s', at)",
    "join": "group_concat",
}


def statement() -> str:
    """Texts joined side by side, in a single row: days, packed answers, session days, changes."""
    say = POSTGRES if connection.vendor == "postgresql" else SQLITE
    join, day = say["join"], say["day"]
    log, session, plan, decision = (
        model._meta.db_table for model in (LogEntry, Session, Plan, PlanDecision)
    )
    # Table names come from our own models, never from a person.
    return f"""
        SELECT * FROM
          (SELECT {join}({day}, ','), {join}(CAST(packed AS text), ',') FROM
            (SELECT local_date, packed
             FROM {log} WHERE user_id = %s ORDER BY local_date) AS entry) AS entries,
          (SELECT {join}({day}, ',') FROM
            (SELECT DISTINCT local_date
             FROM {session} WHERE user_id = %s ORDER BY local_date) AS done) AS sessions,
          (SELECT {join}(kind || ' ' || {say["instant"]}, ',') FROM
            (SELECT 'start' AS kind, created_at AS at FROM {plan} WHERE user_id = %s
             UNION ALL
             SELECT offer, decided_at FROM {decision} AS decision
             JOIN {plan} AS plan ON plan.id = decision.plan_id
             WHERE plan.user_id = %s AND accepted) AS change) AS changes"""  # noqa: S608


PARAMETERS = 4  # places for the person's id


@dataclass(frozen=True)
class Change:
    """A day on which the plan began or changed. kind: "start" or the name of the offer taken."""

    date: date
    kind: str


@dataclass(frozen=True)
class Diary:
    """Columns as the database joined them; the properties take them apart."""

    user: Any
    columns: tuple[str | None, ...]

    @cached_property
    def days(self) -> list[int]:
        """The day of each entry, counted from EPOCH, oldest first."""
        return numbers(self.columns[0])

    @cached_property
    def entries(self) -> list[Entry]:
        return [Entry.of(packed) for packed in numbers(self.columns[1])]

    @cached_property
    def readings(self) -> list[Reading]:
        """Every entry, oldest first."""
        return [
            Reading(EPOCH + timedelta(days=day), *entry)
            for day, entry in zip(self.days, self.entries, strict=True)
        ]

    @cached_property
    def session_days(self) -> list[int]:
        return numbers(self.columns[2])

    @property
    def sessions(self) -> list[date]:
        return [EPOCH + timedelta(days=day) for day in self.session_days]

    @cached_property
    def changes(self) -> list[Change]:
        return sorted(self._changes(), key=lambda change: change.date)

    def _changes(self) -> Iterator[Change]:
        for one in (self.columns[3] or "").split(","):
            kind, _, at = one.partition(" ")
            if at:
                yield Change(self.user.local_date(datetime.fromtimestamp(int(at), UTC)), kind)


def numbers(joined: str | None) -> list[int]:
    return [int(one) for one in joined.split(",")] if joined else []


def read(user) -> Diary:
    """Everything the charts need of this person, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(statement(), [user.pk] * PARAMETERS)
        return Diary(user, cursor.fetchone())
