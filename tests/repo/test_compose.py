"""docker-compose.yml without Docker: each service's own command runs here with its own environment until it is healthy."""

import contextlib
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from tests import stores

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
PARTS = ["web", "worker", "beat"]
PROCFILE = dict(re.findall(r"^(\w+): *(.+)$", (ROOT / "Procfile").read_text(), re.MULTILINE))


def filled_in(text):
    """Compose's ${NAME:-default}, with nothing set."""
    return re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", str(text))


def healthy(service, env):
    words = service["healthcheck"]["test"]
    assert words[0] == "CMD"
    return subprocess.run(words[1:], env=env, cwd=ROOT, capture_output=True).returncode == 0


@contextlib.contextmanager
def started(service, env):
    process = subprocess.Popen(
        shlex.split(service["command"]), env=env, cwd=ROOT, start_new_session=True
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def test_the_services_are_the_ones_the_site_needs():
    assert set(SERVICES) == {"migrate", "web", "worker", "beat", "postgres", "redis"}
    assert set(COMPOSE["volumes"]) == {"postgres", "redis", "var"}


@pytest.mark.parametrize("part", PARTS)
def test_a_service_runs_the_same_command_as_the_procfile(part):
    assert SERVICES[part]["command"] == PROCFILE[part]


def test_the_image_serves_the_web_part_by_default():
    last = (ROOT / "Dockerfile").read_text().strip().splitlines()[-1]
    assert yaml.safe_load(last.removeprefix("CMD ")) == shlex.split(PROCFILE["web"])


def test_the_image_does_not_run_as_root_and_pins_by_hash():
    text = (ROOT / "Dockerfile").read_text()
    assert re.search(r"^USER (?!root)\w+$", text, re.MULTILINE)
    assert "--require-hashes" in text


@pytest.mark.parametrize("part", PARTS)
def test_a_part_waits_for_the_stores_and_the_migration(part):
    waits = {name: rule["condition"] for name, rule in SERVICES[part]["depends_on"].items()}
    assert waits == {
        "migrate": "service_completed_successfully",
        "postgres": "service_healthy",
        "redis": "service_healthy",
    }


@pytest.mark.parametrize("part", [*PARTS, "postgres", "redis"])
def test_a_service_that_stays_has_a_health_check_and_comes_back(part):
    assert SERVICES[part]["healthcheck"]["test"]
    assert SERVICES[part]["restart"] == "unless-stopped"


def test_redis_keeps_what_it_was_given():
    assert "--appendonly yes" in SERVICES["redis"]["command"]
    assert "noeviction" in SERVICES["redis"]["command"]


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.redis
def test_every_service_becomes_healthy(tmp_path):
    with contextlib.ExitStack() as running:
        database, broker = (
            running.enter_context(stores.postgres()),
            running.enter_context(stores.redis()),
        )
        env = environment(SERVICES["web"], database, broker, tmp_path)
        subprocess.run(
            [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"],
            env=env,
            cwd=ROOT,
            check=True,
        )
        subprocess.run(shlex.split(SERVICES["migrate"]["command"]), env=env, cwd=ROOT, check=True)
        parts = {part: running.enter_context(started(SERVICES[part], env)) for part in PARTS}
        waiting, deadline = set(PARTS), time.monotonic() + 90
        while waiting and time.monotonic() < deadline:
            assert {name: part.poll() for name, part in parts.items()} == dict.fromkeys(PARTS)
            waiting -= {part for part in waiting if healthy(SERVICES[part], env)}
        assert waiting == set()


def environment(service, database, broker, folder):
    """The service's own environment, with the stores' addresses and the paths of this machine."""
    port = str(stores.free_port())
    ours = {name: filled_in(value) for name, value in service["environment"].items()}
    assert ours["DATABASE_URL"] == "postgres://psoascare:psoascare@postgres:5432/psoascare"
    ours |= {"DATABASE_URL": database}
    ours |= {
        name: ours[name].replace("redis://redis:6379", broker[:-2])
        for name in ("REDIS_URL", "CACHE_URL")
    }
    image = {
        "PORT": port,
        "WEB_CONCURRENCY": "2",
        "VAR_DIR": str(folder),
        "STATIC_ROOT": str(folder / "static"),
    }
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {"PATH": path, "HOME": str(folder), **image, **ours}


@pytest.mark.skipif(not shutil.which("redis-server"), reason="redis-server is not installed")
def test_the_redis_command_is_one_that_redis_accepts(tmp_path):
    port = str(stores.free_port())
    with started(
        {"command": f"{SERVICES['redis']['command']} --port {port} --dir {tmp_path}"},
        dict(os.environ),
    ):
        stores.wait_for(lambda: stores.listens(int(port)))
