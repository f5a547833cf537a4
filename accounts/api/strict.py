from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

UNKNOWN = _("This field is not known here.")


class Strict(serializers.Serializer):
    """A serializer that refuses what it does not know, fields it only shows among them.

    Put it first: `class LogEntrySerializer(Strict, serializers.ModelSerializer)`.
    """

    def to_internal_value(self, data):
        if isinstance(data, dict):
            known = {
                name
                for name, field in self.fields.items()
                if not (field.read_only or isinstance(field, serializers.HiddenField))
            }
            if strangers := [name for name in data if name not in known]:
                raise serializers.ValidationError({name: [UNKNOWN] for name in strangers})
        return super().to_internal_value(data)
