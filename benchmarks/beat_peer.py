"""The same load the usual way: one django-celery-beat entry a person. It lives in var/peer and is no dependency of ours."""

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

from benchmarks.reminders import size
from tests import stores

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "var" / "peer"
PACKAGES = ["django-celery-beat==2.9.0", "celery[redis]==5.7.0", "packaging", "psycopg2-binary"]


def measure() -> str:
    entries, due = size(10_000), size(1_000)
    with stores.postgres() as database, stores.redis() as broker:
        env = os.environ | {"DATABASE_URL": database, "REDIS_URL": broker}
        script = str(ROOT / "benchmarks" / "peer_beat.py")
        answer = subprocess.run(
            [python(), script, str(entries), str(due)],
            cwd=HOME,
            env=env,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    found = json.loads(answer.stdout.splitlines()[-1])
    return "\n".join(
        [
            f"django-celery-beat, {entries:,} entries within two hours, {due:,} of them at one minute; publishing alone, nothing is sent.",
            "",
            "| idle tick | tick after one person's edit | lateness p50 | p99 | fired |",
            "|---|---|---|---|---|",
            f"| {found['idle_ms']:.1f} ms | {found['edit_s']:.2f} s | {found['p50']:.1f} s | {found['p99']:.1f} s | {found['fired']:,} |",
        ]
    )


def python() -> str:
    """The peer's own interpreter, made on first use."""
    program = HOME / "bin" / "python"
    if not program.exists():
        print("Making var/peer for django-celery-beat …", file=sys.stderr)
        venv.create(HOME, with_pip=True)
        subprocess.run([program, "-m", "pip", "install", "-q", *PACKAGES], check=True)
    return str(program)
