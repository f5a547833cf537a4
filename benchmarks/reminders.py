"""What the reminder ledger costs, beside the bare limit of what it stands on. PostgreSQL and post office are its own.

The sizes shrink with BENCH_SCALE (0.1 is a tenth), for a quick look.
"""

import contextlib
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg2

from tests import stores
from tests.chaos.stage import post_office, process

ROOT = Path(__file__).resolve().parent.parent
SCALE = float(os.environ.get("BENCH_SCALE", "1"))
SENDERS = 2
Fresh = Callable[[], dict]


def size(count: int) -> int:
    return max(int(count * SCALE), 1)


def measure() -> str:
    with place() as fresh:
        parts = [idle, claiming, mails, planning, at_one_minute]
        return "\n\n".join(part(fresh) for part in parts)


@contextlib.contextmanager
def place() -> Iterator[Fresh]:
    """A PostgreSQL and a post office; yields what makes the environment of one more empty site on them."""
    with tempfile.TemporaryDirectory(prefix="bench") as folder, contextlib.ExitStack() as running:
        env = os.environ | {"VAR_DIR": folder, "REDIS_URL": "", "LOG_LEVEL": "ERROR"}
        env["DATABASE_URL"] = running.enter_context(stores.postgres())
        server = env["DATABASE_URL"].rpartition("/")[0]
        port = running.enter_context(post_office(Path(folder), 0, 0, 0))
        env |= {"EMAIL_URL": f"smtp+plain://127.0.0.1:{port}", "SWEEP_SECONDS": "1"}
        command = [sys.executable, "manage.py", "migrate", "-v0"]
        subprocess.run(command, cwd=ROOT, env=env, check=True)
        numbers = itertools.count(1)

        def fresh() -> dict:
            name = f"site{next(numbers)}"
            with contextlib.closing(psycopg2.connect(f"{server}/postgres")) as to:
                to.autocommit = True
                to.cursor().execute(f"CREATE DATABASE {name} TEMPLATE psoascare")
            return env | {"DATABASE_URL": f"{server}/{name}"}

        yield fresh


def run(env: dict, name: str, count: int) -> dict:
    command = [sys.executable, "-m", "benchmarks.on_ledger", name, str(count)]
    answer = subprocess.run(
        command, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True
    )
    return json.loads(answer.stdout.splitlines()[-1])


def idle(fresh: Fresh) -> str:
    found = {}
    for count in (0, size(10_000), size(100_000), size(1_000_000)):
        found[count] = run(fresh(), "idle", count)
    base = found[size(10_000)]["wall_ms"]
    lines = [
        "**A sweep with nothing to do**, PostgreSQL, median of 50.",
        "",
        "| schedules | ms | CPU ms | against 10,000 |",
        "|---|---|---|---|",
    ]
    for count, row in found.items():
        lines.append(
            f"| {count:,} | {row['wall_ms']:.1f} | {row['cpu_ms']:.1f} | {row['wall_ms'] / base:.2f} |"
        )
    return "\n".join(lines)


def claiming(fresh: Fresh) -> str:
    found = run(fresh(), "claim", size(10_000))
    lines = [
        f"**Claiming**, {size(10_000):,} due, one process, batches as in `sending`, median of 3 in turn.",
        "",
        "| what | rows a second | share of the bare statement |",
        "|---|---|---|",
    ]
    words = {
        "bare": "the bare UPDATE … SKIP LOCKED … RETURNING",
        "claim": "our claim",
        "record": "claim, last look, intent and outcome of each on disk",
    }
    for name, what in words.items():
        lines.append(f"| {what} | {found[name]:,.0f} | {found[name] / found['bare']:.2f} |")
    return "\n".join(lines)


def mails(fresh: Fresh) -> str:
    count = size(2000)
    found = run(fresh(), "mails", count)
    return "\n".join(
        [
            f"**Mails to a post office on this machine**, {count:,} due, one process, median of 3 in turn.",
            "",
            "| what | mails a second | share |",
            "|---|---|---|",
            f"| ready bytes on one line, no ledger | {found['limit']:,.0f} | 1.00 |",
            f"| reminders, {found['cpu_ms']:.1f} ms CPU each | {found['sent']:,.0f} | {found['sent'] / found['limit']:.2f} |",
        ]
    )


def planning(fresh: Fresh) -> str:
    count = size(100_000)
    found = run(fresh(), "plan", count)
    return "\n".join(
        [
            f"**Planning 48 hours for {count:,} schedules**, one process.",
            "",
            "| pass | seconds | schedules a second |",
            "|---|---|---|",
            f"| the first, which writes two reminders each | {found['first_s']:.1f} | {count / found['first_s']:,.0f} |",
            f"| again, twice a day, with nothing new | {found['again_s']:.1f} | {count / found['again_s']:,.0f} |",
        ]
    )


def at_one_minute(fresh: Fresh) -> str:
    count = size(10_000)
    env = fresh()
    run(env, "due_at_one_minute", count)
    with senders(env):
        end = time.monotonic() + 1800
        while (found := run(env, "lateness", count))["open"]:
            assert time.monotonic() < end, found
            time.sleep(1)
    return "\n".join(
        [
            f"**{count:,} due at one moment**, {SENDERS} senders: how late the mail was taken.",
            "",
            "| p50 | p99 | the last |",
            "|---|---|---|",
            f"| {found['p50']:.1f} s | {found['p99']:.1f} s | {found['last']:.1f} s |",
        ]
    )


@contextlib.contextmanager
def senders(env: dict) -> Iterator[None]:
    folder = Path(env["VAR_DIR"])
    with contextlib.ExitStack() as running:
        nursery = running.enter_context(process(["tests.chaos.nursery", "{}"], env, folder))
        nursery.stdout.readline()
        for _ in range(SENDERS):
            nursery.stdin.write(json.dumps({"do": "start", "role": "sweeper"}) + "\n")
            nursery.stdin.flush()
            nursery.stdout.readline()
        yield
