"""Sets up a site for chaos: its own database, perhaps its own Redis, a post office and a nursery of senders."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests import stores

ROOT = Path(__file__).resolve().parent.parent.parent


class Stage:
    """Everything on it was started by this test, so this test may kill it."""

    def __init__(self, folder: Path, env: dict, nursery: subprocess.Popen, office: Path):
        self.folder, self.env, self.nursery, self.office = folder, env, nursery, office
        self.postgres: stores.Server | None = None
        self.redis: stores.Server | None = None
        self.roles: dict[int, str] = {}  # senders that are kept running

    def ask(self, **command) -> dict:
        self.nursery.stdin.write(json.dumps(command) + "\n")
        self.nursery.stdin.flush()
        return json.loads(self.nursery.stdout.readline())

    def start(self, role: str, **options) -> int:
        return self.ask(do="start", role=role, **options)["pid"]

    def call(self, name: str, **options):
        answer = self.ask(do="call", name=name, **options)
        assert "error" not in answer, answer
        return answer["value"]

    def states(self) -> dict:
        """How many deliveries stand in each state, asked until the database answers."""
        for _ in range(100):
            answer = self.ask(do="call", name="states")
            if "value" in answer:
                return answer["value"]
            time.sleep(0.2)
        raise AssertionError(answer)

    def open_ones(self) -> int:
        """How many still have their end before them, all counted at one moment."""
        states = self.states()
        return sum(states[state] for state in ("due", "claimed", "sending"))

    def sweep(self, **options) -> None:
        """One whole sweep, to its end."""
        pid = self.start("once", **options)
        wait_for(lambda: not alive(pid))

    def lines(self, name: str) -> list[str]:
        file = self.office / name
        return file.read_text().splitlines() if file.exists() else []


@contextlib.contextmanager
def stage(
    folder: Path,
    stack: str,
    faults: float = 0,
    seed: int = 0,
    delay_ms: float = 0,
    database: tuple[str, stores.Server] | None = None,
    **short,
) -> Iterator[Stage]:
    """stack: "sqlite" or "postgres", with "+redis" perhaps; short: waits in seconds, see nursery.shortened.

    database: a PostgreSQL of the test's own instead of a fresh one.
    """
    env = {**os.environ, "VAR_DIR": str(folder), "DATABASE_URL": "", "REDIS_URL": ""}
    env |= {"SWEEP_SECONDS": "1", "PYTHONPATH": str(ROOT), "LOG_LEVEL": "ERROR"}
    with contextlib.ExitStack() as running:
        postgres = redis = None
        if "postgres" in stack:
            env["DATABASE_URL"], postgres = database or running.enter_context(
                stores.postgres_server()
            )
        if "redis" in stack:
            env["REDIS_URL"], redis = running.enter_context(stores.redis_server())
        office = folder / "office"
        office.mkdir()
        port = running.enter_context(post_office(office, seed, faults, delay_ms))
        env["EMAIL_URL"] = f"smtp+plain://127.0.0.1:{port}"
        port = running.enter_context(push_post(office, seed, faults))
        origin = f"http://127.0.0.1:{port}"
        for command in ("migrate", "createcachetable"):
            subprocess.run(
                [sys.executable, "manage.py", command, "-v0"],
                cwd=ROOT,
                env=env,
                check=True,
            )
        nursery = running.enter_context(
            process(["tests.chaos.nursery", json.dumps(short), origin], env, folder)
        )
        assert "ready" in json.loads(nursery.stdout.readline())
        site = Stage(folder, env, nursery, office)
        site.postgres, site.redis = postgres, redis
        yield site


@contextlib.contextmanager
def post_office(folder: Path, seed: int, faults: float, delay_ms: float) -> Iterator[int]:
    args = ["tests.chaos.post_office", str(folder), str(seed), str(faults), str(delay_ms)]
    with process(args, dict(os.environ), folder) as office:
        yield int(office.stdout.readline())


@contextlib.contextmanager
def push_post(folder: Path, seed: int, faults: float) -> Iterator[int]:
    args = ["tests.chaos.push_post", str(folder), str(seed), str(faults)]
    with process(args, dict(os.environ), folder) as service:
        yield int(service.stdout.readline())


@contextlib.contextmanager
def process(module: list[str], env: dict, folder: Path) -> Iterator[subprocess.Popen]:
    """A Python module in a session of its own; at the end it and its children are gone."""
    with open(folder / f"{module[0]}.log", "wb") as log:
        started = subprocess.Popen(
            [sys.executable, "-m", *module],
            cwd=ROOT,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            start_new_session=True,
        )
    try:
        yield started
    finally:
        for pid in family(started.pid):
            kill(pid)
        started.wait(30)


def family(pid: int) -> list[int]:
    """A process and all that descend from it, the youngest first."""
    with contextlib.suppress(OSError):
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [older for child in children for older in family(int(child))] + [pid]
    return [pid]


def kill(pid: int, how: signal.Signals = signal.SIGKILL) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, how)


def alive(pid: int) -> bool:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def wait_for(condition, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"not so after {seconds} s"
        time.sleep(0.01)


# ------------------------------------------------------------------ senders that run for a while


@contextlib.contextmanager
def running(site: Stage, *roles: str, **options):
    """Senders that run for the length of the `with`, started anew when they end, and then are gone."""
    site.roles = {site.start(role, **options): role for role in roles}
    try:
        yield list(site.roles)
    finally:
        for pid in site.roles:
            for each in family(pid):
                kill(each)
            wait_for(lambda pid=pid: not alive(pid))
        site.roles = {}


def arrived(site: Stage, count: int, seconds: float = 180) -> None:
    """Waits until so many mails have come and are written down; plays the supervisor meanwhile, as systemd or Compose do."""

    def enough() -> bool:
        for pid, role in list(site.roles.items()):
            if not alive(pid):
                del site.roles[pid]
                site.roles[site.start(role)] = role
        return len(site.lines("accepted")) >= count and site.states()["sent"] >= count

    wait_for(enough, seconds)


def all_sent_once(site: Stage, count: int) -> None:
    wait_for(lambda: site.states()["sent"] == count)
    accepted = site.lines("accepted")
    assert len(accepted) == len(set(accepted)) == count
