"""The danger signs in one page. A sign stops sessions and reminders at once.

Asked before the first session of a week, and whenever a person says in their log that something is
new or worrying. Before a session a hold that stands is not asked away. From the log it is asked all
the same, for the new sign may be a more serious one; a clear answer then lifts nothing.
"""

from urllib.parse import urlencode

from django import forms
from django.contrib import messages
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

STILL_WORRIED = _(
    "Thank you. If it still worries you, ask a health professional. “Get help” says who and when."
)
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


def address(source: str, onward: str) -> str:
    """Where to be asked: `source` is who asks, `onward` where a clear answer leads."""
    return f"{reverse('symptoms:quick')}?{urlencode({'from': source, 'next': onward})}"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def screen(request):
    """Asks once; `next` is where the person wanted to go, `from` says whether the log sent them."""
    onward, source = safe_next(request), source_of(request)
    if source == Hold.Source.SESSION and gate.hold(request):
        return held(request)
    asked = load().quick
    form = QuickForm(asked, request.POST if request.method == "POST" else None)
    if form.is_valid():
        return follow(request, asked, form.cleaned_data["answer"], onward, source)
    context = {"nav": None, "screen": asked, "form": form, "next": onward, "source": source}
    status = 422 if form.is_bound else 200
    return render(request, "symptoms/quick.html", context, status=status)


def held(request):
    return redirect("routines:plan" if request.user.is_authenticated else "routines:list")


def source_of(request) -> Hold.Source:
    said = request.POST.get("from") or request.GET.get("from")
    return Hold.Source.LOG if said == Hold.Source.LOG else Hold.Source.SESSION


def safe_next(request) -> str:
    """Only ever a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    allowed = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if allowed else reverse("routines:list")


def follow(request, asked, ticked, onward, source):
    level = quick.decide(asked, ticked)
    if level != quick.CLEAR:
        return stop(request, asked, ticked, level, source)
    if gate.hold(request):
        return held(request)
    response = redirect(onward)
    gate.note_clear(request, response, timezone.now())
    if source == Hold.Source.LOG:
        messages.info(request, STILL_WORRIED)
    return response


def stop(request, asked, ticked, level, source):
    """The hold is committed first; then the page says what to do."""
    if request.user.is_authenticated:
        signs = quick.flags(asked, ticked) if request.user.has_consent("health_data") else []
        Hold.objects.place(request.user, level, signs, source, timezone.now())
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
