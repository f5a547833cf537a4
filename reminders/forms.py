"""Days and a time, tied to something the person already does."""

import datetime as dt
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django import forms
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from reminders.arranging import Wish
from reminders.models import Schedule
from reminders.schedule import EVERY_DAY
from reminders.words import WORKING_DAYS
from routines.models import Plan, Routine

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ANCHORS = {"lunch": dt.time(13, 0), "work": dt.time(17, 30), "bed": dt.time(21, 30)}
PICK = "time"
CHOICES = [
    ("lunch", _("After lunch")),
    ("work", _("When I finish work")),
    ("bed", _("Before bed")),
    (PICK, _("Pick a time")),
]
DAYS = [(str(day), WEEKDAYS_ABBR[day]) for day in sorted(EVERY_DAY)]
SAY_WHEN = _("Choose when a nudge would help.")
SAY_TIME = _("Write the time with hours and minutes, such as 17:30.")
SAY_DAYS = _("Choose at least one day.")
SAY_SESSION = _("Choose a session from the list.")


class ReminderForm(forms.Form):
    """One reminder. `person` decides which sessions are offered: the plan's, or without a plan all of them."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    anchor = forms.ChoiceField(
        choices=CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": SAY_WHEN, "invalid_choice": SAY_WHEN},
    )
    time = forms.TimeField(
        required=False,
        input_formats=["%H:%M", "%H:%M:%S", "%H.%M"],
        error_messages={"invalid": SAY_TIME},
    )
    days = forms.MultipleChoiceField(
        choices=DAYS,
        error_messages={"required": SAY_DAYS, "invalid_choice": SAY_DAYS, "invalid_list": SAY_DAYS},
    )

    def __init__(self, person: User, data=None, schedule: Schedule | None = None):
        super().__init__(data, initial=first_values(schedule))
        plan = Plan.objects.current(person)
        self.routines = (
            [plan.routine, *plan.others.all()]
            if plan
            else list(Routine.objects.filter(retired=False))
        )
        if schedule and schedule.routine and schedule.routine not in self.routines:
            self.routines.append(schedule.routine)
        anyhow = [("", _("The next session in my plan"))] if plan else [("", _("Choose a session"))]
        self.fields["session"] = forms.ChoiceField(
            choices=anyhow + [(routine.slug, routine.name) for routine in self.routines],
            required=plan is None,
            error_messages={"required": SAY_SESSION, "invalid_choice": SAY_SESSION},
        )

    def clean_key(self) -> UUID:
        try:
            return UUID(self.cleaned_data["key"])
        except ValueError:
            return uuid4()

    def clean(self) -> None:
        anchor, chosen = self.cleaned_data.get("anchor"), self.cleaned_data.get("time")
        if anchor == PICK and chosen is None and "time" not in self.errors:
            self.add_error("time", SAY_TIME)
        elif anchor in ANCHORS:
            self.errors.pop("time", None)  # the time box was not the one they chose
            self.cleaned_data["time"] = ANCHORS[anchor]

    def wish(self) -> Wish:
        data = self.cleaned_data
        routine = next(
            (routine for routine in self.routines if routine.slug == data["session"]), None
        )
        return Wish(frozenset(map(int, data["days"])), data["time"].replace(second=0), routine)

    def day_boxes(self) -> "list[tuple[str, StrOrPromise, StrOrPromise, bool]]":
        """(value, short name, full name, ticked) for each day."""
        ticked = self["days"].value() or []
        return [(value, label, WEEKDAYS[int(value)], value in ticked) for value, label in DAYS]

    def anchor_boxes(self) -> "list[tuple[str, StrOrPromise, dt.time | None, bool]]":
        """(value, words, usual time, chosen) for each anchor."""
        chosen = self["anchor"].value()
        return [(value, label, ANCHORS.get(value), value == chosen) for value, label in CHOICES]


def first_values(schedule: Schedule | None) -> dict:
    if schedule is None:
        return {"key": uuid4(), "days": [str(day) for day in sorted(WORKING_DAYS)], "session": ""}
    anchor = next((name for name, at in ANCHORS.items() if at == schedule.local_time), PICK)
    return {
        "key": schedule.public_id,
        "anchor": anchor,
        "time": schedule.local_time.strftime("%H:%M"),
        "days": [str(day) for day in sorted(schedule.weekdays)],
        "session": schedule.routine.slug if schedule.routine else "",
    }
