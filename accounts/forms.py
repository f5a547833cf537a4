"""Signing up, agreeing, and the two things a person sets about themselves."""

from itertools import groupby
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from allauth.account.forms import SignupForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User, known_zone

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TOO_YOUNG = _(
    "Accounts are for people aged 16 or over. If you are younger, you can still read everything here. You do not need an account for that."
)


class Over16Field(forms.BooleanField):
    def __init__(self, **kwargs):
        super().__init__(
            label=_("I am 16 or over"), error_messages={"required": TOO_YOUNG}, **kwargs
        )


class SignUpForm(SignupForm):
    """An e-mail address, a password if you like one, and the 16 or over question."""

    over_16 = Over16Field()
    time_zone = forms.CharField(
        required=False, widget=forms.HiddenInput(attrs={"data-time-zone": True})
    )
    field_order = ["email", "password1", "over_16", "time_zone"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        password = self.fields["password1"]
        password.label = _("Password (you can leave this empty)")
        password.help_text = _(
            "8 characters or more. With no password, we send you a code by e-mail each time you sign in."
        )

    def clean_time_zone(self) -> str:
        """The browser fills this in unseen, so a zone we do not know becomes our own; settings can change it."""
        zone = self.cleaned_data["time_zone"]
        try:
            known_zone(zone)
        except ValidationError:
            return User._meta.get_field("time_zone").default
        return zone


class ConsentForm(forms.Form):
    """One agreement at a time. The box is never ticked beforehand."""

    agree = forms.BooleanField(
        error_messages={"required": _("Tick the box if you agree. If you do not, nothing is kept.")}
    )
    over_16 = Over16Field()

    def __init__(self, *args, agree_label: "StrOrPromise", ask_age: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agree"].label = agree_label
        if not ask_age:
            del self.fields["over_16"]


def zone_choices(current: str) -> list:
    """Every zone, grouped by its first word; `current` too, should it be an old name."""
    names = sorted(
        {name for name in available_timezones() if "/" in name and not name.startswith("Etc/")}
        | {"UTC", current}
    )
    areas = groupby(names, key=lambda name: name.partition("/")[0])
    return [(area, [(name, _city(name)) for name in names]) for area, names in areas]


def _city(name: str) -> str:
    area, _slash, place = name.partition("/")
    return (place or area).replace("_", " ").replace("/", ", ")


class SettingsForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["time_zone", "region"]
        help_texts = {"time_zone": _("Your reminders and your log follow this clock.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["time_zone"] = forms.ChoiceField(
            label=_("Time zone"),
            help_text=self.fields["time_zone"].help_text,
            choices=zone_choices(self.instance.time_zone),
            error_messages={"invalid_choice": _("Choose a time zone from the list.")},
        )
        self.fields["region"].error_messages["invalid_choice"] = _(
            "Choose where you live from the list."
        )
