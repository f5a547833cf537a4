"""A file of days, read whole before anything is kept: ours (CSV or JSON), or a plain CSV of date, pain and note.

Either every row can be read, or nothing is imported and each row that cannot says why. Importing the
same file again adds nothing: an entry is known by its key, and a plain row by what it says.
"""

import csv
import io
import json
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from symptoms import log_file
from symptoms.log_models import NOTE_LIMIT, LogEntry

MOST_BYTES, MOST_ROWS = 5_000_000, 20_000
OLDEST = date(2000, 1, 1)
NAMES = {
    "date": {"date", "day", "local_date"},
    "pain": {"pain", "worst", "score", "worst pain"},
    "note": {"note", "notes", "comment", "comments"},
}
WRITTEN = ("%Y-%m-%d", "%d %b %Y", "%d %B %Y", "%d/%m/%Y", "%d.%m.%Y")


class CannotRead(Exception):
    """The file as a whole cannot be used. Its message is for the person."""


@dataclass(frozen=True)
class Found:
    """entries: what the file says, oldest first. problems: (row as a spreadsheet numbers it, words)."""

    entries: list[LogEntry] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)


def read(data: bytes, user, now: datetime) -> Found:
    """What is in the file. Raises CannotRead when it cannot be read at all."""
    text = decoded(data)
    rows = json_rows(text) if text.lstrip()[:1] == "{" else csv_rows(text, user, now)
    last = user.local_date(now) + timedelta(days=1)  # it may be tomorrow where they were
    entries, problems = [], []
    for number, make in rows:
        try:
            entry = make()
            in_range(entry.local_date, last)
            entries.append(entry)
        except ValidationError as wrong:
            problems.append((number, " ".join(wrong.messages)))
    if not entries and not problems:
        raise CannotRead(_("There is no row in this file."))
    return Found(sorted(entries, key=lambda entry: (entry.local_date, entry.logged_at)), problems)


def decoded(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise CannotRead(
            _("This file is larger than 5 MB. Split it, and import the parts in turn.")
        )
    for encoding in ("utf-8-sig", "cp1252"):  # the second is what Excel saves as plain "CSV"
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise CannotRead(_("This is not a text file. Save your table as CSV, and choose that file."))


def in_range(day: date, last: date) -> None:
    if day > last:
        raise ValidationError(_("This day has not come yet."))
    if day < OLDEST:
        raise ValidationError(_("This day is before the year 2000."))


Rows = Iterator[tuple[int, Any]]


def json_rows(text: str) -> Rows:
    """Our own JSON, or the file of everything we hold, whose log is one of its lists."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise CannotRead(_("This JSON file cannot be read.")) from None
    records = document.get("records")
    rows = (
        records.get("symptoms.logentry") if isinstance(records, dict) else document.get("entries")
    )
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise CannotRead(_("There is no log in this JSON file."))
    few_enough(len(rows))
    known = {column.name for column in log_file.FIELDS}
    for number, row in enumerate(rows, start=1):
        values = {name: value for name, value in row.items() if name in known}
        yield number, lambda values=values: log_file.from_values(values)


def csv_rows(text: str, user, now: datetime) -> Rows:
    table = [row for row in enumerate(parsed(text), start=1) if any(map(str.strip, row[1]))]
    few_enough(len(table))
    if not table:
        return iter(())
    head = [name.strip().lower() for name in table[0][1]]
    if "key" in head and "logged_at" in head:
        return our_rows(head, table[1:])
    return plain_rows(head, table, user, now)


def parsed(text: str) -> list[list[str]]:
    first = text.lstrip().partition("\n")[0]
    comma = max(",;\t", key=first.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=comma, strict=True))
    except csv.Error:
        raise CannotRead(
            _("This CSV file cannot be read: a quotation mark is open, or a cell is too long.")
        ) from None


def few_enough(count: int) -> None:
    if count > MOST_ROWS + 1:
        raise CannotRead(
            _("This file has more than 20,000 rows. Split it, and import the parts in turn.")
        )


def our_rows(head: list[str], table: list[tuple[int, list[str]]]) -> Rows:
    known = {column.name for column in log_file.FIELDS}
    for number, row in table:
        cells = {n: text for n, text in zip(head, row, strict=False) if n in known}
        yield number, lambda cells=cells: log_file.from_cells(cells)


# ------------------------------------------------------------------ a plain table


def plain_rows(head: list[str], table: list, user, now: datetime) -> Rows:
    places = {name: place(head, words) for name, words in NAMES.items()}
    has_head = places["date"] is not None and places["pain"] is not None
    if not has_head and not looks_like_a_day(table[0][1]):
        raise CannotRead(
            _("The first row must name the columns: date, pain and, if you have them, note.")
        )
    if not has_head:
        places = {"date": 0, "pain": 1, "note": 2}
    seen: Counter[tuple] = Counter()
    for number, row in table[1 if has_head else 0 :]:
        cells = {name: cell_at(row, where) for name, where in places.items()}
        yield number, lambda cells=cells: plain_entry(cells, seen, user, now)


def place(head: list[str], words: set[str]) -> int | None:
    return next((n for n, name in enumerate(head) if name in words), None)


def cell_at(row: list[str], where: int | None) -> str:
    return row[where].strip() if where is not None and where < len(row) else ""


def looks_like_a_day(row: list[str]) -> bool:
    try:
        return len(row) >= 2 and bool(written_day(row[0].strip()))
    except ValidationError:
        return False


def plain_entry(cells: dict[str, str], seen: Counter, user, now: datetime) -> LogEntry:
    """An entry filled in later. The same row of the same person always gets the same key."""
    day, pain, note = written_day(cells["date"]), written_pain(cells["pain"]), cells["note"]
    if len(note) > NOTE_LIMIT:
        raise ValidationError(
            _("The note is longer than %(most)d characters."), params={"most": NOTE_LIMIT}
        )
    says = (day.isoformat(), pain, note)
    seen[says] += 1
    key = uuid.uuid5(user.public_id, json.dumps([*says, seen[says]]))
    return LogEntry(local_date=day, logged_at=now, late=True, worst=pain, note=note, key=key)


def written_day(text: str) -> date:
    for shape in WRITTEN:
        try:
            return datetime.strptime(text, shape).date()  # noqa: DTZ007 - a day, not a time
        except ValueError:
            continue
    raise ValidationError(
        _("“%(text)s” is not a date. Write it as 2026-11-24."), params={"text": text[:40]}
    )


def written_pain(text: str) -> int:
    if text.isascii() and text.isdecimal() and int(text[:4]) <= 10:
        return int(text)
    raise ValidationError(
        _("“%(text)s” is not a whole number from 0 to 10."), params={"text": text[:40]}
    )


# ------------------------------------------------------------------ keeping it


def new_ones(user, entries: list[LogEntry]) -> list[LogEntry]:
    """Those that are not in this person's log yet, each once. What is there stays as it is."""
    known = set(user.log_entries.values_list("key", flat=True))
    by_key = {entry.key: entry for entry in reversed(entries)}  # the first of each is left
    return [one for one in entries if one.key not in known and by_key[one.key] is one]


@transaction.atomic
def keep(user, entries: list[LogEntry]) -> int:
    """Add what is new, all of it or nothing. Returns how many entries that were.

    One import of a person at a time: a yes that is pressed twice counts once.
    """
    User.objects.select_for_update().get(pk=user.pk)
    fresh = new_ones(user, entries)
    for entry in fresh:
        entry.user = user
    LogEntry.objects.bulk_create(fresh, batch_size=500)
    return len(fresh)
