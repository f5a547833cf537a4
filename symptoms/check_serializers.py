"""The shapes of the self-check's API: what may be sent, and what comes back."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers as s

from accounts.api.strict import Strict
from accounts.models import User
from symptoms.conditions import IRRITABILITY
from symptoms.rules import Asking
from symptoms.schema import LEVELS, Definition

UNKNOWN = _("This version has no question of that name.")
NOT_ONE = _("Send the id of one option: %(options)s.")
NOT_SOME = _("Send a list of option ids, each once, with “%(alone)s” alone: %(options)s.")
NOT_POINTS = _("Send a whole number from %(low)s to %(high)s.")


class AnswersField(s.DictField):
    """Question id -> option id (single), list of option ids (multi) or points (scale).

    Each answer must be one the question knows. A question left out is no error: it is named in
    `missing`, and then there is no routine.
    """

    def to_internal_value(self, data):
        answers = super().to_internal_value(data)
        known: Definition = self.context["definition"]
        asked = {one.question.id: one for one in known.rules.asking}
        wrong = {
            name: why for name, value in answers.items() if (why := fault(asked.get(name), value))
        }
        if wrong:
            raise s.ValidationError(wrong)
        return answers


class VersionField(s.CharField):
    """The version the answers were given to."""


def fault(one: Asking | None, value):
    """What is wrong with this answer; empty when the engine makes sense of it."""
    if one is None:
        return [UNKNOWN]
    twice = isinstance(value, list) and len(value) != len({str(picked) for picked in value})
    if one.read(value)[1] and not twice:
        return []
    asked = one.question
    if asked.kind == "scale":
        return [NOT_POINTS % {"low": asked.low, "high": asked.high}]
    words = {"options": ", ".join(option.id for option in asked.options)}
    words["alone"] = "”, “".join(sorted(asked.exclusive))
    return [(NOT_ONE if asked.kind == "single" else NOT_SOME) % words]


class Evaluate(Strict):
    version = VersionField(max_length=20, help_text=_("The version the answers were given to."))
    answers = AnswersField(
        help_text=_(
            "Question id to answer: an option id, a list of option ids, or points on a scale."
        )
    )
    region = s.ChoiceField(
        choices=User.Region.choices,
        default=User.Region.GB,
        help_text=_("Whose emergency numbers to name."),
    )


class Option(s.Serializer):
    id = s.CharField()
    label = s.CharField()
    hint = s.CharField(allow_blank=True, help_text=_("Examples, under the label."))
    alone = s.BooleanField(help_text=_("Cannot go with another answer."))


class QuestionShape(s.Serializer):
    id = s.CharField()
    kind = s.ChoiceField(choices=["single", "multi", "scale"])
    text = s.CharField()
    help = s.CharField(allow_blank=True)
    why = s.CharField(allow_blank=True, help_text=_("Why we ask."))
    danger_signs = s.BooleanField()
    everybody = s.BooleanField(
        help_text=_("False: asked only where an answer can change anything. `missing` says when.")
    )
    options = Option(many=True, required=False)
    low = s.IntegerField(required=False)
    high = s.IntegerField(required=False)


class LevelShape(s.Serializer):
    id = s.ChoiceField(choices=LEVELS)
    heading = s.CharField()
    body = s.CharField()


class ScreenShape(s.Serializer):
    slug = s.CharField()
    title = s.CharField(allow_blank=True)
    questions = s.ListField(child=s.CharField(), help_text=_("Question ids."))


class DefinitionShape(s.Serializer):
    version = s.CharField()
    hash = s.CharField(help_text=_("SHA-256 of the document."))
    status = s.CharField(help_text=_("“draft” until a clinician has signed it."))
    levels = LevelShape(many=True, help_text=_("Most serious first; the most serious one wins."))
    screens = ScreenShape(
        many=True, help_text=_("The pages: up to three questions on one subject.")
    )
    questions = QuestionShape(many=True, help_text=_("In the order asked: danger signs first."))


class Reason(s.Serializer):
    question = s.CharField()
    text = s.CharField()
    answer = s.CharField()


class FlagShape(s.Serializer):
    id = s.CharField()
    level = s.ChoiceField(choices=LEVELS)
    question = s.CharField()
    answer = s.CharField()
    because = Reason(many=True)
    why = s.CharField()
    action = s.CharField()
    cites = s.ListField(child=s.CharField())


class FindingShape(s.Serializer):
    id = s.CharField()
    title = s.CharField()
    plain = s.CharField()
    because = Reason(many=True)
    cites = s.ListField(child=s.CharField())


class RoutineShape(s.Serializer):
    slug = s.CharField()
    name = s.CharField()
    rule = s.CharField()
    reason = s.CharField()
    because = Reason(many=True)


class TipShape(s.Serializer):
    id = s.CharField()
    text = s.CharField()
    because = Reason(many=True)
    cites = s.ListField(child=s.CharField())


class PhysioShape(TipShape):
    within = s.CharField(allow_null=True)


class WorseShape(s.Serializer):
    id = s.CharField()
    when = s.CharField()
    do = s.CharField()
    cites = s.ListField(child=s.CharField())


class HelpShape(s.Serializer):
    region = s.CharField()
    emergency = s.CharField()
    emergency_phone = s.CharField(allow_blank=True)
    urgent = s.CharField()
    urgent_phone = s.CharField(allow_blank=True)


class OutcomeShape(s.Serializer):
    version = s.CharField()
    hash = s.CharField()
    level = s.ChoiceField(choices=LEVELS)
    heading = s.CharField()
    body = s.CharField()
    flags = FlagShape(many=True, help_text=_("Danger signs, most serious first."))
    missing = s.ListField(
        child=s.CharField(),
        help_text=_("Questions still to answer. While there is one, no routine."),
    )
    irritability = s.ChoiceField(choices=IRRITABILITY, allow_null=True)
    findings = FindingShape(many=True)
    routines = RoutineShape(
        many=True, help_text=_("The main one first. None beside a danger sign.")
    )
    advice = TipShape(many=True)
    physio = PhysioShape(many=True)
    if_worse = WorseShape(many=True)
    help = HelpShape()
