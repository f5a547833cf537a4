"""Logging less, stopping, and the plan for a day when it comes back."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.consent import health_consent_required
from routines import gate
from routines.models import Plan
from symptoms import pace
from symptoms.easing import Pace, Step
from symptoms.flare_models import WORDS_LIMIT, FlarePlan
from symptoms.log_form import NoteField
from symptoms.pace import LogChoices

LESS = {Step.EASE, Step.STOP}
SAID = {
    Pace.WEEKLY: gettext_lazy("Fine. Once a week is enough from now on. You can always log more."),
    Pace.STOPPED: gettext_lazy(
        "Done. You stopped logging. Your flare-up plan is here when you need it."
    ),
    Pace.DAILY: gettext_lazy("Good. Your daily log is on again."),
}


def words() -> NoteField:
    too_long = gettext_lazy(
        "Make it shorter: %(limit_value)d characters at most. It has %(show_value)d."
    )
    return NoteField(
        required=False, max_length=WORDS_LIMIT, error_messages={"max_length": too_long}
    )


class FlareForm(forms.Form):
    notice = words()
    helps = words()
    ask = words()

    def clean(self):
        told = super().clean() or {}
        if not self.errors and not any(told.values()):
            raise forms.ValidationError(
                gettext_lazy("Write at least one line. Your own words are best.")
            )
        return told


@require_http_methods(["GET", "HEAD", "POST"])
@health_consent_required
def flare_plan(request):
    """Read it, print it, write it. With `stop` the person also stops logging, if that is what fits now."""
    kept, now = FlarePlan.objects.of(request.user), timezone.now()
    first = {name: getattr(kept, name) for name in FlareForm.base_fields} if kept else {}
    form = FlareForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_valid():
        FlarePlan.objects.write(request.user, form.cleaned_data, now)
        return written(request, now)
    context = {
        "nav": "log",
        "kept": kept,
        "form": form,
        "writing": form.is_bound or kept is None or "change" in request.GET,
        "plan": Plan.objects.current(request.user),
        "hold": gate.hold(request),
        "stops": "stop" in request.GET or "stop" in request.POST,
    }
    return render(
        request, "symptoms/flare_plan.html", context, status=422 if form.is_bound else 200
    )


def written(request, now):
    today = request.user.local_date(now)
    if "stop" in request.POST and pace.standing(request.user, today).step == Step.STOP:
        LogChoices.objects.of(request.user).go(Pace.STOPPED, today)
        messages.success(request, SAID[Pace.STOPPED])
    else:
        messages.success(request, _("Saved."))
    return redirect("symptoms:flare_plan")


@require_POST
@health_consent_required
def change_pace(request):
    """Yes or no to the suggestion to log less; or back to a daily log, which is always open.

    A yes to stopping goes by way of the flare-up plan.
    """
    today = request.user.local_date(timezone.now())
    chosen, said = LogChoices.objects.of(request.user), request.POST.get("answer")
    step = pace.standing(request.user, today).step
    if said == "daily":
        go(request, chosen, Pace.DAILY, today)
    elif step in LESS and said == "no":
        chosen.refuse(today)
        messages.success(request, _("Fine. It stays as it is."))
    elif step == Step.EASE and said == "yes":
        go(request, chosen, Pace.WEEKLY, today)
    else:
        messages.info(request, _("Something has changed since. This is what fits now."))
    return redirect("symptoms:log")


def go(request, chosen: LogChoices, to: Pace, today) -> None:
    chosen.go(to, today)
    messages.success(request, SAID[to])
