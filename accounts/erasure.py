"""Deleting a person: every row that belongs to them, in one transaction, with a receipt."""

from collections import Counter

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import erasure_list, personal
from accounts.models import User

NAMES = {"sessions.Session": _("places you were signed in"), "accounts.User": _("account")}


def counts(user: User) -> dict[str, int]:
    """How many rows of each kind would go: label → rows, in the labels' order. Kinds with none are left out."""
    held = {
        model._meta.label: personal.rows(model, user).count()
        for model in personal.models_of_a_person()
    }
    return {label: count for label, count in sorted(held.items()) if count}


@transaction.atomic
def erase(user: User) -> dict[str, int]:
    """Delete `user` and all that is theirs, end their visits everywhere, and say what went: label → rows.

    A restored backup that still holds them loses them again: see erasure_list.
    """
    name = erasure_list.mark(user)
    transaction.on_commit(lambda: erasure_list.note(name, timezone.now()))
    receipt = Counter(_delete_what_names(user))
    receipt.update(user.delete()[1])
    return {label: count for label, count in sorted(receipt.items()) if count}


def _delete_what_names(user: User) -> dict[str, int]:
    """The two places that know a person without a foreign key: open sessions, and the editors' log about them."""
    about = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(User), object_id=str(user.pk)
    )
    visits = [
        session.pk
        for session in Session.objects.iterator()
        if session.get_decoded().get("_auth_user_id") == str(user.pk)
    ]
    return {
        "admin.LogEntry": about.delete()[0],
        "sessions.Session": Session.objects.filter(pk__in=visits).delete()[0],
    }


def in_plain_words(counted: dict[str, int]) -> list[tuple[str, int]]:
    """The same counts under the names people read, such as "agreements"."""
    return [(_plural(label), count) for label, count in counted.items()]


def _plural(label: str) -> str:
    return str(NAMES.get(label) or apps.get_model(label)._meta.verbose_name_plural)
