"""The daily log as a file, and back without loss: CSV and JSON. docs/log-files.md describes both.

Every field of an entry is a column, found by walking the model, so that a new one cannot be forgotten;
left out are its database ids and what the database works out from the others. In CSV a text that a
spreadsheet would run as a formula gets an apostrophe in front; reading takes it off again (OWASP, CSV
Injection).
"""

import csv
import io
import json
import uuid
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from symptoms.log_models import NOTE_LIMIT, LogEntry

FORMAT, VERSION = "psoascare-log", 1
OURS = {"id", "user", "public_id"}  # name a row here, not what it says
# What a spreadsheet takes for the start of a formula, and our own mark.
RUNS = tuple("=+-@\t\r\n'＝＋－＠")
MARK = "'"
LONGEST_KEYS = 2000  # letters in a list of keys
ALWAYS = ("local_date", "logged_at", "worst", "key")
FIELDS: list[models.Field] = [
    field
    for field in LogEntry._meta.concrete_fields
    if field.name not in OURS and not field.generated
]


def as_csv(entries: Iterable[LogEntry]) -> Iterator[str]:
    """The lines of the file, in UTF-8 with the mark by which Excel knows it."""
    line = io.StringIO(newline="")
    writer = csv.writer(line)
    yield "\ufeff"
    writer.writerow([field.name for field in FIELDS])
    for entry in entries:
        yield taken(line)
        writer.writerow([cell(field, entry) for field in FIELDS])
    yield taken(line)


def taken(line: io.StringIO) -> str:
    text = line.getvalue()
    line.seek(0)
    line.truncate()
    return text


def cell(field: models.Field, entry: LogEntry) -> str:
    value = plain(field.value_from_object(entry))
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case list() if all(isinstance(one, str) and one.isidentifier() for one in value):
            return " ".join(value)
        case list() | dict():
            return json.dumps(value, ensure_ascii=False)
    return guarded(str(value))


def guarded(text: str) -> str:
    return MARK + text if text.startswith(RUNS) else text


def unguarded(text: str) -> str:
    return text.removeprefix(MARK)


def as_json(entries: Iterable[LogEntry]) -> str:
    rows = [{f.name: plain(f.value_from_object(entry)) for f in FIELDS} for entry in entries]
    document = {"format": FORMAT, "version": VERSION, "entries": rows}
    return json.dumps(document, ensure_ascii=False, indent=1)


def plain(value: Any) -> Any:
    """`value` in JSON's own kinds."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, uuid.UUID) else value


# ------------------------------------------------------------------ and back


def from_cells(row: dict[str, str]) -> LogEntry:
    """The entry of one CSV row of ours. Raises ValidationError with words for its person."""
    return from_values({name: value_of(name, text) for name, text in row.items()})


def value_of(name: str, text: str) -> Any:
    field = LogEntry._meta.get_field(name)
    if isinstance(field, models.JSONField):
        return keys(text) if text else field.get_default()
    if isinstance(field, models.BooleanField):
        return {"yes": True, "no": False}.get(text, text)
    return None if text == "" and field.null else unguarded(text)


def keys(text: str) -> Any:
    try:
        return json.loads(text) if text[0] in "[{" else text.split()
    except ValueError:
        raise ValidationError(_("A list in this row cannot be read.")) from None


def from_values(values: dict[str, Any]) -> LogEntry:
    """The entry with these values, each checked. Raises ValidationError with words for its person."""
    missing = [name for name in ALWAYS if values.get(name) in ("", None)]
    if missing:
        raise ValidationError(_("“%(column)s” is empty."), params={"column": missing[0]})
    entry = LogEntry()
    for field in FIELDS:
        if field.name in values:
            setattr(entry, field.name, cleaned(field, values[field.name], entry))
    return entry


def cleaned(field: models.Field, value: Any, entry: LogEntry) -> Any:
    try:
        found = field.clean(value, entry) if not (value in ("", None) and field.blank) else value
    except (ValidationError, TypeError, ValueError, OverflowError):  # JSON may hold any kind
        raise ValidationError(
            _("“%(value)s” does not fit “%(column)s”."),
            params={"value": str(value)[:40], "column": field.name},
        ) from None
    check_size(field, found)
    return field.get_default() if found is None and not field.null else found


def is_list_of_words(value: Any, like: Any) -> bool:
    """Whether it is a short list, or mapping, of words: of the kind that the column holds."""
    short = len(json.dumps(value)) <= LONGEST_KEYS
    return (
        type(value) is type(like)
        and short
        and all(isinstance(one, str) and one.isidentifier() for one in value)
    )


def check_size(field: models.Field, value: Any) -> None:
    if field.name == "note" and len(value or "") > NOTE_LIMIT:
        raise ValidationError(
            _("The note is longer than %(most)d characters."), params={"most": NOTE_LIMIT}
        )
    if isinstance(field, models.JSONField) and not is_list_of_words(value, field.get_default()):
        raise ValidationError(_("A list in this row cannot be read."))
    if isinstance(field, models.DateTimeField) and value.tzinfo is None:
        raise ValidationError(_("“%(column)s” needs its offset."), params={"column": field.name})
