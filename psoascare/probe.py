"""The image's health checks: exit 0 when the part in question does its work.

python -m psoascare.probe web      the web part of this machine is ready to serve
python -m psoascare.probe sweep    reminders were swept lately: beat rings and somebody answers
"""

import os
import sys
from datetime import timedelta
from http.client import HTTPConnection
from urllib.parse import urlsplit

LATELY = timedelta(minutes=2)


def web() -> bool:
    """Asks under the name people use, because the site answers to no other."""
    host = urlsplit(os.environ.get("SITE_URL", "")).hostname or "localhost"
    connection = HTTPConnection("127.0.0.1", int(os.environ.get("PORT") or 8000), timeout=5)
    connection.request("GET", "/readyz", headers={"Host": host})
    return connection.getresponse().status == 200


def sweep() -> bool:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "psoascare.settings")
    django.setup()
    from reminders.clock import database_now  # models need Django set up first
    from reminders.health import sweep_status

    now = database_now()
    last = sweep_status(now)["last_sweep"]
    return last is not None and now - last < LATELY


if __name__ == "__main__":
    try:
        well = {"web": web, "sweep": sweep}[sys.argv[1]]()
    except OSError as error:
        sys.exit(f"No answer: {error}")
    sys.exit(0 if well else 1)
