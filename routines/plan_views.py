"""The plan page: what to do next and why, what is suggested, and how the last two weeks went."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from routines import gate, planning
from routines.models import Plan

TITLES = {
    "check": _("Go back to the self-check"),
    "down": _("Do half for now"),
    "up": _("One step more"),
    "upkeep": _("A little now and then"),
    "stop": _("You may stop here"),
    "hold": _("Keep it the same"),
}
CHANGES = {
    "down": _("The next sessions are half as long."),
    "upkeep": _("Two sessions a week, so that it stays as it is."),
    "stop": _("The plan ends. Your log and your sessions stay, and you can come back at any time."),
}
ANSWERED = {
    True: _("Done. Your plan is changed."),
    False: _("Fine. It stays as it is."),
}


class TargetForm(forms.Form):
    """How often a person means to do it: their own number."""

    per_week = forms.IntegerField(
        min_value=1,
        max_value=14,
        error_messages=dict.fromkeys(
            ["required", "invalid", "min_value", "max_value"], _("Choose a number from 1 to 14.")
        ),
    )


class AnswerForm(forms.Form):
    """Yes or no to what was suggested. offer: what the page showed, so that nothing else is agreed to."""

    offer = forms.ChoiceField(choices=[(name, name) for name in TITLES if name != "hold"])
    answer = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def plan(request):
    """The routine a member follows, and why. POST ends it."""
    current = Plan.objects.current(request.user)
    if request.method == "POST":
        if current:
            current.end(timezone.now())
        return redirect("routines:plan")
    return show(request, current)


def show(request, current: Plan | None, form: TargetForm | None = None):
    hold = gate.hold(request)
    context: dict[str, Any] = {"nav": "home", "plan": current, "hold": hold, "form": form}
    if current and not hold:
        today = request.user.local_date(timezone.now())
        offer = planning.offer(current, today)
        context |= {
            "offer": offer,
            "title": TITLES[offer.name],
            "change": change(current, offer),
            "share": planning.share(current, today),
        }
    status = 422 if form and form.errors else 200
    return render(request, "routines/plan.html", context, status=status)


def change(plan: Plan, offer):
    """What a yes would do, in one sentence."""
    if offer.name != "up":
        return CHANGES.get(offer.name, "")
    if plan.dose == Plan.Dose.HALF:
        return _("The next sessions are whole again.")
    if planning.state(plan).next_stage:
        return _("The next moves of this routine join in.")
    return plan.routine.progress


@require_POST
@login_required
def answer(request):
    """Yes or no to the suggestion. One that is no longer made changes nothing and says so."""
    current, form, now = (
        Plan.objects.current(request.user),
        AnswerForm(request.POST),
        timezone.now(),
    )
    if not (current and form.is_valid()) or gate.hold(request):
        return redirect("routines:plan")
    offer = planning.offer(current, request.user.local_date(now))
    if offer.name != form.cleaned_data["offer"]:
        messages.info(request, _("Something has changed since. This is what fits now."))
        return redirect("routines:plan")
    accepted = form.cleaned_data["answer"] == "yes"
    planning.answer(current, offer, accepted, now)
    if accepted and offer.name == "check":
        return redirect("symptoms:start")
    messages.success(request, ANSWERED[accepted])
    return redirect("routines:plan")


@require_POST
@login_required
def target(request):
    """Change how many sessions a week the person means to do."""
    current, form = Plan.objects.current(request.user), TargetForm(request.POST)
    if not current:
        return redirect("routines:plan")
    if not form.is_valid():
        return show(request, current, form)
    current.per_week = form.cleaned_data["per_week"]
    current.save(update_fields=["per_week"])
    return redirect("routines:plan")
