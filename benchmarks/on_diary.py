"""What benchmarks.diary measures, in a process of its own on a database of its own.

python -m benchmarks.on_diary ROWS      fills the log, measures, and prints one JSON object
"""

import gzip
import json
import os
import random
import statistics
import sys
import time
import uuid
from collections.abc import Callable, Iterator

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "psoascare.settings"
django.setup()

from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import User  # noqa: E402
from symptoms import diary, trend_data  # noqa: E402

DAYS = 3650
SAMPLES, SAVES = 60, 1000
PEOPLE = """
    INSERT INTO accounts_user (password, is_superuser, public_id, email, time_zone, region, is_active, is_staff, date_joined)
    SELECT '!', false, gen_random_uuid(), 'p' || n || '@example.org', 'Europe/London', 'GB', true, false, now()
    FROM generate_series(1, %s) n"""
# Laid down day by day, as real use does: one person's days lie far apart. The ids only need to differ.
ENTRIES = """
    INSERT INTO symptoms_logentry (user_id, public_id, key, local_date, logged_at, late, worst, interfere,
                                   morning, routine_done, sleep, tags, sites, note)
    SELECT person.id, made, made, DATE '2016-11-24' + d, TIMESTAMPTZ '2016-11-24 18:00Z' + d * interval '1 day',
           random() < .05, (random() * 10)::int, (random() * 10)::int, '', 'all',
           (array['good', 'ok', 'poor', ''])[1 + (random() * 3)::int],
           CASE WHEN random() < .3 THEN '["long_sitting"]'::jsonb ELSE '[]'::jsonb END, '["groin_r"]'::jsonb,
           CASE WHEN random() < .2 THEN repeat('gAAAAABsealed', 12) ELSE '' END
    FROM generate_series(0, %s - 1) d
    CROSS JOIN (SELECT id, row_number() OVER (ORDER BY id) n FROM accounts_user) person
    CROSS JOIN LATERAL (SELECT lpad(to_hex(d * 100000 + person.n), 32, '0')::uuid AS made) name
    ORDER BY d, person.n"""
SAVE = """
    INSERT INTO symptoms_logentry (user_id, public_id, key, local_date, logged_at, late, worst, interfere,
                                   morning, routine_done, sleep, tags, sites, note)
    VALUES (%s, %s, %s, '2026-12-01', now(), false, 4, 3, '', 'all', 'good', '[]', '[]', '')"""


def fill(rows: int) -> list[User]:
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")  # a page may not take so long, this may
        cursor.execute(PEOPLE, [max(1, round(rows / DAYS))])
        cursor.execute(ENTRIES, [DAYS])
        cursor.execute("VACUUM ANALYZE symptoms_logentry")
        cursor.execute("CHECKPOINT")  # or writing all this out would fall among the saves
        cursor.execute("RESET statement_timeout")
    return list(User.objects.all())


def plans(people: list[User]) -> dict[str, float]:
    """The diary's statement, a new person each time: its time in the server and the pages it touched."""
    times, pages, entries = [], [], []
    with connection.cursor() as cursor:
        for user in random.sample(people, min(SAMPLES, len(people))):
            explain = "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) "
            cursor.execute(explain + diary.statement(), [user.pk] * diary.PARAMETERS)
            plan = cursor.fetchone()[0][0]
            times.append(plan["Execution Time"])
            pages.append(touched(plan["Plan"]))
            entries.append(sum(touched(node) for node in nodes(plan["Plan"], "log_by_day")))
    return {
        "sql_ms": statistics.median(times),
        "buffers": statistics.median(pages),
        "buffers_of_entries": statistics.median(entries),
    }


def touched(node: dict) -> int:
    return node["Shared Hit Blocks"] + node["Shared Read Blocks"]


def nodes(node: dict, index: str) -> Iterator[dict]:
    """The parts of a plan that read this index."""
    if node.get("Index Name") == index:
        yield node
    for below in node.get("Plans", []):
        yield from nodes(below, index)


def payload(people: list[User]) -> dict[str, float]:
    """The chart's data for one person, from the query to the compressed bytes: CPU and size."""
    spent, sizes = [], []
    for user in random.sample(people, min(SAMPLES, len(people))):
        began = time.process_time()
        sizes.append(len(gzip.compress(trend_data.columns(diary.read(user)).encode(), 6)))
        spent.append((time.process_time() - began) * 1e3)
    return {"cpu_ms": statistics.median(spent), "random_bytes": statistics.median(sizes)}


def saves(people: list[User]) -> dict[str, float]:
    """Saving an entry, and the same INSERT and COMMIT by psycopg2 alone, in turn: the 99th percentiles."""
    answers = {"worst": 4, "interfere": 3, "routine_done": "all", "sleep": "good"}
    now = timezone.now()

    def ours(user: User) -> None:
        user.log_entries.record(uuid.uuid4(), user.local_date(now), answers, now)

    def bare(user: User) -> None:
        with connection.connection.cursor() as cursor:
            cursor.execute(SAVE, [user.pk, str(uuid.uuid4()), str(uuid.uuid4())])

    turns: dict[Callable, list[float]] = {ours: [], bare: []}
    for _ in range(SAVES):
        for save, times in turns.items():
            began = time.perf_counter()
            save(random.choice(people))
            times.append((time.perf_counter() - began) * 1e3)
    ours_ms, bare_ms = (statistics.quantiles(times, n=100)[-1] for times in turns.values())
    return {"save_p99": ours_ms, "bare_p99": bare_ms}


def main() -> None:
    people = fill(int(sys.argv[1]))
    connection.ensure_connection()
    plans(people)  # the first only warms up
    print(json.dumps({**plans(people), **payload(people), **saves(people)}))


main()
