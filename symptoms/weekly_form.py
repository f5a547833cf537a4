"""The questions of the weekly look back. The danger signs and the average must be answered; the rest may be."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from symptoms.log_form import one_of, rating
from symptoms.quick_views import QuickForm
from symptoms.weekly_models import MOST_ACTIVITIES, NAME_LIMIT, Barrier, Change

SAY_DAYS = _("Choose a number from 0 to 7.")
SLOTS = range(1, MOST_ACTIVITIES + 1)


def days() -> forms.IntegerField:
    wrong = dict.fromkeys(["invalid", "min_value", "max_value"], SAY_DAYS)
    return forms.IntegerField(required=False, min_value=0, max_value=7, error_messages=wrong)


class WeeklyForm(QuickForm):
    """The danger signs in one line each (`answer`), the items, and up to three activities with a rating."""

    average = forms.IntegerField(**rating(_("Choose a number from 0 to 10 for your average pain.")))
    change = one_of(Change.choices, _("Choose how you are from the list."))
    active_days = days()
    confident = forms.IntegerField(required=False, **rating(""))
    flares = days()

    def __init__(self, screen, activities: list, data=None, initial: dict | None = None):
        super().__init__(screen, data)
        self.initial = {**(initial or {}), **named(activities)}
        for slot in SLOTS:
            self.fields[f"activity_{slot}"] = forms.CharField(
                required=False,
                max_length=NAME_LIMIT,
                error_messages={"max_length": _("Make it shorter: 80 characters at most.")},
            )
            self.fields[f"rating_{slot}"] = forms.IntegerField(required=False, **rating(""))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for slot in SLOTS:
            rated = told.get(f"rating_{slot}") is not None
            if rated and not told.get(f"activity_{slot}") and f"activity_{slot}" not in self.errors:
                self.add_error(f"activity_{slot}", _("Say which activity this is."))
        return told

    def activities(self) -> list[dict[str, Any]]:
        """Each line as the page shows it; the empty ones but the first are folded away."""
        lines: list[dict[str, Any]] = [
            {"name": self[f"activity_{slot}"], "rating": self[f"rating_{slot}"], "slot": slot}
            for slot in SLOTS
        ]
        for line in lines:
            parts = (line["name"], line["rating"])
            said = any(part.value() not in ("", None) or part.errors for part in parts)
            line["shown"] = line["slot"] == 1 or said
        return lines

    def has_room(self) -> bool:
        return not all(line["shown"] for line in self.activities())

    def named_ratings(self) -> dict[str, int | None]:
        """Activity -> its rating, in the order given; one named twice is one. Call after is_valid()."""
        told = self.cleaned_data
        return {
            name: told[f"rating_{slot}"] for slot in SLOTS if (name := told[f"activity_{slot}"])
        }

    @property
    def items(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("average", "change", "active_days", "confident", "flares")}  # fmt: skip


def named(activities: list) -> dict:
    return {f"activity_{slot}": one.name for slot, one in zip(SLOTS, activities, strict=False)}


class BarrierForm(forms.Form):
    barrier = forms.ChoiceField(
        choices=Barrier.choices,
        error_messages=dict.fromkeys(
            ["required", "invalid_choice"], _("Choose what got in the way most.")
        ),
    )
