"""One page of the self-check as a form, and the words of its errors."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from symptoms.pictures import PICTURES
from symptoms.schema import NONE, Question

TICK_NONE = _("Select any that apply, or “None of these”.")
TICK_ONE = _("Tick at least one answer.")
CHOOSE_ONE = _("Choose one answer.")
CHOOSE_NUMBER = _("Choose a number from 0 to 10.")
ONE_OR_OTHER = _("You ticked “%(alone)s” together with another answer. Untick one of them.")
NOT_OURS = _("Choose from the answers on this page.")


@dataclass(frozen=True)
class Choice:
    """One box or radio button as the page shows it."""

    id: str
    value: str
    label: str
    checked: bool
    alone: bool  # cannot go with another answer: stands below "or"
    first_alone: bool
    figure: str  # a picture's key; empty for none


class ScreenForm(forms.Form):
    """Asks one question. `given` is the answer so far, shown as chosen."""

    def __init__(self, screen: Question, data=None, given=None):
        super().__init__(data)
        self.screen = screen
        self.fields["answer"] = FIELDS[screen.kind](screen)
        self.initial["answer"] = given

    def clean_answer(self):
        """A "none of these" beside a tick is asked about, never guessed."""
        answer = self.cleaned_data["answer"]
        alone = self.screen.exclusive.intersection(answer) if self.screen.kind == "multi" else ()
        if alone and len(answer) > 1:
            label = self.screen.labels[min(alone)]
            raise forms.ValidationError(ONE_OR_OTHER, params={"alone": label})
        return answer

    def ticked_signs(self) -> list[str]:
        """Danger signs among what was sent, even when the form as a whole cannot be used."""
        flagged = {option.id for option in self.screen.options if option.flag}
        sent = self["answer"].value() or ()
        return [value for value in sent if value in flagged] if self.screen.kind == "multi" else []

    def choices(self) -> Iterator[Choice]:
        value = self["answer"].value()
        chosen = {value} if isinstance(value, str) else set(value or ())
        pictures, seen_alone = PICTURES.get(self.screen.id, {}), False
        for number, option in enumerate(self.screen.options):
            alone = option.id in self.screen.exclusive
            yield Choice(
                id=f"id_answer_{number}" if number else "id_answer",
                value=option.id,
                label=option.label,
                checked=option.id in chosen,
                alone=alone,
                first_alone=alone and not seen_alone,
                figure=pictures.get(option.id, ""),
            )
            seen_alone = seen_alone or alone


def single(screen: Question) -> forms.Field:
    errors = {"required": CHOOSE_ONE, "invalid_choice": NOT_OURS}
    return forms.ChoiceField(choices=screen.labels.items(), error_messages=errors)


def multi(screen: Question) -> forms.Field:
    required = TICK_NONE if NONE in screen.exclusive else TICK_ONE
    errors = {"required": required, "invalid_choice": NOT_OURS, "invalid_list": NOT_OURS}
    return forms.MultipleChoiceField(choices=screen.labels.items(), error_messages=errors)


def scale(screen: Question) -> forms.Field:
    points = [(number, number) for number in range(screen.low, screen.high + 1)]
    errors = {"required": CHOOSE_NUMBER, "invalid_choice": CHOOSE_NUMBER}
    return forms.TypedChoiceField(coerce=int, choices=points, error_messages=errors)


FIELDS = {"single": single, "multi": multi, "scale": scale}
