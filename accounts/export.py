"""Everything we hold about one person, as one JSON document.

    {"format": "psoascare-export", "version": 1, "made_at": …, "person": …, "about": …,
     "records": {"<app>.<model>": [{"<field>": …}]}, "left_out": {"<app>.<model>.<field>": "why"}}

Times are ISO 8601 with their offset, dates ISO 8601, ids as stored. Notes are readable. A reference
to something that is not personal, such as a routine, is {"id": …, "name": …}.
"""

import base64
import json
from datetime import date, datetime, time
from typing import Any

from django.db import models

from accounts import personal
from accounts.models import User

LEFT_OUT = {
    "accounts.user.password": "A one-way hash of your password. It is of no use to you, and of some to a thief.",
    "mfa.authenticator.data": "The secret half of your second factor. It would let a thief pretend to be you.",
    "reminders.pushsubscription.session_key": "The key of a visit of yours that is still open. A thief could walk in with it.",
    "reminders.pushsubscription.auth": "The secret of your browser's notifications. A thief could write some.",
    "account.emailconfirmation.key": "A code that worked once, to confirm your address.",
    "symptoms.logentry.packed": "The answers beside it once more, as one number that charts are drawn from.",
}
ABOUT = (
    "Every record that belongs to you, by kind. One list for each kind; one object for each record."
)


def as_json(user: User, now: datetime) -> str:
    return json.dumps(document(user, now), indent=2, ensure_ascii=False)


def file_name(now: datetime) -> str:
    return f"my-data-{now:%Y-%m-%d}.json"


def document(user: User, now: datetime) -> dict[str, Any]:
    records = {
        model._meta.label_lower: _records(model, user) for model in personal.models_of_a_person()
    }
    return {
        "format": "psoascare-export",
        "version": 1,
        "made_at": now.isoformat(),
        "person": str(user.public_id),
        "about": ABOUT,
        "records": records,
        "left_out": LEFT_OUT,
    }


def fields(model: type[models.Model]) -> list[models.Field]:
    return [
        field
        for field in model._meta.concrete_fields
        if f"{model._meta.label_lower}.{field.name}" not in LEFT_OUT
    ]


def _records(model: type[models.Model], user: User) -> list[dict[str, Any]]:
    named = [field.name for field in fields(model) if _has_a_name(field)]
    return [_record(row) for row in personal.rows(model, user).select_related(*named)]


def _record(row: models.Model) -> dict[str, Any]:
    return {field.name: _value(field, row) for field in fields(type(row))}


def _value(field: models.Field, row: models.Model) -> Any:
    value = field.value_from_object(row)
    if value is not None and _has_a_name(field):
        return {"id": _plain(value), "name": str(getattr(row, field.name))}
    return _plain(value)


def _has_a_name(field: models.Field) -> bool:
    return field.is_relation and field.related_model not in personal.models_of_a_person()


def _plain(value: Any) -> Any:
    """`value` in JSON's own kinds; whatever JSON has no kind for, as text."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case datetime() | date() | time():
            return value.isoformat()
        case bytes() | memoryview():
            return base64.b64encode(bytes(value)).decode()
        case dict():
            return {str(key): _plain(item) for key, item in value.items()}
        case list() | tuple() | set():
            return [_plain(item) for item in value]
    return str(value)
