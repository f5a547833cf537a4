from django import forms
from django.utils.translation import gettext_lazy as _

from reminders.preferences import MOST_A_DAY, Preferences

SAY_TIME = _("Write the time with hours and minutes, such as 22:00.")
SAY_NUMBER = _("Write a number from 1 to 10.")
CLOCK = ["%H:%M", "%H:%M:%S", "%H.%M"]


class PreferencesForm(forms.ModelForm):
    """Quiet hours and a cap a day, for all of a person's reminders together."""

    quiet_from = forms.TimeField(
        label=_("Quiet from"),
        input_formats=CLOCK,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": SAY_TIME, "invalid": SAY_TIME},
    )
    quiet_until = forms.TimeField(
        label=_("Quiet until"),
        input_formats=CLOCK,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": SAY_TIME, "invalid": SAY_TIME},
    )
    most_a_day = forms.IntegerField(
        label=_("At most this many in a day"),
        min_value=1,
        max_value=MOST_A_DAY,
        error_messages=dict.fromkeys(["required", "invalid", "min_value", "max_value"], SAY_NUMBER),
    )

    class Meta:
        model = Preferences
        fields = ["quiet_from", "quiet_until", "most_a_day"]
