"""A site on SQLite with its content loaded, in a folder of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = ("migrate", "createcachetable", "load_content", "collectstatic --noinput")


def loaded(folder: Path | str, **more: str) -> dict[str, str]:
    """Makes it, and returns the environment that it runs in; `more` goes into that."""
    env = {
        **os.environ, "VAR_DIR": str(folder), "DATABASE_URL": "", "REDIS_URL": "", "DEBUG": "0",
        "SITE_URL": "http://localhost:8000", "WEB_CONCURRENCY": "1", "LOG_LEVEL": "ERROR", **more,
    }  # fmt: skip
    for command in COMMANDS:
        run = [sys.executable, "manage.py", *command.split(), "-v0"]
        subprocess.run(run, cwd=ROOT, env=env, check=True)
    return env
