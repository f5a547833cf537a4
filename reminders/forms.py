"""Days and a time, tied to something the person already does, and how it should reach them."""

import datetime as dt
from typing import TYPE_CHECKING
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext_lazy as _

from accounts.forms import zone_choices
from accounts.models import User
from reminders.arranging import Wish
from reminders.models import Channel, Schedule
from reminders.schedule import EVERY_DAY
from reminders.words import WORKING_DAYS
from routines.models import Plan, Routine

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Anchor = Schedule.Anchor
USUAL = {Anchor.LUNCH: dt.time(13, 0), Anchor.WORK: dt.time(17, 30), Anchor.BED: dt.time(21, 30)}
DAYS = [(str(day), WEEKDAYS_ABBR[day]) for day in sorted(EVERY_DAY)]
DATES = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"]
SAY_WHEN = _("Choose when a nudge would help.")
SAY_TIME = _("Write the time with hours and minutes, such as 17:30.")
SAY_DAYS = _("Choose at least one day.")
SAY_SESSION = _("Choose a session from the list.")
SAY_ZONE = _("Choose a time zone from the list.")
SAY_CHANNEL = _("Choose how it should reach you.")
SAY_DATE = _("Write the last date like 31/12/2026, or leave it empty.")
SAY_LATER_DATE = _("No reminder would come before that date. Choose a later date or more days.")
SAY_CUE = _("Use at most 60 letters.")


class ReminderForm(forms.Form):
    """One reminder. `person` decides which sessions are offered: the plan's, or without a plan all of them."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    anchor = forms.ChoiceField(
        choices=Anchor.choices,
        widget=forms.RadioSelect,
        error_messages={"required": SAY_WHEN, "invalid_choice": SAY_WHEN},
    )
    cue = forms.CharField(
        required=False, max_length=60, error_messages={"max_length": SAY_CUE, "invalid": SAY_CUE}
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
    channels = forms.MultipleChoiceField(
        required=False,
        choices=Channel.choices,
        error_messages={"invalid_choice": SAY_CHANNEL, "invalid_list": SAY_CHANNEL},
    )
    ends_on = forms.DateField(
        required=False, input_formats=DATES, error_messages={"invalid": SAY_DATE}
    )

    def __init__(
        self,
        person: User,
        data=None,
        schedule: Schedule | None = None,
        now: dt.datetime | None = None,
    ):
        super().__init__(data, initial=first_values(schedule))
        self.person, self.now = person, now
        self.fields["session"] = self.session_field(schedule)
        self.fields["zone"] = forms.ChoiceField(
            required=False,
            choices=[("", _("The one in my account")), *zone_choices(person.time_zone)],
            error_messages={"invalid_choice": SAY_ZONE},
        )

    def session_field(self, schedule: Schedule | None) -> forms.ChoiceField:
        plan = Plan.objects.current(self.person)
        self.routines = (
            [plan.routine, *plan.others.all()]
            if plan
            else list(Routine.objects.filter(retired=False))
        )
        if schedule and schedule.routine and schedule.routine not in self.routines:
            self.routines.append(schedule.routine)
        anyhow = [("", _("The next session in my plan"))] if plan else [("", _("Choose a session"))]
        return forms.ChoiceField(
            choices=anyhow + [(routine.slug, routine.name) for routine in self.routines],
            required=plan is None,
            error_messages={"required": SAY_SESSION, "invalid_choice": SAY_SESSION},
        )

    def clean_key(self) -> UUID:
        try:
            return UUID(self.cleaned_data["key"])
        except ValueError:
            return uuid4()

    def clean_channels(self) -> list[str]:
        chosen = self.cleaned_data["channels"]
        if not chosen and not self.person.calendars.exists():
            raise ValidationError(SAY_CHANNEL)
        return chosen

    def clean(self) -> None:
        anchor, chosen = self.cleaned_data.get("anchor"), self.cleaned_data.get("time")
        if chosen is None and "time" not in self.errors:
            if anchor == Anchor.TIME:
                self.add_error("time", SAY_TIME)
            self.cleaned_data["time"] = USUAL.get(anchor) if anchor else None
        if not self.errors and self.now and self.cleaned_data.get("ends_on"):
            self.check_that_it_rings(self.now)

    def check_that_it_rings(self, now: dt.datetime) -> None:
        if not self.wish().pattern(self.zone).next(now, 1):
            self.add_error("ends_on", SAY_LATER_DATE)

    @property
    def zone(self) -> ZoneInfo:
        """The zone it would ring in."""
        return ZoneInfo(self.cleaned_data["zone"] or self.person.time_zone)

    def wish(self) -> Wish:
        data = self.cleaned_data
        routine = next(
            (routine for routine in self.routines if routine.slug == data["session"]), None
        )
        return Wish(
            days=frozenset(map(int, data["days"])),
            local_time=data["time"].replace(second=0),
            routine=routine,
            anchor=data["anchor"],
            cue=data["cue"] if data["anchor"] == Anchor.TIME else "",
            zone=data["zone"],
            channels=tuple(data["channels"]),
            ends_on=data["ends_on"],
        )

    def day_boxes(self) -> "list[tuple[str, StrOrPromise, StrOrPromise, bool]]":
        """(value, short name, full name, ticked) for each day."""
        ticked = self["days"].value() or []
        return [(value, label, WEEKDAYS[int(value)], value in ticked) for value, label in DAYS]

    def anchor_boxes(self) -> "list[tuple[str, StrOrPromise, dt.time | None, bool]]":
        """(value, words, usual time, chosen) for each anchor."""
        chosen = self["anchor"].value()
        usual = {str(anchor): at for anchor, at in USUAL.items()}
        return [
            (value, label, usual.get(value), value == chosen) for value, label in Anchor.choices
        ]

    def channel_boxes(self) -> "list[tuple[str, StrOrPromise, bool]]":
        """(value, words, ticked) for each channel."""
        ticked = self["channels"].value() or []
        return [(value, label, value in ticked) for value, label in Channel.choices]

    @property
    def has_more(self) -> bool:
        """Is anything set, or wrong, in the part that is folded away?"""
        return any(self[name].value() or self[name].errors for name in ("zone", "ends_on"))


def first_values(schedule: Schedule | None) -> dict:
    if schedule is None:
        days = [str(day) for day in sorted(WORKING_DAYS)]
        return {"key": uuid4(), "days": days, "session": "", "channels": [Channel.EMAIL.value]}
    own_time = schedule.local_time != USUAL.get(Anchor(schedule.anchor))
    return {
        "key": schedule.public_id,
        "anchor": schedule.anchor,
        "cue": schedule.cue,
        "time": schedule.local_time.strftime("%H:%M") if own_time else "",
        "days": [str(day) for day in sorted(schedule.weekdays)],
        "session": schedule.routine.slug if schedule.routine else "",
        "channels": schedule.channels,
        "zone": schedule.zone,
        "ends_on": schedule.ends_on.isoformat() if schedule.ends_on else "",
    }
