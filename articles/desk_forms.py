"""The two small forms of the page “Check and publish”."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("What should change?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say in a few words what should change.")},
    )


class TimeForm(forms.Form):
    """When to publish, on the editor's own clock."""

    at = forms.DateTimeField(
        label=_("Day and time"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        error_messages={
            "required": _("Choose a day and a time."),
            "invalid": _("Write a day and a time, such as 2027-03-01 09:30."),
        },
    )

    def __init__(self, user: User, data=None):
        super().__init__(data)
        self.fields["at"].help_text = _("In your time zone, %(zone)s.") % {"zone": user.time_zone}

    def clean_at(self):
        at, now = self.cleaned_data["at"], timezone.now()
        if at <= now:
            raise ValidationError(_("Choose a time that is still to come."))
        if at > now + timedelta(days=730):
            raise ValidationError(_("Choose a time within the next two years."))
        return at
