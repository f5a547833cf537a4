"""A line by e-mail once a week, about looking back at it: set, move, stop."""

from datetime import time
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.consent import health_consent_required
from reminders import arranging, unsubscribe
from reminders.answer_form import next_in_words
from reminders.arranging import Wish
from reminders.finding import reminder_consent_required, resting
from reminders.models import About
from reminders.preferences_form import CLOCK, SAY_TIME
from routines.models import Hold
from symptoms.pace import LogChoices

SUNDAY, EVENING = "6", time(18, 0)


class WeeklyLineForm(forms.Form):
    day = forms.ChoiceField(
        label=gettext_lazy("Day"),
        choices=[(str(number), name) for number, name in WEEKDAYS.items()],
        error_messages={"invalid_choice": gettext_lazy("Choose a day from the list.")},
    )
    time = forms.TimeField(
        label=gettext_lazy("Time"),
        input_formats=CLOCK,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": SAY_TIME, "invalid": SAY_TIME},
    )

    def wish(self) -> Wish:
        told = self.cleaned_data
        at = told["time"].replace(second=0)
        return Wish(frozenset({int(told["day"])}), at, about=About.WEEKLY)


@require_http_methods(["GET", "HEAD", "POST"])
@health_consent_required
@reminder_consent_required
def weekly(request):
    """One line a person: setting it twice moves it."""
    if hold := Hold.objects.active(request.user):
        return resting(request, hold)
    schedule, now = request.user.schedules.for_the_week().first(), timezone.now()
    if "off" in request.POST:
        return switched_off(request, schedule, now)
    first = {"day": SUNDAY, "time": EVENING}
    if schedule:
        first = {"day": str(min(schedule.weekdays)), "time": schedule.local_time}
    form = WeeklyLineForm(request.POST or None, initial=first)
    if form.is_valid():
        return switched_on(request, schedule, form.wish(), now)
    context = {"nav": "home", "form": form, "schedule": schedule}
    status = 422 if form.errors else 200
    return render(request, "reminders/weekly.html", context, status=status)


def switched_on(request, schedule, wish: Wish, now):
    if schedule:
        arranging.change(schedule, wish, now)
    else:
        schedule = arranging.add(request.user, uuid4(), wish, now)
    chosen = LogChoices.objects.of(request.user)
    if not chosen.weekly:  # who asks for the line wants to be asked
        chosen.weekly = True
        chosen.save()
    messages.success(request, _("Saved.") + " " + next_in_words(schedule, now))
    return redirect("reminders:weekly")


def switched_off(request, schedule, now):
    if schedule:
        arranging.end(schedule, now)
    messages.success(request, _("Stopped. That line will not come again."))
    return redirect("reminders:weekly")


@csrf_exempt  # a mail program posts here with no cookie: the signed token is the proof (RFC 8058)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request, token):
    """As for all reminders, but only the weekly line stops. The answer is the same for every token."""
    stopped = request.method == "POST"
    if stopped:
        unsubscribe.stop_weekly(token, timezone.now())
    response = render(request, "reminders/stop_weekly.html", {"stopped": stopped})
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
