"""Queries asked once a reminder: their SQL is written once, since writing it costs more than the answer."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import QuerySet

MARK = -8_472_113_009  # stands for the key while the SQL is written; no row can have it


class Prepared:
    """The values of one row, by its key. The query is written by the ORM, for the database in use.

    build: makes the query for a key; its values must be numbers and truths, which come as the database has them.
    """

    def __init__(self, build: Callable[[int], QuerySet]) -> None:
        self.build = build
        self.written: dict[str, tuple[str, tuple]] = {}

    def __call__(self, key: int) -> tuple[Any, ...]:
        sql, parameters = self.written.get(connection.vendor) or self.write()
        with connection.cursor() as cursor:
            cursor.execute(sql, [key if value == MARK else value for value in parameters])
            return cursor.fetchone()

    def write(self) -> tuple[str, tuple]:
        self.written[connection.vendor] = self.build(MARK).query.sql_with_params()
        return self.written[connection.vendor]
