"""One answer to a reminder, read from a form and carried out."""

from datetime import date, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reminders import answering, arranging
from reminders.models import Occurrence, Schedule
from reminders.pattern import UNTIL_I_SAY
from reminders.words import moment

ANSWERS = ["later", "not_today", "pause", "resume", "keep", "end"]
SAY_ANSWER = gettext_lazy("Choose later, not today or pause.")
SAY_LATER = gettext_lazy("That time is not free any more. Choose another one.")
SAY_UNTIL = gettext_lazy("Write a date after today, such as 31/12/2026.")
SAY_NONE_TODAY = gettext_lazy("There is no reminder today that could come later.")


class AnswerForm(forms.Form):
    """occurrence: the reminder it is about, or None where there is none today."""

    answer = forms.ChoiceField(
        choices=[(name, name) for name in ANSWERS],
        error_messages={"required": SAY_ANSWER, "invalid_choice": SAY_ANSWER},
    )
    when = forms.CharField(required=False, max_length=20)
    until = forms.DateField(
        required=False,
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"],
        error_messages={"invalid": SAY_UNTIL},
    )

    def __init__(self, schedule: Schedule, occurrence: Occurrence | None, now: datetime, data=None):
        super().__init__(data)
        self.schedule, self.occurrence, self.now = schedule, occurrence, now
        self.later = answering.choices(schedule, now) if occurrence else {}

    def clean(self) -> None:
        match self.cleaned_data.get("answer"):
            case "later":
                self.cleaned_data["at"] = self.later_at(self.cleaned_data.get("when", ""))
            case "not_today" if self.occurrence is None:
                raise ValidationError(SAY_NONE_TODAY)
            case "pause":
                self.cleaned_data["until"] = self.pause_end()

    def later_at(self, choice: str) -> datetime:
        if self.occurrence is None:
            raise ValidationError(SAY_NONE_TODAY)
        if choice not in self.later:
            raise ValidationError(SAY_LATER)
        return self.later[choice]

    def pause_end(self) -> date | None:
        if "until" in self.errors:
            return None
        today = self.now.astimezone(self.schedule.zone_info).date()
        until = answering.pause_until(
            self.cleaned_data.get("when", ""), self.schedule, self.now
        ) or self.cleaned_data.get("until")
        if until is None or until <= today:
            self.add_error("until", SAY_UNTIL)
        return until

    def carry_out(self) -> str:
        """Do what was asked, and say what comes of it."""
        schedule, now, told = self.schedule, self.now, self.cleaned_data
        match told["answer"]:
            case "later" if self.occurrence:
                answering.later(self.occurrence, told["at"])
                at = time_format(told["at"].astimezone(schedule.zone_info).time(), "H:i")
                return _("We will remind you at %(time)s.") % {"time": at}
            case "not_today" if self.occurrence:
                answering.not_today(schedule, self.occurrence.local_date)
                return _("No more today.") + " " + next_in_words(schedule, now)
            case "pause":
                answering.pause(schedule, told["until"], now)
                return paused_in_words(told["until"])
            case "resume":
                answering.resume(schedule, now)
                return _("On again.") + " " + next_in_words(schedule, now)
            case "keep":
                answering.keep(schedule, now)
                return _("Kept as it is.") + " " + next_in_words(schedule, now)
        arranging.end(schedule, now)
        return _("Deleted. That reminder will not come again.")


def next_in_words(schedule: Schedule, now: datetime) -> str:
    """When it comes next, in a sentence; that there is none, if there is none."""
    times = schedule.pattern.next(now, 1, schedule.dates_over(now))
    if not times:
        return _("None is planned.")
    return _("The next one comes on %(when)s.") % {"when": moment(times[0], schedule.local_time)}


def paused_in_words(until: date) -> str:
    if until == UNTIL_I_SAY:
        return _("Paused until you switch it on again.")
    return _("Paused. It rings again from %(day)s.") % {"day": date_format(until, "l j F")}
