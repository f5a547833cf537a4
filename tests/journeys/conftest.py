"""The whole site, really running, and a real browser to walk through it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path
from uuid import uuid4

import psycopg2
import pytest

ROOT = Path(__file__).parents[2]


@dataclass
class Site:
    """A running site: its address, and the mail it has written so far."""

    url: str
    folder: Path
    environment: dict[str, str]

    def run(self, code: str) -> str:
        """What Python code prints when it is run beside the site, on its database."""
        command = [sys.executable, "manage.py", "shell", "-v0", "-c", code]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    def mail(self) -> list:
        files = sorted((self.folder / "mail").glob("*.eml"))
        return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]

    def wait_for_mail(self, wanted, seconds: float):
        """The messages that `wanted` accepts, as soon as there is one."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if found := [message for message in self.mail() if wanted(message)]:
                return found
            time.sleep(0.5)
        raise AssertionError(
            f"No such mail in {seconds} s. Subjects: {[message['Subject'] for message in self.mail()]}"
        )


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def text_of(message) -> str:
    return message.get_body(("plain",)).get_content()


STACK = "redis" if os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL") else "embedded"


@pytest.fixture(scope="module", params=[STACK])
def site(request, tmp_path_factory):
    """The site as script/server runs it: on SQLite with beat alone, and on PostgreSQL and Redis with a worker."""
    folder, port = tmp_path_factory.mktemp(request.param), free_port()
    clean = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
    environment = clean | {"VAR_DIR": str(folder), "SWEEP_SECONDS": "2"}
    if request.param == "redis":
        environment |= servers(request)
    with open(folder / "server.log", "w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "psoascare.serve", "--port", str(port)],
            cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    try:
        wait_until_ready(f"http://localhost:{port}", process, folder)
        yield Site(f"http://localhost:{port}", folder, environment)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


def servers(request) -> dict[str, str]:
    """A database of our own on the test run's PostgreSQL, and a number of our own on its Redis."""
    database, redis = os.environ["DATABASE_URL"], os.environ["REDIS_URL"]
    name = f"psoas_journey_{uuid4().hex[:8]}"
    run_sql(database, f"CREATE DATABASE {name}")
    request.addfinalizer(lambda: run_sql(database, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
    own = re.sub(r"/[^/?]*(\?|$)", rf"/{name}\1", database)
    return {
        "DATABASE_URL": own,
        "REDIS_URL": re.sub(r"(?<=\d)/\d+$|(?<=\d)$", "/13", redis, count=1),
    }


def run_sql(url: str, statement: str) -> None:
    connection = psycopg2.connect(re.sub("^postgres(ql)?", "postgresql", url))
    connection.autocommit = True
    connection.cursor().execute(statement)
    connection.close()


def wait_until_ready(url: str, process, folder: Path, seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(f"{url}/readyz", timeout=2)
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise AssertionError(f"The site did not start:\n{(folder / 'server.log').read_text()}")


@pytest.fixture(scope="session")
def browser(chromium):
    return chromium


WITH, WITHOUT = pytest.param(True, marks=pytest.mark.smoke), False


@pytest.fixture(params=[WITH, WITHOUT], ids=["with-javascript", "without-javascript"])
def scripting(request) -> bool:
    return request.param


@pytest.fixture
def open_page(browser, site):
    """Opens pages that fail the test when the browser reports an error or calls another host."""
    contexts, faults = [], []

    def open_one(refused=None, **options):
        """refused: an answer, such as 403, that is part of the story and no fault."""
        context = browser.new_context(
            base_url=site.url, viewport={"width": 390, "height": 844}, locale="en-GB", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: faults.append(f"script error: {error}"))
        page.on(
            "console",
            lambda line: (
                faults.append(f"console: {line.text}")
                if line.type == "error" and f"status of {refused}" not in line.text
                else None
            ),
        )
        page.on(
            "request",
            lambda request: (
                faults.append(f"foreign: {request.url}") if not own(request.url, site) else None
            ),
        )
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not faults, faults


def own(address: str, site: Site) -> bool:
    return address.startswith((site.url, "data:", "blob:"))
