"""What a reader may ask or tell: which routines to list, how to play one, how it went."""

from django import forms
from django.utils.translation import gettext_lazy as _

from routines.library import Exercise, Routine
from routines.personal import Session

A_DAY = 24 * 60 * 60
KEPT_FOR = 30 * A_DAY  # how long a session may wait on a device before it is sent
NOTE_LIMIT = 500
START_AGAIN = _("This page is too old. Start the session again from the routine's page.")


class FilterForm(forms.Form):
    """Narrows the list of routines. Everything is optional."""

    kind = forms.ChoiceField(
        label=_("Type"),
        required=False,
        choices=[("", _("Any type")), *Routine.Kind.choices],
        error_messages={"invalid_choice": _("Choose a type from the list.")},
    )
    minutes = forms.ChoiceField(
        label=_("Time"),
        required=False,
        choices=[
            ("", _("Any length")),
            ("5", _("5 minutes or less")),
            ("10", _("10 minutes or less")),
        ],
        error_messages={"invalid_choice": _("Choose a time from the list.")},
    )
    place = forms.ChoiceField(
        label=_("Position"),
        required=False,
        choices=[
            ("", _("Any position")),
            ("chair", _("No lying or kneeling")),
            ("no-kneel", _("No kneeling")),
        ],
        error_messages={"invalid_choice": _("Choose a position from the list.")},
    )

    def narrow(self, routines):
        """The routines that fit; call after is_valid()."""
        wanted = self.cleaned_data
        if wanted["kind"]:
            routines = routines.filter(kind=wanted["kind"])
        if wanted["minutes"]:
            routines = routines.filter(total_seconds__lte=int(wanted["minutes"]) * 60)
        if wanted["place"]:
            routines = routines.filter(
                **{"needs_floor" if wanted["place"] == "chair" else "needs_kneeling": False}
            )
        return routines


class PlayForm(forms.Form):
    """How to play a routine today: the week of a staged one, and whether kneeling is possible."""

    week = forms.ChoiceField(
        label=_("Which week are you in?"),
        required=False,
        choices=[("1", _("Week 1 or 2")), ("3", _("Week 3 or 4")), ("5", _("Week 5 or later"))],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose a week from the list.")},
    )
    kneel = forms.ChoiceField(
        label=_("Can you kneel today?"),
        required=False,
        choices=[("yes", _("Yes")), ("no", _("No, show me another move"))],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose yes or no.")},
    )

    length = forms.ChoiceField(
        label=_("How much today?"),
        required=False,
        choices=[("whole", _("All of it")), ("half", _("Half"))],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose all of it or half.")},
    )

    def clean_week(self) -> int:
        return int(self.cleaned_data["week"] or 1)

    @property
    def how(self) -> dict:
        """The choices as the session takes them; call after is_valid()."""
        told = self.cleaned_data
        return {
            "week": told["week"],
            "kneel": told["kneel"] != "no",
            "half": told["length"] == "half",
        }


class FinishForm(forms.Form):
    """The end of a session. `key` makes a doubled form one session; all else is optional.

    ago: seconds since it ended, for one that was done without a network. hurt: keys of the moves
    that were stopped because they hurt, with commas; what is not a key of ours is left out.
    """

    key = forms.UUIDField(error_messages=dict.fromkeys(["required", "invalid"], START_AGAIN))
    seconds = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=A_DAY,
        error_messages=dict.fromkeys(["invalid", "min_value", "max_value"], START_AGAIN),
    )
    ago = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=KEPT_FOR,
        error_messages={
            "invalid": START_AGAIN,
            "min_value": START_AGAIN,
            "max_value": _("This session is more than 30 days old. It was not saved."),
        },
    )
    hurt = forms.CharField(
        required=False, max_length=1000, error_messages={"max_length": START_AGAIN}
    )
    felt = forms.ChoiceField(
        label=_("How did that feel?"),
        required=False,
        choices=Session.Felt.choices,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the three answers.")},
    )
    pain_during = forms.IntegerField(
        label=_("How much did it hurt while you moved?"),
        required=False,
        min_value=0,
        max_value=10,
        error_messages={
            "min_value": _("Choose a number from 0 to 10."),
            "max_value": _("Choose a number from 0 to 10."),
            "invalid": _("Choose a number from 0 to 10."),
        },
    )
    note = forms.CharField(
        label=_("A note for yourself"),
        required=False,
        max_length=NOTE_LIMIT,
        error_messages={
            "max_length": _(
                "Make your note shorter: %(limit_value)d characters at most. It has %(show_value)d."
            )
        },
    )

    def clean_hurt(self) -> list[str]:
        keys = self.cleaned_data["hurt"].split(",")
        known = Exercise.objects.filter(key__in=keys).values_list("key", flat=True)
        return sorted(known)

    @property
    def told(self) -> dict:
        """What the person said about it; call after is_valid()."""
        return {name: self.cleaned_data[name] for name in ("felt", "pain_during", "hurt", "note")}

    def first_error(self) -> str:
        return str(next(iter(self.errors.values()))[0])
