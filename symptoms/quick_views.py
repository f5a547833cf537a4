"""The danger signs in one page, asked before the first session of a week. A sign stops sessions at once."""

from django import forms
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from routines import gate
from routines.models import Hold
from symptoms import answers as cookie
from symptoms import quick
from symptoms.check_forms import NOT_OURS, ONE_OR_OTHER, TICK_NONE
from symptoms.conditions import NONE, UNSURE
from symptoms.definition import load
from symptoms.place import region_of
from symptoms.regions import numbers, say

ALONE = [(NONE, _("None of these")), (UNSURE, _("Not sure"))]


class QuickForm(forms.Form):
    """One box a line, and two that stand alone."""

    def __init__(self, screen, data=None):
        super().__init__(data)
        self.lines = [(line.id, line.label) for line in screen.lines]
        self.fields["answer"] = forms.MultipleChoiceField(
            choices=[*self.lines, *ALONE],
            error_messages={"required": TICK_NONE, "invalid_choice": NOT_OURS},
        )

    def clean_answer(self) -> list[str]:
        ticked = self.cleaned_data["answer"]
        for value, label in ALONE:
            if value in ticked and len(ticked) > 1:
                raise forms.ValidationError(ONE_OR_OTHER % {"alone": label})
        return ticked

    def choices(self) -> list[dict]:
        """As the page shows them; the first that stands alone comes after "or"."""
        given = self["answer"].value() or []
        return [
            {"value": value, "label": label, "checked": value in given, "or": value == NONE}
            for value, label in [*self.lines, *ALONE]
        ]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def screen(request):
    """Asks once; `next` is where the person wanted to go. A hold that stands is not asked away here."""
    onward = safe_next(request)
    if gate.hold(request):
        return redirect("routines:plan" if request.user.is_authenticated else "routines:list")
    asked = load().quick
    form = QuickForm(asked, request.POST if request.method == "POST" else None)
    if form.is_valid():
        return follow(request, asked, form.cleaned_data["answer"], onward)
    context = {"nav": None, "screen": asked, "form": form, "next": onward}
    status = 422 if form.is_bound else 200
    return render(request, "symptoms/quick.html", context, status=status)


def safe_next(request) -> str:
    """Only ever a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    allowed = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if allowed else reverse("routines:list")


def follow(request, asked, ticked, onward):
    now = timezone.now()
    level = quick.decide(asked, ticked)
    if level == quick.CLEAR:
        response = redirect(onward)
        gate.note_clear(request, response, now)
        return response
    if request.user.is_authenticated:
        signs = quick.flags(asked, ticked) if request.user.has_consent("health_data") else []
        Hold.objects.place(request.user, level, signs, Hold.Source.SESSION, now)
    response = stopped(request, asked, ticked, level)
    gate.stop(request, response)
    cookie.forget(request, response)  # answers given before this sign say nothing about it
    return response


def stopped(request, asked, ticked, level):
    definition, region = load(), region_of(request)
    context = {
        "nav": None,
        "level": definition.levels[level],
        "body": say(definition, definition.levels[level].body, region),
        "signs": [line.label for line in asked.lines if line.id in ticked],
        "numbers": numbers(definition.terms, region),
    }
    return render(request, "symptoms/quick_stopped.html", context)
