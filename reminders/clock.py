"""The one clock that all senders share: the database server's."""

from datetime import datetime

from django.db import connection
from django.utils import timezone


def database_now() -> datetime:
    """The database's own time, so that a machine whose clock is wrong neither sends early nor frees a live lease.

    SQLite has no server: there it is this machine's clock, which every sender shares anyway.
    """
    if connection.vendor != "postgresql":
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]
