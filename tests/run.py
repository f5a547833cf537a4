"""What script/test does: the same tests on SQLite, then on PostgreSQL + Redis."""

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile

from tests import stores

IN_CI = os.environ.get("CI") == "true"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
NONE_COLLECTED = 5
# These ask nothing of the database or the broker, or no more than other tests do: one run of them says all.
STORE_FREE = ["tests/figures", "tests/repo", "tests/offline", "tests/safety/test_hazards.py"]
STORE_FREE += ["tests/safety/test_mutants.py", "tests/safety/test_no_routine_with_a_flag.py"]
# Each call ends its own connection, which a test's transaction on PostgreSQL is.
STORE_FREE += ["tests/api/test_fuzz.py"]
STORE_FREE += [
    f"tests/articles/test_{name}.py"
    for name in ("xss", "uploads", "in_browser", "editing_in_browser", "drawings", "prose")
]
STORE_FREE += [f"tests/routines/test_player_{name}.py" for name in ("in_browser", "states")]
STORE_FREE += [
    f"tests/symptoms/test_{name}.py"
    for name in (
        *("definition", "engine", "engine_table", "lengths", "proof", "proof_encoding"),
        *("proof_unsafe_edits", "reading_grade", "review", "what_if", "wording"),
        *("self_check_in_browser", "log_in_browser", "trend_thresholds"),
    )
]


def main() -> int:
    options, pytest_args = read_options()
    missing = []
    marks = [] if options.all else ["not slow"]
    if not any(map(shutil.which, CHROMIUM)):
        missing.append(
            "the browser tests: no Chromium was found (script/setup --browser installs one)"
        )
        marks.append("not browser")

    codes = [run_on_sqlite(pytest_args, marks)]
    if options.both or not pytest_args:
        codes.append(run_on_postgres_and_redis(pytest_args, marks, missing))
    if not options.all and not pytest_args:
        print("Left out: tests marked slow (script/test --all runs them).")
    for what in missing:
        print(f"Not run: {what}.")
    return 1 if any(codes) or (IN_CI and missing) else 0


def read_options() -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(
        prog="script/test", description="Run the tests. Anything else is passed on to pytest."
    )
    parser.add_argument("--all", action="store_true", help="run the slow tests too")
    parser.add_argument(
        "--both", action="store_true", help="with pytest arguments: run on both stacks"
    )
    return parser.parse_known_args()


def run_on_sqlite(pytest_args: list[str], marks: list[str]) -> int:
    return run(
        "SQLite",
        pytest_args,
        [*marks, "not postgres", "not redis"],
        {"DATABASE_URL": "", "REDIS_URL": ""},
    )


def run_on_postgres_and_redis(pytest_args: list[str], marks: list[str], missing: list[str]) -> int:
    """Uses the servers named in the environment, each in a database of its own; else starts private ones."""
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
        left_out = [] if pytest_args else [f"--ignore={path}" for path in STORE_FREE]
        return run("PostgreSQL and Redis", [*pytest_args, *left_out], [*marks, "not sqlite"], urls)


def run(title: str, pytest_args: list[str], marks: list[str], urls: dict[str, str]) -> int:
    """One pytest run in a runtime folder of its own. Returns 0 when every test that ran passed."""
    print(f"\n== {title}", flush=True)
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "-p", "tests.skips"]
    if "-m" not in pytest_args:
        command += ["-m", " and ".join(marks)]
    with tempfile.TemporaryDirectory(prefix="psoascare-test-") as folder:
        code = subprocess.run(
            [*command, *pytest_args], env={**os.environ, **urls, "VAR_DIR": folder}
        ).returncode
    return 0 if code == NONE_COLLECTED and pytest_args else code


if __name__ == "__main__":
    sys.exit(main())
