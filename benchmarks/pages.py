"""How many times a second a page is served, as a share of what Django can do at all.

Two servers run side by side under the web command in Procfile, one process each: the site, and a view that says "ok". Every
round asks every page in turn, so a busy machine slows all of them alike. CPU time is the servers' own.
"""

import contextlib
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from http.client import HTTPConnection
from pathlib import Path

from benchmarks.site import ROOT, loaded
from tests import stores

ROUNDS, SECONDS, CONNECTIONS = 5, 3, 8
TICK = os.sysconf("SC_CLK_TCK")


def measure() -> str:
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as running:
        env = loaded(folder)
        site = running.enter_context(served("psoascare.wsgi", env))
        yardstick = running.enter_context(served("benchmarks.bare", env))
        pages = {"bare view": (yardstick, "/")} | {path: (site, path) for path in paths(site[1])}
        rounds = [
            {name: load(server, path) for name, (server, path) in pages.items()}
            for _ in range(ROUNDS + 1)
        ]
        return table(pages, rounds[1:])  # the first only warms up


def paths(port: int) -> list[str]:
    _, body = fetch(HTTPConnection("127.0.0.1", port), "/articles/")
    article = re.search(rb'href="(/articles/(?!topics/|feed/)[\w-]+/)"', body)
    return ["/", article[1].decode(), "/self-check/"]


@contextlib.contextmanager
def served(application: str, env: dict):
    """The web command in Procfile for this application. Yields its process id and port."""
    port = stores.free_port()
    command = re.search(
        r"^web: gunicorn psoascare.wsgi (.+)$", (ROOT / "Procfile").read_text(), re.MULTILINE
    )[1]
    command = re.sub(
        r"--max-requests\S* \d+", "", command
    )  # a restart in the middle is not what we measure
    with open(f"{env['VAR_DIR']}/{application}.log", "w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", application, *command.split(), "--bind", f"127.0.0.1:{port}"],
            cwd=ROOT, env=env, stdout=log, stderr=log,
        )  # fmt: skip
    try:
        stores.wait_for(lambda: stores.listens(port))
        yield server.pid, port
    finally:
        server.terminate()
        server.wait(30)


def fetch(connection: HTTPConnection, path: str) -> tuple[int, bytes]:
    connection.request("GET", path, headers={"Host": "127.0.0.1"})
    response = connection.getresponse()
    return response.status, response.read()


def load(server: tuple[int, int], path: str) -> dict[str, float]:
    """Ask for one page for SECONDS on CONNECTIONS kept-open connections."""
    pid, port = server
    times: list[float] = []
    spent, until = cpu(pid), time.monotonic() + SECONDS

    def ask() -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        while (began := time.monotonic()) < until:
            status, _ = fetch(connection, path)
            assert status == 200, f"{path} answered {status}"
            times.append(time.monotonic() - began)

    askers = [threading.Thread(target=ask) for _ in range(CONNECTIONS)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    return {
        "rate": len(times) / SECONDS,
        "cpu": (cpu(pid) - spent) / len(times) * 1e6,
        "p95": statistics.quantiles(times, n=20)[-1] * 1e3,
    }


def cpu(pid: int) -> float:
    """Seconds of CPU used so far by a process and its children."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    ticks = (
        Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()[11:13]
        for each in [pid, *children]
    )
    return sum(int(user) + int(system) for user, system in ticks) / TICK


def table(pages: dict, rounds: list[dict]) -> str:
    lines = [
        f"Median of {ROUNDS} rounds of {SECONDS} s, {CONNECTIONS} connections, SQLite, one gunicorn process of four threads.",
        "",
        "| page | requests a second | share of the bare view | CPU µs a request | p95 ms |",
        "|---|---|---|---|---|",
    ]
    for name in pages:
        middle = {
            key: statistics.median(turn[name][key] for turn in rounds)
            for key in ("rate", "cpu", "p95")
        }
        share = statistics.median(turn[name]["rate"] / turn["bare view"]["rate"] for turn in rounds)
        lines.append(
            f"| {name} | {middle['rate']:.0f} | {share:.2f} | {middle['cpu']:.0f} | {middle['p95']:.0f} |"
        )
    return "\n".join(lines)
