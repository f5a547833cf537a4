"""Runs the whole site on one machine: prepares it, then keeps the parts in Procfile together.

When one part ends, it says which, stops the others and exits with 1. Ctrl-C, SIGTERM and a closed
terminal stop them all and exit with 0; a killed parent takes its parts with it (on Linux).
"""

import argparse
import contextlib
import ctypes
import os
import re
import select
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STOP = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
if signal.getsignal(signal.SIGHUP) == signal.SIG_IGN:
    STOP.remove(signal.SIGHUP)  # nohup asks us to outlive the terminal
PATIENCE = 15  # seconds a part has to finish what it is doing; longer than the worker's soft stop
LIBC: ctypes.CDLL | None = ctypes.CDLL(None) if sys.platform == "linux" else None


class CannotStart(Exception):
    """A sentence for the person who typed the command."""


def main() -> int:
    options = read_options()
    for number in STOP:
        signal.signal(
            number, signal.default_int_handler
        )  # until the parts run, all of them are Ctrl-C
    try:
        check_port(options.port)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "psoascare.settings")
        os.environ.setdefault("SITE_URL", f"http://localhost:{options.port}")
        prepare()
        return Parts(commands(options), options.port).run()
    except CannotStart as problem:
        say(f"psoascare cannot start. {problem}")
        return 1
    except KeyboardInterrupt:
        return 130


def prepare() -> None:
    """In a process of its own, which gives its memory back: this one waits for days."""
    if code := subprocess.run([sys.executable, "-m", "psoascare.prepare"], cwd=ROOT).returncode:
        sys.exit(code)  # it has said why


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="script/server", description="Run the whole site on this machine."
    )
    parser.add_argument("--port", type=port_number, default=os.environ.get("PORT") or "8000")
    parser.add_argument(
        "--no-reload", action="store_true", help="with DEBUG=1, do not restart on a changed file"
    )
    return parser.parse_args()


def port_number(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a port. Write a number from 1 to 65535 (--port, or PORT)."
        )
    return int(text)


def check_port(port: int) -> None:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError as error:
            raise CannotStart(
                f"Port {port} cannot be used ({error.strerror}). Choose another: script/server --port {port + 1}"
            ) from None


def say(line: str) -> None:
    with contextlib.suppress(OSError):  # the terminal may be gone; stopping the parts matters more
        print(line, flush=True)


# ------------------------------------------------------------------ the parts


def commands(options: argparse.Namespace) -> dict[str, str]:
    """The lines of Procfile. Without Redis there is no queue, so beat does the work itself."""
    from django.conf import settings

    reload = settings.DEBUG and not options.no_reload
    os.environ["GUNICORN_CMD_ARGS"] = f"--bind=127.0.0.1:{options.port}" + " --reload" * reload
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    os.environ["PYTHONUNBUFFERED"] = "1"
    parts = dict(re.findall(r"^(\w+): *(.+)$", (ROOT / "Procfile").read_text(), re.MULTILINE))
    return {name: line for name, line in parts.items() if name != "worker" or settings.REDIS_URL}


def welcome(port: int) -> None:
    from django.conf import settings

    say(f"""
{settings.PRODUCT_NAME} is at http://localhost:{port}

  Try first    the self-check: http://localhost:{port}/self-check/
  Sign in      http://localhost:{port}/account/login/ sends a code by e-mail
  Mail         {"goes to the server in EMAIL_URL" if settings.EMAIL_URL else f"is written to {settings.EMAIL_FILE_PATH} and named here"}
  Edit         .venv/bin/python manage.py createsuperuser, then http://localhost:{port}/admin/
  Stop         Ctrl-C
""")


class Parts:
    """The running processes, each the head of its own group so that its children stop with it."""

    def __init__(self, commands: dict[str, str], port: int) -> None:
        self.commands = commands
        self.port = port
        self.running: dict[str, subprocess.Popen] = {}
        self.asked_to_stop = False
        self.bell, ring = os.pipe()  # rung by every signal, so that waiting costs nothing
        os.set_blocking(ring, False)
        signal.set_wakeup_fd(ring, warn_on_full_buffer=False)
        for number in {*STOP, signal.SIGCHLD}:
            signal.signal(number, self.heard)

    def heard(self, number: int, _frame) -> None:
        self.asked_to_stop |= number in STOP

    def run(self) -> int:
        """Start everything, welcome the person once the site answers, and wait until something ends."""
        welcomed = False
        try:
            for name, command in self.commands.items():
                self.running[name] = start(command)
            while not self.asked_to_stop and not self.ended():
                if not welcomed and answers(self.port):
                    welcome(self.port)
                    welcomed = True
                self.wait(None if welcomed else 0.1)
            return self.report()
        finally:
            self.stop()

    def wait(self, seconds: float | None) -> None:
        if select.select([self.bell], [], [], seconds)[0]:
            os.read(self.bell, 1024)

    def ended(self) -> list[str]:
        return [name for name, part in self.running.items() if part.poll() is not None]

    def report(self) -> int:
        if self.asked_to_stop:
            say("Stopping.")
            return 0
        for name in self.ended():
            say(
                f"{name} stopped by itself (exit code {self.running[name].returncode}). Stopping the rest."
            )
        return 1

    def stop(self) -> None:
        """Ask every part to finish; end by force what has not after PATIENCE seconds."""
        for part in self.running.values():
            signal_group(part, signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        while len(self.ended()) < len(self.running) and time.monotonic() < deadline:
            self.wait(0.2)
        for part in self.running.values():
            signal_group(part, signal.SIGKILL)  # also a child whose parent has gone
            part.wait()


def start(command: str) -> subprocess.Popen:
    """A part that reads no terminal, leads its own group, and ends when this process is killed."""
    return subprocess.Popen(
        ["/bin/sh", "-c", f"exec {command}"],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=die_with_parent,
    )


def die_with_parent() -> None:
    if LIBC:
        LIBC.prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG


def signal_group(part: subprocess.Popen, number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(part.pid, number)


def answers(port: int) -> bool:
    with socket.socket() as caller:
        caller.settimeout(1)
        return caller.connect_ex(("127.0.0.1", port)) == 0


if __name__ == "__main__":
    sys.exit(main())
