"""A wrong value stops the start, and the sentence says what to write."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

WRONG = [
    ({"DEBUG": "maybe"}, "Write DEBUG=1"),
    ({"DATABASE_URL": "mysql://host/name"}, "Write DATABASE_URL=postgres://"),
    ({"DATABASE_URL": "nonsense"}, "Write DATABASE_URL=postgres://"),
    ({"REDIS_URL": "localhost:6379"}, "Write REDIS_URL=redis://"),
    ({"EMAIL_URL": "mail.example.org"}, "Write EMAIL_URL=smtp://"),
    ({"EMAIL_URL": "smtp://host:port"}, "Write EMAIL_URL=smtp://"),
    ({"SITE_URL": "psoascare.example"}, "Write the address people type"),
    ({"SITE_URL": "https://psoascare.example"}, "Write SECRET_KEY="),
    ({"SWEEP_SECONDS": "0"}, "Write a whole number"),
]


def start(tmp_path, **environment):
    clean = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), **environment}
    command = [sys.executable, "manage.py", "check"]
    return subprocess.run(command, cwd=ROOT, env=clean, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize(("environment", "sentence"), WRONG, ids=lambda value: str(value)[:40])
def test_a_wrong_value_stops_the_start_and_says_what_to_write(tmp_path, environment, sentence):
    result = start(tmp_path, **environment)
    assert result.returncode != 0
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.slow
def test_without_any_environment_the_site_starts_and_keeps_its_own_key(tmp_path):
    assert start(tmp_path).returncode == 0
    key = (tmp_path / "secret.key").read_text()
    assert len(key) > 50
    assert (tmp_path / "secret.key").stat().st_mode & 0o077 == 0
    start(tmp_path)
    assert (tmp_path / "secret.key").read_text() == key
