"""The questions of the daily log and the words of their errors. Only the first must be answered."""

from datetime import date, datetime, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from routines.forms import KEPT_FOR
from symptoms import log_page
from symptoms.log_models import ANSWERS, NOTE_LIMIT, LogEntry, Morning, RoutineDone, Sleep, Tag
from symptoms.sites import Site

TOO_LATE = _("This entry is more than 30 days old. It was not saved.")
TOO_OLD = _(
    "This page had been open too long to save. It is about today now. Check your answers and save again."
)


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
    """A page to log one day on: see log_page. One that can no longer be saved is turned to today, with
    what was typed kept.

    ago: how many seconds ago it was saved, for one that waited on a device. day, key: only for a page
    that was opened without a network, in place of `page`.
    """

    page = forms.CharField(required=False)
    day = forms.DateField(required=False, input_formats=["%Y-%m-%d"])
    key = forms.UUIDField(required=False)
    ago = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=KEPT_FOR,
        error_messages=dict.fromkeys(["invalid", "min_value", "max_value"], TOO_LATE),
    )

    def __init__(self, user, now: datetime, data=None, initial=None, day: date | None = None):
        super().__init__(data, initial=initial, use_required_attribute=False)
        self.user, self.now = user, now
        self.today = user.local_date(now)
        self.made = log_page.opened(user, day or self.today, now)

    def clean(self):
        told = super().clean() or {}
        self.saved_at = self.now - timedelta(seconds=told.get("ago") or 0)
        try:
            self.made = self.read_page(told)
        except log_page.TooOld:
            raise forms.ValidationError(TOO_OLD) from None
        return told

    def read_page(self, told: dict) -> log_page.LogPage:
        if told.get("page") or not (told.get("day") and told.get("key")):
            return log_page.read(told.get("page") or "", self.user, self.saved_at)
        return log_page.from_device(told["day"], told["key"], self.user, self.saved_at)

    @property
    def token(self) -> str:
        return self.made.token(self.user)

    def save(self) -> LogEntry | None:
        """The entry; None for one that the person has deleted since. Call after is_valid()."""
        made = self.made
        if self.user.entries_before.is_gone(made.key):
            return None
        return self.user.log_entries.record(
            made.key, made.day, self.answers, self.saved_at, made.late
        )

    def first_error(self) -> str:
        return str(next(iter(self.errors.values()))[0])
