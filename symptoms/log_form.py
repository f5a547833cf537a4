"""The questions of the daily log and the words of their errors. Only the first must be answered."""

import uuid
from datetime import date, timedelta

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from symptoms.log_models import ANSWERS, DAYS_BACK, NOTE_LIMIT, Morning, RoutineDone, Sleep, Tag
from symptoms.sites import Site

SALT = "symptoms.log.page"


def rating(required_words) -> dict:
    words = {"required": required_words}
    words |= dict.fromkeys(
        ["invalid", "min_value", "max_value"], _("Choose a number from 0 to 10.")
    )
    return {"min_value": 0, "max_value": 10, "error_messages": words}


def one_of(choices, words) -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=choices, required=False, error_messages={"invalid_choice": words}
    )


def any_of(choices, words) -> forms.MultipleChoiceField:
    wrong = dict.fromkeys(["invalid_choice", "invalid_list"], words)
    return forms.MultipleChoiceField(choices=choices, required=False, error_messages=wrong)


class NoteField(forms.CharField):
    """Browsers send a line break as two characters but count it as one."""

    def to_python(self, value):
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)


class LogForm(forms.Form):
    """The answers of one entry."""

    worst = forms.IntegerField(**rating(_("Choose a number from 0 to 10 for the worst pain.")))
    interfere = forms.IntegerField(required=False, **rating(""))
    morning = one_of(Morning.choices, _("Choose how it was this morning from the list."))
    routine_done = one_of(
        RoutineDone.choices, _("Choose how much of your routine you did from the list.")
    )
    sleep = one_of(Sleep.choices, _("Choose how you slept from the list."))
    tags = any_of(Tag.choices, _("Choose what was different from the list."))
    sites = any_of(Site.choices, _("Choose where it was from the list."))
    note = NoteField(
        required=False,
        max_length=NOTE_LIMIT,
        error_messages={
            "max_length": _(
                "Make your note shorter: %(limit_value)d characters at most. It has %(show_value)d."
            )
        },
    )

    @property
    def answers(self) -> dict:
        return {name: self.cleaned_data[name] for name in ANSWERS}


class NewEntryForm(LogForm):
    """A page to log one day on. It carries that day and its own key, signed for one person.

    So an entry is about the day the page was opened, even when it is saved after midnight, and
    pressing Save twice is one entry. A page that was changed, is somebody else's, or is about a day
    that can no longer be filled in, is refused with what was typed kept, and turned to today.
    """

    page = forms.Field(required=False, widget=forms.HiddenInput)

    def __init__(self, user, today: date, data=None, initial=None, day: date | None = None):
        super().__init__(data, initial=initial, use_required_attribute=False)
        self.user, self.today = user, today
        self.day, self.key = day or today, uuid.uuid4()

    def clean(self):
        try:
            self.day, self.key = self.read_page(self.cleaned_data.get("page"))
        except signing.BadSignature:
            raise forms.ValidationError(
                _(
                    "This page had been open too long to save. It is about today now. Check your answers and save again."
                )
            ) from None
        return self.cleaned_data

    def read_page(self, token: str | None) -> tuple[date, uuid.UUID]:
        owner, day, key = signing.loads(token or "", salt=SALT)
        day = date.fromisoformat(day)
        if owner != str(self.user.public_id) or not can_fill_in(day, self.today):
            raise signing.BadSignature
        return day, uuid.UUID(key)

    @property
    def token(self) -> str:
        return signing.dumps(
            [str(self.user.public_id), self.day.isoformat(), str(self.key)], salt=SALT
        )


def can_fill_in(day: date, today: date) -> bool:
    return today - timedelta(days=DAYS_BACK) <= day <= today
