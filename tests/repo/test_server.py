"""script/server from the outside: what it says, and that nothing of it stays behind."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests import stores

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "psoascare.serve"]
SECONDS = 120


def environment(folder, **extra):
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    return {**kept, "VAR_DIR": str(folder / "var"), **extra}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """One runtime folder for all: only the first start has to prepare it."""
    return tmp_path_factory.mktemp("site")


@contextlib.contextmanager
def server(folder, **extra):
    """A running site, its port and what it prints; it must have ended by the end of the `with`."""
    port, log = stores.free_port(), folder / "log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [*COMMAND, "--port", str(port)],
            cwd=ROOT, env=environment(folder, **extra), stdin=subprocess.DEVNULL, stdout=out, stderr=out,
            start_new_session=True,
        )  # fmt: skip
    try:
        until(lambda: process.poll() is not None or "Ctrl-C" in log.read_text(), log)
        assert process.poll() is None, log.read_text()
        yield process, port, log
    finally:
        process.terminate()
        process.wait(SECONDS)


def until(condition, log):
    deadline = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.1)


def family(pid):
    """A process and all below it. Linux only, as the tests are."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    below = children.read_text().split() if children.exists() else []
    return {pid}.union(*(family(int(child)) for child in below))


def alive(pids):
    return {
        pid
        for pid in pids
        if (stat := Path(f"/proc/{pid}/stat")).exists() and " Z " not in stat.read_text()
    }


def get(port, path):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as response:
        return response.status


@pytest.mark.slow
def test_with_no_environment_the_promised_pages_answer_and_ctrl_c_leaves_nothing(site):
    with server(site) as (process, port, log):
        for path in (
            "/",
            "/articles/",
            "/self-check/",
            "/routines/",
            "/exercises/",
            "/admin/",
            "/healthz",
        ):
            assert get(port, path) == 200, path
        everyone = family(process.pid)
        assert len(everyone) >= 4  # this one, beat, web and its worker
        process.send_signal(signal.SIGINT)
        assert process.wait(SECONDS) == 0
        assert alive(everyone) == set()
        assert f"http://localhost:{port}" in log.read_text()
        assert "createsuperuser" in log.read_text()


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_whatever_ends_the_parent_ends_the_parts(site, number):
    with server(site) as (process, _, log):
        everyone = family(process.pid)
        process.send_signal(number)
        process.wait(SECONDS)
        until(lambda: not alive(everyone), log)


@pytest.mark.slow
def test_when_a_part_dies_it_is_named_and_the_rest_stops(site):
    with server(site) as (process, _, log):
        everyone = family(process.pid)
        beat = next(
            pid for pid in everyone if b"\0beat" in Path(f"/proc/{pid}/cmdline").read_bytes()
        )
        os.kill(beat, signal.SIGKILL)
        assert process.wait(SECONDS) == 1
        assert "beat stopped by itself" in log.read_text()
        assert alive(everyone) == set()


@pytest.mark.slow
def test_each_mail_is_named_as_it_is_written(site):
    with server(site) as (_, port, log):
        sign_up(port)
        until(lambda: re.search(r"^Mail: .+ -> .+\.eml$", log.read_text(), re.MULTILINE), log)
        assert list((site / "var/mail").glob("*.eml"))


def sign_up(port):
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    address = f"http://localhost:{port}/account/signup/"
    page = opener.open(address, timeout=30).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    fields = dict.fromkeys(re.findall(r'<input type="checkbox" name="(\w+)"', page), "on")
    fields |= {"csrfmiddlewaretoken": token, "email": "newcomer@example.org", "over_16": "on"}
    opener.open(address, urllib.parse.urlencode(fields).encode(), timeout=30)


def refused(folder, *arguments, **extra):
    """What a start that must fail says. It may not be a traceback."""
    done = subprocess.run(
        [*COMMAND, *arguments],
        cwd=ROOT,
        env=environment(folder, **extra),
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    assert done.returncode != 0
    assert "Traceback" not in done.stdout + done.stderr
    return done.stdout + done.stderr


def test_a_taken_port_is_said_in_a_sentence(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert f"Port {port} cannot be used" in refused(tmp_path, "--port", port)


def test_a_port_that_is_no_port_is_said_in_a_sentence(tmp_path):
    assert "is not a port" in refused(tmp_path, "--port", "eighty")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://localhost/x"),
        ("REDIS_URL", "localhost:6379"),
        ("EMAIL_URL", "mail.example.org"),
        ("SITE_URL", "psoascare.example"),
        ("DEBUG", "maybe"),
        ("PORT", "eighty"),
    ],
)
def test_a_wrong_value_is_answered_with_what_to_write(tmp_path, name, value):
    arguments = () if name == "PORT" else ("--port", str(stores.free_port()))
    said = refused(tmp_path, *arguments, **{name: value})
    assert name in said
    assert "Write" in said


def test_a_live_site_without_a_secret_key_does_not_start(tmp_path):
    said = refused(
        tmp_path, "--port", str(stores.free_port()), SITE_URL="https://psoascare.example"
    )
    assert "SECRET_KEY is not set" in said


@pytest.mark.slow
def test_stores_that_do_not_answer_are_said_in_a_sentence(tmp_path):
    port = stores.free_port()
    said = refused(
        tmp_path,
        "--port",
        str(stores.free_port()),
        DATABASE_URL=f"postgres://nobody@127.0.0.1:{port}/none",
    )
    assert "The database does not answer" in said
    said = refused(
        tmp_path, "--port", str(stores.free_port()), REDIS_URL=f"redis://127.0.0.1:{port}/0"
    )
    assert "does not answer" in said
