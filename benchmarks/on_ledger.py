"""What benchmarks.reminders measures, in a process of its own on a database of its own.

python -m benchmarks.on_ledger NAME [NUMBER]      prints one JSON object
"""

import json
import os
import statistics
import sys
import time
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from smtplib import SMTP

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "psoascare.settings"
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from reminders import planner, sending  # noqa: E402
from reminders.channels import SENT  # noqa: E402
from reminders.clock import database_now  # noqa: E402
from reminders.models import LATEST, Attempt, Delivery, Occurrence, Schedule  # noqa: E402
from tests.chaos import crowd  # noqa: E402

BARE_CLAIM = """
    UPDATE reminders_delivery d SET state = 'claimed', owner = 'bare', lease_until = now() + interval '60 s'
    FROM (SELECT id FROM reminders_delivery WHERE state = 'due' AND next_try_at <= now()
          ORDER BY next_try_at, id LIMIT %s FOR UPDATE SKIP LOCKED) due
    WHERE d.id = due.id RETURNING d.id"""


class Nowhere:
    """A channel that takes everything at once: what is left is the ledger's own cost."""

    def __enter__(self):
        return self

    def __exit__(self, *exc) -> None:
        pass

    def message(self, delivery, now) -> str:
        return ""

    def send(self, message):
        return SENT


# ------------------------------------------------------------------ filling the ledger


def multiply(model, count: int, **columns: str) -> None:
    """Copies of the first row, by the database itself. columns: SQL for those that differ, with n for the number."""
    names = [field.column for field in model._meta.concrete_fields if not field.primary_key]
    values = ", ".join(columns.get(name, f"first.{name}") for name in names)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(names)}) SELECT {values} "
            f"FROM (SELECT * FROM {table} ORDER BY id LIMIT 1) first, generate_series(1, {count}) n"
        )
        cursor.execute(f"ANALYZE {table}")


def many_schedules(count: int, planned: bool) -> None:
    """planned: each with one reminder that falls due later, spread over a day; else none is planned yet."""
    now = database_now()
    [row] = crowd.schedules(1, now)
    if planned:
        crowd.due([row], now + timedelta(days=1))
    multiply(Schedule, count - 1, public_id="gen_random_uuid()")
    if planned:
        first = Schedule.objects.order_by("pk")[1].pk
        multiply(Occurrence, count - 1, schedule_id=f"{first} - 1 + n")
        base = Occurrence.objects.order_by("pk")[1].pk
        later = "first.next_try_at + (n % 86400) * interval '1 second'"
        multiply(
            Delivery,
            count - 1,
            public_id="gen_random_uuid()",
            occurrence_id=f"{base} - 1 + n",
            next_try_at=later,
        )
    else:
        Schedule.objects.update(planned_through=None, plan_at=now)


def people_due(count: int) -> None:
    now = database_now()
    crowd.due(crowd.schedules(count, now), now - timedelta(seconds=1))


def set_due_again() -> None:
    now = database_now()
    Attempt.objects.all().delete()
    Occurrence.objects.update(due_at=now, expires_at=now + LATEST, status="planned")
    Delivery.objects.update(state="due", owner="", lease_until=None, attempts=0, next_try_at=now)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE reminders_delivery")


# ------------------------------------------------------------------ measuring


def idle(count: int) -> dict:
    """A sweep that finds nothing to do."""
    if count:
        many_schedules(count, planned=True)
    walls, cpus = [], []
    for _ in range(60):
        began, used = time.perf_counter(), time.process_time()
        sending.sweep(database_now())
        walls.append(time.perf_counter() - began)
        cpus.append(time.process_time() - used)
    return {
        "wall_ms": statistics.median(walls[10:]) * 1e3,
        "cpu_ms": statistics.median(cpus[10:]) * 1e3,
    }


def claim(count: int) -> dict:
    """Rows a second: the bare statement, our claim, and claim + last look + intent + record, in turn."""
    people_due(count)
    found: dict[str, list[float]] = {"bare": [], "claim": [], "record": []}
    ways = {"bare": drain_bare, "claim": drain_claim, "record": drain_record}
    for _ in range(3):
        for name, drain in ways.items():
            set_due_again()
            began = time.perf_counter()
            drain()
            found[name].append(count / (time.perf_counter() - began))
    return {name: statistics.median(rates) for name, rates in found.items()}


def drain_bare() -> None:
    with connection.cursor() as cursor:
        while True:
            with transaction.atomic():
                cursor.execute(BARE_CLAIM, [sending.BATCH])
                if not cursor.fetchall():
                    return


def drain_claim() -> None:
    while sending.claim("bench", database_now()):
        pass


def drain_record() -> None:
    sending.CHANNELS = {"email": Nowhere}
    sending.SWEEP_BUDGET = 10**6
    sending.sweep(database_now())


def mails(count: int) -> dict:
    """Mails a second to the post office from one process, and what the post office can take at all."""
    people_due(count)
    sending.SWEEP_BUDGET = 10**6
    rates: dict[str, list[float]] = {"sent": [], "limit": []}
    used = 0.0
    for _ in range(3):
        set_due_again()
        began, cpu = time.perf_counter(), time.process_time()
        sending.sweep(database_now())
        used = time.process_time() - cpu
        rates["sent"].append(count / (time.perf_counter() - began))
        began = time.perf_counter()
        post(count)
        rates["limit"].append(count / (time.perf_counter() - began))
    return {name: statistics.median(each) for name, each in rates.items()} | {
        "cpu_ms": used / count * 1e3
    }


def post(count: int) -> None:
    letter = EmailMessage()
    letter["Message-ID"], letter["Subject"] = "<limit@localhost>", "A letter"
    letter.set_content("Six minutes for yourself?\n" * 20)
    letter.add_alternative("<p>Six minutes for yourself?</p>" * 20, subtype="html")
    data = letter.as_bytes()
    with SMTP("127.0.0.1", settings.EMAIL_PORT) as line:
        for _ in range(count):
            line.sendmail("a@example.org", ["b@example.org"], data)


def plan(count: int) -> dict:
    many_schedules(count, planned=False)
    planner.BUDGET = 10**6
    began, cpu = time.perf_counter(), time.process_time()
    planner.plan_all(database_now())
    first = time.perf_counter() - began
    used = time.process_time() - cpu
    assert Delivery.objects.count() >= 2 * count
    Schedule.objects.update(plan_at=database_now())
    began = time.perf_counter()
    planner.plan_all(database_now())
    return {"first_s": first, "again_s": time.perf_counter() - began, "cpu_s": used}


def due_at_one_minute(count: int) -> dict:
    """Sets them due a few seconds from now; benchmarks.reminders starts the senders."""
    now = database_now()
    crowd.due(crowd.schedules(count, now), now + timedelta(seconds=5 + count / 2000))
    return {}


def lateness(count: int) -> dict:
    """How late each mail of `due_at_one_minute` was taken, once all are; how many are still open before."""
    rows = Attempt.objects.filter(outcome="sent").values_list(
        "ended_at", "delivery__occurrence__due_at"
    )
    late = sorted((ended - due).total_seconds() for ended, due in rows)
    if len(late) < count:
        return {"open": count - len(late)}
    return {"open": 0, "p50": late[count // 2], "p99": late[int(count * 0.99)], "last": late[-1]}


NAMES = {
    "idle": idle,
    "claim": claim,
    "mails": mails,
    "plan": plan,
    "due_at_one_minute": due_at_one_minute,
    "lateness": lateness,
}

if __name__ == "__main__":
    assert Path(settings.VAR_DIR).name.startswith("bench"), "only on a database made for measuring"
    print(json.dumps(NAMES[sys.argv[1]](int(sys.argv[2]))))
