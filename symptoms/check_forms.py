"""One page of the self-check as a form, and the words of its errors."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from symptoms.conditions import NONE, UNSURE
from symptoms.pictures import PICTURES
from symptoms.schema import Option, Question

TICK_NONE = _("Select any that apply, or “None of these”.")
TICK_ONE = _("Tick at least one answer.")
CHOOSE_ONE = _("Choose one answer.")
CHOOSE_NUMBER = _("Choose a number from 0 to 10.")
ONE_OR_OTHER = _("You ticked “%(alone)s” together with another answer. Untick one of them.")
NOT_OURS = _("Choose from the answers on this page.")
TICKED_ELSEWHERE = _(
    "You ticked a sign on this page before, perhaps in another tab. We kept it. "
    "If it was a mistake, untick it here."
)


@dataclass(frozen=True)
class Choice:
    """One box or radio button as the page shows it."""

    id: str
    value: str
    label: str
    hint: str
    checked: bool
    alone: bool  # cannot go with another answer: stands below "or"
    first_alone: bool
    figure: str  # a picture's key; empty for none


@dataclass(frozen=True)
class Asked:
    """One question of the page with its field."""

    question: Question
    field: forms.BoundField

    @property
    def choices(self) -> Iterator[Choice]:
        question, value = self.question, self.field.value()
        chosen = {value} if isinstance(value, str) else set(value or ())
        pictures, seen_alone = PICTURES.get(question.id, {}), False
        for number, option in enumerate(question.options):
            alone = option.id in question.exclusive
            yield Choice(
                id=f"id_{question.id}_{number}" if number else f"id_{question.id}",
                value=option.id,
                label=option.label,
                hint=option.hint,
                checked=option.id in chosen,
                alone=alone,
                first_alone=alone and not seen_alone,
                figure=pictures.get(option.id, ""),
            )
            seen_alone = seen_alone or alone


class ScreenForm(forms.Form):
    """Asks the questions of one page. `given` is the answers so far, shown as chosen.

    `shown` lists the danger signs that were ticked when the page was drawn. A sign kept since
    then, from another tab or behind the Back button, is not lost by sending this older page.
    """

    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, questions: tuple[Question, ...], given: Mapping[str, Any], data=None):
        super().__init__(data)
        self.questions = questions
        self.given = given
        for question in questions:
            self.fields[question.id] = FIELDS[question.kind](question)
            self.initial[question.id] = given.get(question.id)
        self.initial["shown"] = " ".join(sorted(self.signs(given)))

    def signs(self, answers: Mapping[str, Any]) -> set[str]:
        """The danger signs of this page among these answers, each as question:option."""
        found = set()
        for question in self.questions:
            value = answers.get(question.id)
            picked = value if isinstance(value, list) else [value]
            flagged = {option.id for option in question.options if is_sign(question, option)}
            found |= {f"{question.id}:{one}" for one in picked if one in flagged}
        return found

    def sent(self) -> dict[str, list[str]]:
        """What was posted, every value of a doubled key too."""
        posted = self.data if isinstance(self.data, QueryDict) else QueryDict()
        return {question.id: posted.getlist(question.id) for question in self.questions}

    def forgotten(self) -> set[str]:
        """Signs kept since this page was drawn, which it does not speak of."""
        shown = set(str(self.data.get("shown", "")).split())
        return self.signs(self.given) - shown - self.signs(self.sent())

    def clean(self):
        """A "none of these" beside a tick, or two answers to one question, is asked about."""
        for question in self.questions:
            picked = self.sent()[question.id]
            alone = sorted(question.exclusive.intersection(picked))
            if question.kind == "multi" and alone and len(picked) > 1:
                params = {"alone": question.labels[alone[0]]}
                self.add_error(question.id, forms.ValidationError(ONE_OR_OTHER, params=params))
            if question.kind != "multi" and len(picked) > 1:
                self.add_error(question.id, CHOOSE_ONE)
        for sign in sorted(self.forgotten())[:1]:
            self.add_error(sign.split(":")[0], TICKED_ELSEWHERE)
        return self.cleaned_data

    def answers(self) -> dict[str, Any]:
        """What is to be kept: usable answers, and every danger sign even of an unusable page."""
        signs = self.signs(self.sent()) | self.forgotten()
        kept = {q.id: self.cleaned_data[q.id] for q in self.questions if q.id in self.cleaned_data}
        for question in self.questions:
            mine = [one.split(":")[1] for one in sorted(signs) if one.startswith(f"{question.id}:")]
            if mine and question.id not in kept:
                kept[question.id] = mine if question.kind == "multi" else mine[0]
        return kept

    def asked(self) -> list[Asked]:
        return [Asked(question, self[question.id]) for question in self.questions]


def is_sign(question: Question, option: Option) -> bool:
    return bool(option.flag) or (option.id == UNSURE and question.unsure_level is not None)


def single(question: Question) -> forms.Field:
    errors = {"required": CHOOSE_ONE, "invalid_choice": NOT_OURS}
    return forms.ChoiceField(
        label=question.text, choices=question.labels.items(), error_messages=errors
    )


def multi(question: Question) -> forms.Field:
    required = TICK_NONE if NONE in question.exclusive else TICK_ONE
    errors = {"required": required, "invalid_choice": NOT_OURS, "invalid_list": NOT_OURS}
    return forms.MultipleChoiceField(
        label=question.text, choices=question.labels.items(), error_messages=errors
    )


def scale(question: Question) -> forms.Field:
    points = [(number, number) for number in range(question.low, question.high + 1)]
    errors = {"required": CHOOSE_NUMBER, "invalid_choice": CHOOSE_NUMBER}
    return forms.TypedChoiceField(
        label=question.text, coerce=int, choices=points, error_messages=errors
    )


FIELDS = {"single": single, "multi": multi, "scale": scale}
