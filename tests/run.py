"""What script/test does: the same tests on SQLite, then on PostgreSQL + Redis, then what kills servers."""

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile

from tests import stores
from tests.which import KEPT_OR_SENT, QUICK, STORE_FREE

IN_CI = os.environ.get("CI") == "true"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
NONE_COLLECTED = 5
LEFT_OUT = (
    "Left out: what is slow, most of the browser's tests, and on PostgreSQL and Redis"
    " what is neither kept nor sent. script/test --all runs it."
)


def main() -> int:
    options, named = read_options()
    missing: list[str] = []
    marks = ["not chaos"]
    if not options.all:
        marks.append("not slow" if named else f"({QUICK})")
    if not any(map(shutil.which, CHROMIUM)):
        missing.append(
            "the browser tests: no Chromium was found (script/setup --browser installs one)"
        )
        marks.append("not browser")

    codes = [run_on_sqlite(named, marks)]
    if options.both or not named:
        where = named or (whole_of_postgres() if options.all else KEPT_OR_SENT)
        codes.append(run_on_postgres_and_redis(where, marks, missing))
    if options.all:
        codes.append(run_chaos(named))
    elif not named:
        print(LEFT_OUT)
    for what in missing:
        print(f"Not run: {what}.")
    return 1 if any(codes) or (IN_CI and missing) else 0


def read_options() -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(
        prog="script/test", description="Run the tests. Anything else is passed on to pytest."
    )
    parser.add_argument("--all", action="store_true", help="run every test there is")
    parser.add_argument(
        "--both", action="store_true", help="with pytest arguments: run on both stacks"
    )
    return parser.parse_known_args()


def run_on_sqlite(named: list[str], marks: list[str]) -> int:
    return run(
        "SQLite",
        named,
        [*marks, "not postgres", "not redis"],
        {"DATABASE_URL": "", "REDIS_URL": ""},
    )


def whole_of_postgres() -> list[str]:
    return [f"--ignore={path}" for path in STORE_FREE]


def run_on_postgres_and_redis(where: list[str], marks: list[str], missing: list[str]) -> int:
    """Uses the servers named in the environment, each in a database of its own; else starts private ones.

    What is slow ran beside SQLite; here only where it is about PostgreSQL.
    """
    with contextlib.ExitStack() as started:
        urls = {name: os.environ.get(name, "") for name in ("DATABASE_URL", "REDIS_URL")}
        if not urls["DATABASE_URL"] and stores.postgres_programs():
            urls["DATABASE_URL"] = started.enter_context(stores.postgres())
        if not urls["REDIS_URL"] and stores.redis_program():
            urls["REDIS_URL"] = started.enter_context(stores.redis())
        if absent := [name for name, url in urls.items() if not url]:
            missing.append(
                f"the tests on PostgreSQL and Redis: no server for {' and '.join(absent)} was found"
            )
            return 0
        return run(
            "PostgreSQL and Redis", where, [*marks, "not sqlite", "(postgres or not slow)"], urls
        )


def run_chaos(named: list[str]) -> int:
    """What kills processes and servers starts them itself, on both stacks; without programs it is skipped."""
    marks = ["chaos"]
    if not (stores.postgres_programs() and stores.redis_program()):
        marks += ["not postgres", "not redis"]
    # A storm may last for minutes; it says itself when it is stuck.
    where = [*(named or ["tests/chaos"]), "-o", "faulthandler_timeout=0"]
    return run("Killing", where, marks, {"DATABASE_URL": "", "REDIS_URL": ""})


def run(title: str, where: list[str], marks: list[str], urls: dict[str, str]) -> int:
    """One pytest run in a runtime folder of its own. Returns 0 when every test that ran passed."""
    print(f"\n== {title}", flush=True)
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "-p", "tests.skips"]
    if "-m" not in where:
        command += ["-m", " and ".join(marks)]
    with tempfile.TemporaryDirectory(prefix="psoascare-test-") as folder:
        code = subprocess.run(
            [*command, *where], env={**os.environ, **urls, "VAR_DIR": folder}
        ).returncode
    return 0 if code == NONE_COLLECTED and where else code


if __name__ == "__main__":
    sys.exit(main())
