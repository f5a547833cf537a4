"""Copies of the database that can be put back: made while the site runs, tried, and thrown away after 30 days.

Keys and uploaded pictures are not in them: see docs/operating.md.
"""

import os
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import Error, connection

from accounts import erasure_list

KEPT = timedelta(days=30)
STAMP = "%Y%m%dT%H%M%SZ"
SUFFIX = {"sqlite": ".sqlite3", "postgresql": ".pgdump"}
PEOPLE = "accounts_user"


class BackupError(Exception):
    """Says what is wrong, in a sentence for whoever runs the site."""


def folder() -> Path:
    return settings.VAR_DIR / "backups"


def back_up(now: datetime) -> Path:
    """Write one more copy, readable by us alone, and throw away those older than KEPT. Returns its file."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    whole = folder() / f"psoascare-{now.astimezone(UTC):{STAMP}}{SUFFIX[connection.vendor]}"
    part = whole.with_suffix(".part")  # a copy that was cut short never has a backup's name
    part.touch(mode=0o600)
    try:
        WRITE[connection.vendor](part)
        part.replace(whole)
    except (OSError, Error) as error:  # no room left, or the database is away
        raise BackupError(f"The copy could not be written: {error}.") from error
    finally:
        part.unlink(missing_ok=True)
    throw_away(now)
    erasure_list.drop_old(now)
    return whole


def throw_away(now: datetime) -> list[Path]:
    old = [path for path in kept() if taken_at(path) < now - KEPT]
    for path in old:
        path.unlink()
    return old


def kept() -> list[Path]:
    """The backups there are, oldest first."""
    return sorted(path for path in folder().glob("psoascare-*") if path.suffix in SUFFIX.values())


def taken_at(path: Path) -> datetime:
    return datetime.strptime(path.stem.removeprefix("psoascare-"), STAMP).replace(tzinfo=UTC)


def try_out(path: Path) -> Mapping[str, int]:
    """Read the whole of a backup as a restore would. Returns table -> rows. Raises BackupError if it is no use."""
    if not path.is_file():
        raise BackupError(f"There is no file {path}.")
    rows = READ["postgresql" if path.suffix == SUFFIX["postgresql"] else "sqlite"](path)
    if PEOPLE not in rows:
        raise BackupError(f"{path.name} can be read, but holds no table of people.")
    return rows


# ------------------------------------------------------------------ SQLite


def vacuum_into(path: Path) -> None:
    with connection.cursor() as cursor:  # a copy of one moment; writers are not kept waiting
        cursor.execute("VACUUM INTO %s", [str(path)])


def read_sqlite(path: Path) -> dict[str, int]:
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as copy:
            [[verdict]] = copy.execute("PRAGMA integrity_check(1)").fetchall()
            if verdict != "ok" or copy.execute("PRAGMA foreign_key_check").fetchone():
                raise BackupError(f"{path.name} is damaged: {verdict}.")
            names = copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            return {name: count(copy, name) for (name,) in names}
    except sqlite3.DatabaseError as error:
        raise BackupError(f"{path.name} cannot be read: {error}.") from error


def count(copy: sqlite3.Connection, table: str) -> int:
    quoted = table.replace('"', '""')
    [[rows]] = copy.execute(f'SELECT count(*) FROM "{quoted}"').fetchall()  # noqa: S608 - its own name
    return rows


# ------------------------------------------------------------------ PostgreSQL


def dump(path: Path) -> None:
    for _line in lines_of("pg_dump", "--format=custom", "--no-owner", f"--file={path}"):
        pass  # it writes to the file


def read_dump(path: Path) -> dict[str, int]:
    """Restore it to plain SQL, which reads every byte, and count the rows of each table on the way."""
    rows: dict[str, int] = {}
    table = ""
    for line in lines_of("pg_restore", "--data-only", "--file=-", str(path)):
        if line.startswith("COPY "):
            table = line.split()[1].rpartition(".")[2].strip('"')
            rows[table] = 0
        elif line == "\\.":
            table = ""
        elif table:
            rows[table] += 1
    return rows


def lines_of(program: str, *options: str) -> Iterator[str]:
    """What the program says, line by line: a whole database may come out of it."""
    with tempfile.TemporaryFile("w+") as trouble:
        try:
            running = subprocess.Popen(
                [program, *options],
                env={**os.environ, **login()},
                stdout=subprocess.PIPE,
                stderr=trouble,
                text=True,
                errors="replace",
            )
        except FileNotFoundError:
            raise BackupError(
                f"{program} was not found. Install PostgreSQL's client programs."
            ) from None
        with running:
            yield from (line.rstrip("\n") for line in running.stdout or ())
        if running.returncode:
            trouble.seek(0)
            raise BackupError(f"{program} failed: {trouble.read(300).strip()}")


def login() -> dict[str, str]:
    """What libpq reads. The password goes by the environment: others can see a command's options."""
    to = connection.settings_dict
    known = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    found = {name: str(to[key]) for name, key in known.items() if to.get(key)}
    return {**found, "PGDATABASE": to["NAME"]}


WRITE = {"sqlite": vacuum_into, "postgresql": dump}
READ = {"sqlite": read_sqlite, "postgresql": read_dump}
