"""The log of many people on PostgreSQL: reading one diary for the charts, its data, and saving an entry.

10 million rows by hand, on an empty database of your own that was migrated:
DATABASE_URL=... python -m benchmarks.on_diary 10000000
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests import stores

ROOT = Path(__file__).resolve().parent.parent
SIZES = (100_000, 1_000_000)


def measure() -> str:
    found = {rows: on_a_database_of_its_own(rows) for rows in SIZES}
    return table(found)


def on_a_database_of_its_own(rows: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder, stores.postgres_server(fsync="on") as (url, _):
        env = os.environ | {"DATABASE_URL": url, "REDIS_URL": "", "VAR_DIR": folder, "DEBUG": "0"}
        run([sys.executable, "manage.py", "migrate", "-v0"], env)
        return json.loads(run([sys.executable, "-m", "benchmarks.on_diary", str(rows)], env))


def run(command: list[str], env: dict) -> str:
    done = subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


def table(found: dict[int, dict[str, float]]) -> str:
    lines = [
        "Ten years of one person (3,650 entries) among so many rows; medians, a new person each time.",
        "",
        "| rows | SQL ms | buffers of the entries | buffers in all | CPU ms of the data | save p99 ms | times INSERT + COMMIT |",
        "|---|---|---|---|---|---|---|",
    ]
    for rows, saw in found.items():
        ratio = saw["save_p99"] / saw["bare_p99"]
        lines.append(
            f"| {rows:,} | {saw['sql_ms']:.2f} | {saw['buffers_of_entries']:.0f} | {saw['buffers']:.0f} | {saw['cpu_ms']:.1f} | {saw['save_p99']:.2f} | {ratio:.1f} |"
        )
    small, large = (found[rows]["sql_ms"] for rows in SIZES)
    return "\n".join([*lines, "", f"SQL at the largest over the smallest: {large / small:.2f}."])
