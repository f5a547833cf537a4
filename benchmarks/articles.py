"""One article to anonymous readers, beside nginx, a bare view and a Wagtail page of the same words.

Every round asks every target in turn with `wrk`, so a busy machine slows all of them alike; ratios are
medians of per-round ratios. CPU is the servers' own. Needs wrk and nginx on the path. Wagtail is put into
an environment of its own, var/wagtail, once; granian is measured when it can be imported.
Then a page made anew among few and among many articles, two sites asked in turn.
"""

import contextlib
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from benchmarks.site import ROOT, loaded
from tests import stores

ROUNDS, SECONDS, CONNECTIONS = 5, 2, 32
TICK = os.sysconf("SC_CLK_TCK")
ARTICLE = "/articles/hills-stairs/"
PEER = ROOT / "var" / "wagtail"
UNIT = {"us": 1e-3, "ms": 1.0, "s": 1e3}
Target = tuple[int, str, list[str]]  # process, address, headers


def measure() -> str:
    for tool in ("wrk", "nginx"):
        if not shutil.which(tool):
            sys.exit(f"The articles are measured with {tool}, which is not installed.")
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as running:
        targets = started(Path(folder), running)
        rounds = [{name: load(target) for name, target in targets.items()} for _ in range(ROUNDS + 1)]  # fmt: skip
    return table(rounds[1:]) + "\n\n" + growth()  # the first only warms up


def started(folder: Path, running: contextlib.ExitStack) -> dict[str, Target]:
    """Every server, and what is asked of it."""
    env = prepared(folder)
    redis = running.enter_context(stores.redis())
    site = running.enter_context(served("psoascare.wsgi", env))
    bare = running.enter_context(served("benchmarks.bare", env | {"BARE": "usual"}))
    page, tag = fetched(site[1])
    front = running.enter_context(nginx(folder, site[1], page))
    gzip = "Accept-Encoding: gzip"
    targets: dict[str, Target] = {
        "nginx, a static file": (front[0], f"{front[1]}/static.html", []),
        "nginx before the site, docs/nginx.conf": (front[0], f"{front[1]}{ARTICLE}", [gzip]),
        "kept, gunicorn": (site[0], f"{at(site)}{ARTICLE}", [gzip]),
        "kept, not changed (304)": (site[0], f"{at(site)}{ARTICLE}", [gzip, f"If-None-Match: {tag}"]),
        "a bare view, Django's middleware": (bare[0], f"{at(bare)}/", []),
        "made anew": (site[0], f"{at(site)}{ARTICLE}", ["Cookie: anybody=1"]),
    }  # fmt: skip
    if find_spec("granian"):
        quick = running.enter_context(served("psoascare.wsgi", env, granian=True))
        targets["kept, granian"] = (quick[0], f"{at(quick)}{ARTICLE}", [gzip])
    for name, cache in (
        ("Wagtail, its pages in Redis", redis),
        ("Wagtail, its pages in memory", "memory"),
        ("Wagtail", ""),
    ):
        peer = env | {"PEER_CACHE": cache}
        its = running.enter_context(
            served("benchmarks.wagtail_site", peer, PEER / "bin" / "python")
        )
        targets[name] = (its[0], f"{at(its)}/article-0/", [gzip])
    return targets


def prepared(folder: Path) -> dict[str, str]:
    """The environment of a site on SQLite in this folder, its content loaded; and Wagtail's beside it."""
    env = loaded(folder, PEER_DIR=str(folder))
    (folder / "article.txt").write_text(words())
    if not (PEER / "bin" / "python").exists():
        run([sys.executable, "-m", "venv", str(PEER)], env)
        run([PEER / "bin" / "python", "-m", "pip", "install", "-q", "wagtail", "wagtail-cache", "gunicorn", "redis"], env)  # fmt: skip
    run([PEER / "bin" / "python", "-m", "benchmarks.wagtail_site", "make"], env)
    return env


def run(command: list, env: dict) -> None:
    subprocess.run(command, cwd=ROOT, env=env, check=True)


def words() -> str:
    """The article's own words, paragraph by paragraph."""
    text = (ROOT / "articles" / "content" / "hills-stairs.md").read_text().split("---\n", 2)[2]
    return re.sub(r"\[\^[^]]*\]|^:::.*$|[<>&]", "", text, flags=re.MULTILINE).strip()


@contextlib.contextmanager
def served(app: str, env: dict, python=sys.executable, granian: bool = False) -> Iterator:
    """Two processes of one thread each. Yields the process id and the port."""
    port = stores.free_port()
    command = (
        [python, "-m", "granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "2",
         "--host", "127.0.0.1", "--port", str(port), "--no-ws", f"{app}:application"]
        if granian
        else [python, "-m", "gunicorn", app, "--workers", "2", "--no-control-socket", "--bind", f"127.0.0.1:{port}"]
    )  # fmt: skip
    with open(f"{env['VAR_DIR']}/{app}.log", "a") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)
    try:
        stores.wait_for(lambda: stores.listens(port))
        yield server.pid, port
    finally:
        server.terminate()
        server.wait(30)


@contextlib.contextmanager
def nginx(folder: Path, port: int, page: bytes) -> Iterator:
    """docs/nginx.conf on this machine, without TLS, and the same page as a file. Yields pid and address."""
    here = stores.free_port()
    (folder / "html").mkdir()
    (folder / "html" / "static.html").write_bytes(page)
    shipped = (ROOT / "docs" / "nginx.conf").read_text()
    for find, put in {
        r"/var/cache/nginx/psoascare": str(folder / "cache"),
        r"server 127.0.0.1:8000": f"server 127.0.0.1:{port}",
        r"listen 443 ssl": f"listen 127.0.0.1:{here}",
        r" *ssl_certificate.*\n": "",
        r"    location / \{": f"    location = /static.html {{ root {folder}/html; }}\n    location / {{",
        r"Host \$host": "Host 127.0.0.1",
    }.items():  # fmt: skip
        shipped, count = re.subn(find, put, shipped)
        assert count, find
    temp = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))  # fmt: skip
    config = folder / "nginx.conf"
    config.write_text(
        f"{'user root;' if os.geteuid() == 0 else ''} worker_processes 2; daemon off; pid {folder}/pid; error_log {folder}/nginx.log;"
        "events { worker_connections 1024; } http { types { text/html html; } access_log off; sendfile on;"
        f"keepalive_requests 1000000; {temp} {shipped} }}"
    )
    server = subprocess.Popen(["nginx", "-e", f"{folder}/nginx.log", "-c", str(config)])
    try:
        stores.wait_for(lambda: stores.listens(here))
        yield server.pid, f"http://127.0.0.1:{here}"
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


def at(server: tuple[int, int]) -> str:
    return f"http://127.0.0.1:{server[1]}"


def fetched(port: int) -> tuple[bytes, str]:
    """The packed page, and its tag."""
    from http.client import HTTPConnection

    asked = HTTPConnection("127.0.0.1", port)
    asked.request("GET", ARTICLE, headers={"Accept-Encoding": "gzip", "Host": "127.0.0.1"})
    answer = asked.getresponse()
    assert answer.status == 200, answer.status
    return answer.read(), answer.headers["ETag"]


def load(target: Target) -> dict[str, float]:
    """Ask for SECONDS, longer for a server so slow that it answers hardly ever."""
    pid, address, headers = target
    given = [part for header in ["Host: 127.0.0.1", *headers] for part in ("-H", header)]
    for seconds in (SECONDS, 5 * SECONDS, 15 * SECONDS):
        before = cpu(pid)
        said = subprocess.run(
            ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout=30s", "--latency", *given, address],
            capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
        assert "Non-2xx" not in said, (address, said)
        if (count := int(re.search(r"(\d+) requests in", said)[1])) >= 20:
            break
    return {
        "rate": float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]),
        "cpu": (cpu(pid) - before) / count * 1e6,
        **{name: milliseconds(said, share) for name, share in (("p50", 50), ("p99", 99))},
    }


def milliseconds(said: str, share: int) -> float:
    found = re.search(rf"^\s+{share}%\s+([\d.]+)(us|ms|s)\s*$", said, re.MULTILINE)
    assert found, said
    return float(found[1]) * UNIT[found[2]]


def cpu(pid: int) -> float:
    """Seconds of CPU used so far by a process and its children."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    ticks = (Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()[11:13] for each in [pid, *children])  # fmt: skip
    return sum(int(user) + int(system) for user, system in ticks) / TICK


BESIDE = {"/ nginx": "nginx, a static file", "/ bare": "a bare view, Django's middleware", "/ Wagtail in Redis": "Wagtail, its pages in Redis", "/ Wagtail": "Wagtail"}  # fmt: skip


def table(rounds: list[dict]) -> str:
    lines = [
        f"Median of {ROUNDS} rounds of {SECONDS} s, wrk with {CONNECTIONS} connections, SQLite, two processes of one thread, gzip.",
        "",
        f"| {ARTICLE} | requests a second | p50 ms | p99 ms | CPU µs | {' | '.join(BESIDE)} |",
        "|---|---|---|---|---|" + "---|" * len(BESIDE),
    ]
    for name in rounds[0]:
        middle = {key: statistics.median(turn[name][key] for turn in rounds) for key in rounds[0][name]}  # fmt: skip
        ratios = " | ".join(
            f"{statistics.median(turn[name]['rate'] / turn[other]['rate'] for turn in rounds):.3g}"
            for other in BESIDE.values()
        )
        lines.append(
            f"| {name} | {middle['rate']:,.0f} | {middle['p50']:.2f} | {middle['p99']:.2f} | {middle['cpu']:,.0f} | {ratios} |"
        )
    return "\n".join(lines)


SIZES, TURNS = (200, 50_000), 15


def growth() -> str:
    """A page made anew at each of SIZES: queries, CPU, and how much more the larger site needs."""
    with contextlib.ExitStack() as running:
        sites = [running.enter_context(grown(size)) for size in SIZES]
        turns = [[told(site) for site in sites] for _ in range(TURNS + 1)][1:]
    lines = [
        f"Made anew among so many published articles, each with related ones, neighbours and search rows; median of {TURNS} turns.",
        "",
        "| articles | queries | CPU ms a page |",
        "|---|---|---|",
    ]
    for n, size in enumerate(SIZES):
        spent = statistics.median(turn[n]["cpu"] for turn in turns) * 1e3
        lines.append(f"| {size:,} | {turns[0][n]['queries']} | {spent:.1f} |")
    ratio = statistics.median(turn[-1]["cpu"] / turn[0]["cpu"] for turn in turns)
    return "\n".join([*lines, "", f"CPU at the largest over the smallest: {ratio:.2f}."])


@contextlib.contextmanager
def grown(size: int) -> Iterator[subprocess.Popen]:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "benchmarks.article_growth", str(size)]
        site = subprocess.Popen(
            command, cwd=ROOT, env=loaded(folder) | {"DJANGO_SETTINGS_MODULE": "psoascare.settings"},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        try:
            told(site)  # it has grown
            yield site
        finally:
            site.terminate()
            site.wait(30)


def told(site: subprocess.Popen) -> dict[str, float]:
    assert site.stdin and site.stdout
    print(file=site.stdin, flush=True)
    return json.loads(site.stdout.readline())
