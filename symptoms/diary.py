"""One person's whole diary for the charts, in one statement: log entries, session days, plan changes.

The database joins each column into one text, because ten years are 3,650 rows and it is the rows, not
the values, that take the time. The entries come from the index `log_by_day` alone, which holds every
column named here: no entry itself is read, however large the table. Notes stay sealed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

from django.db import connection

from routines.models import Plan, PlanDecision, Session
from symptoms.log_models import LogEntry, Sleep
from symptoms.trends import Reading

EPOCH = date(2000, 1, 1)  # days are counted from here
SLEEPS = {value[0]: value for value in Sleep.values}
POSTGRES = {
    "day": "({0} - DATE '2000-01-01')::text",
    "text": "{0}::text",
    "flag": "{0}::int::text",
    "keys": "translate({0}::text, '[]\" ', '')",
    "join": "string_agg",
    "instant": "extract(epoch FROM {0})::bigint::text",
}
SQLITE = {
    "day": "CAST(julianday({0}) - 2451544.5 AS INTEGER)",
    "text": "{0}",
    "flag": "{0}",
    "keys": "replace(replace(replace(replace({0}, '[', ''), ']', ''), '\"', ''), ' ', '')",
    "join": "group_concat",
    "instant": "strftime('%%s', {0})",
}


def statement() -> str:
    """Three texts joined side by side, each a single row."""
    say = POSTGRES if connection.vendor == "postgresql" else SQLITE
    join = say["join"]
    entry = {
        "day": say["day"].format("local_date"),
        "worst": say["text"].format("worst"),
        "interfere": f"coalesce({say['text'].format('interfere')}, '')",
        "late": say["flag"].format("late"),
        "sleep": "substr(sleep, 1, 1)",
        "tags": say["keys"].format("tags"),
    }
    joined = ", ".join(
        f"{join}({value}, '{'/' if name == 'tags' else ','}')" for name, value in entry.items()
    )
    # Table names come from our own models, never from a person.
    return f"""
        SELECT * FROM
          (SELECT {joined} FROM
            (SELECT local_date, worst, interfere, late, sleep, tags
             FROM {LogEntry._meta.db_table} WHERE user_id = %s ORDER BY local_date) AS entry) AS log,
          (SELECT {join}({entry["day"]}, ',') FROM
            (SELECT DISTINCT local_date FROM {Session._meta.db_table}
             WHERE user_id = %s ORDER BY local_date) AS session) AS done,
          (SELECT {join}(kind || ' ' || {say["instant"].format("at")}, ',') FROM
            (SELECT 'start' AS kind, created_at AS at FROM {Plan._meta.db_table} WHERE user_id = %s
             UNION ALL
             SELECT offer, decided_at FROM {PlanDecision._meta.db_table} AS decision
             JOIN {Plan._meta.db_table} AS plan ON plan.id = decision.plan_id
             WHERE plan.user_id = %s AND accepted) AS change) AS plans"""  # noqa: S608


@dataclass(frozen=True)
class Change:
    """A day on which the plan began or changed. kind: "start" or the name of the offer taken."""

    date: date
    kind: str


@dataclass(frozen=True)
class Diary:
    """Columns as the database joined them; `readings`, `sessions` and `changes` take them apart."""

    user: object
    columns: tuple[str | None, ...]

    @cached_property
    def days(self) -> list[int]:
        """The day of each entry, counted from EPOCH, oldest first."""
        return numbers(self.columns[0])

    def column(self, name: str) -> list[str]:
        place = ["day", "worst", "interfere", "late", "sleep", "tags"].index(name)
        joined = self.columns[place]
        return [] if joined is None else joined.split("/" if name == "tags" else ",")

    @cached_property
    def readings(self) -> list[Reading]:
        names = ("worst", "interfere", "late", "sleep", "tags")
        rows = zip(self.days, *(self.column(name) for name in names), strict=True)
        return [
            Reading(
                EPOCH + timedelta(days=day),
                int(worst),
                int(interfere) if interfere else None,
                late == "1",
                SLEEPS.get(sleep, ""),
                tuple(tags.split(",")) if tags else (),
            )
            for day, worst, interfere, late, sleep, tags in rows
        ]

    @cached_property
    def session_days(self) -> list[int]:
        return numbers(self.columns[6])

    @property
    def sessions(self) -> list[date]:
        return [EPOCH + timedelta(days=day) for day in self.session_days]

    @cached_property
    def changes(self) -> list[Change]:
        return sorted(self._changes(), key=lambda change: change.date)

    def _changes(self) -> Iterator[Change]:
        for one in (self.columns[7] or "").split(","):
            kind, _, at = one.partition(" ")
            if at:
                yield Change(self.user.local_date(datetime.fromtimestamp(int(at), UTC)), kind)


def numbers(joined: str | None) -> list[int]:
    return [int(one) for one in joined.split(",")] if joined else []


def read(user) -> Diary:
    """Everything the charts need of this person, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(statement(), [user.pk] * 4)
        return Diary(user, cursor.fetchone())
