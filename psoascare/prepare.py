"""Brings the database, the clinical content and the static files up to date; quick when they are.

Run by script/server and, in the image, once for each release: python -m psoascare.prepare
"""

import hashlib
import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import OperationalError
from redis import Redis, RedisError


def main() -> str | None:
    """None when all went well, else the sentence that says why not."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "psoascare.settings")
    try:
        django.setup()
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        call_command("load_content")
        make_push_key()
        collect_static()
        if settings.REDIS_URL:
            Redis.from_url(settings.REDIS_URL, socket_connect_timeout=5).ping()
    except (ImproperlyConfigured, CommandError) as error:
        return f"psoascare cannot start. {error}"
    except OperationalError as error:
        return f"psoascare cannot start. The database does not answer: {str(error).strip()}"
    except RedisError as error:
        return f"psoascare cannot start. Redis, named in REDIS_URL, does not answer: {error}"
    except KeyboardInterrupt:
        return "Stopped before the start."
    return None


def make_push_key() -> None:
    """Make the key that push services know us by, once; a wrong one in the environment stops the start."""
    from reminders.channels import vapid  # needs Django set up first

    vapid.public_key()


def collect_static() -> None:
    """Copy, hash and compress the static files, unless nothing changed since the last time."""
    from django.contrib.staticfiles.finders import get_finders  # needs Django set up first

    if settings.DEBUG:
        return  # served from where they are written
    files = [storage.path(name) for finder in get_finders() for name, storage in finder.list([])]
    states = sorted((path, os.stat(path).st_mtime_ns, os.stat(path).st_size) for path in files)
    digest = hashlib.sha256(repr(states).encode()).hexdigest()
    stamp = Path(settings.STATIC_ROOT, ".collected")
    if not stamp.exists() or stamp.read_text() != digest:
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.write_text(digest)


if __name__ == "__main__":
    sys.exit(main())
