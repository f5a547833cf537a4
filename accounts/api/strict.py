from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers as s

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

UNKNOWN = _("This field is not known here.")
KINDS: "tuple[tuple[type[s.Field], tuple[type, ...], StrOrPromise], ...]" = (  # first match wins
    (s.BooleanField, (bool,), _("Send true or false.")),
    (s.IntegerField, (int,), _("Send a whole number.")),
    (s.FloatField, (int, float), _("Send a number.")),
    (s.CharField, (str,), _("Send a text.")),
)


class Strict(s.Serializer):
    """A serializer that guesses nothing. Put it first: `class Entry(Strict, ModelSerializer)`.

    It refuses fields it does not know, those it only shows among them, and values of another JSON
    kind: "3" is not 3, and 3 is not "3".
    """

    def to_internal_value(self, data):
        if isinstance(data, dict):
            known = {name: field for name, field in self.fields.items() if is_asked(field)}
            wrong = {name: [UNKNOWN] for name in data if name not in known}
            for name in known.keys() & data.keys():
                if message := another_kind(known[name], data[name]):
                    wrong[name] = [message]
            if wrong:
                raise s.ValidationError(wrong)
        return super().to_internal_value(data)


def is_asked(field: s.Field) -> bool:
    return not (field.read_only or isinstance(field, s.HiddenField))


def another_kind(field: s.Field, value):
    """What to send instead; None for a value of the right kind, or null, which the field judges itself."""
    for kind, allowed, message in KINDS:
        if isinstance(field, kind) and value is not None:
            whole = int in allowed and isinstance(value, float) and value.is_integer()
            fits = isinstance(value, allowed) and (bool in allowed or not isinstance(value, bool))
            return None if fits or whole else message
    return None
