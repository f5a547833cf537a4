"""The questions of the page for an appointment. All of them may be left empty."""

from django import forms
from django.utils.translation import gettext_lazy as _

from symptoms.log_form import NoteField
from symptoms.report_models import (
    MEDICINES_LIMIT,
    QUESTION_LIMIT,
    SINCE_LIMIT,
    Part,
    Report,
    ReportChoices,
)

SHORTER = _("Make this shorter: %(limit_value)d characters at most. It has %(show_value)d.")
GOOD_FOR = {1: _("1 day"), 7: _("7 days"), 30: _("30 days")}


def words(label, limit: int, hint, rows: int) -> NoteField:
    return NoteField(
        label=label,
        help_text=hint,
        required=False,
        max_length=limit,
        widget=forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(),
        error_messages={"max_length": SHORTER},
    )


class ReportForm(forms.Form):
    question = words(
        _("What do you want to ask?"),
        QUESTION_LIMIT,
        _("It goes first on the page. For example: may I start to run again?"),
        3,
    )
    since = words(_("Since when?"), SINCE_LIMIT, _("For example: early September."), 0)
    medicines = words(
        _("Medicines you take"), MEDICINES_LIMIT, _("Leave it empty to leave it out."), 2
    )
    period = forms.ChoiceField(
        label=_("Which days?"),
        choices=ReportChoices.Period.choices,
        error_messages=dict.fromkeys(
            ["required", "invalid_choice"], _("Choose which days from the list.")
        ),
    )
    parts = forms.MultipleChoiceField(
        label=_("What to show"),
        choices=Part.choices,
        required=False,
        error_messages=dict.fromkeys(
            ["invalid_choice", "invalid_list"], _("Choose what to show from the list.")
        ),
    )

    def __init__(self, report: Report, data=None):
        shown = [part for part in Part.values if report.shows(part)]
        super().__init__(data, initial={**report.choices_made, "parts": shown})
        self.report = report

    def save(self, now) -> Report:
        told = dict(self.cleaned_data)
        shown = told.pop("parts")
        for name, value in told.items():
            setattr(self.report, name, value)
        self.report.left_out = [part for part in Part.values if part not in shown]
        self.report.saved_at = now
        self.report.save()
        return self.report


class LinkForm(forms.Form):
    """How long a link is good for."""

    days = forms.TypedChoiceField(
        label=_("How long should the link work?"),
        choices=list(GOOD_FOR.items()),
        coerce=int,
        initial=7,
        error_messages=dict.fromkeys(
            ["required", "invalid_choice"], _("Choose how long from the list.")
        ),
    )
