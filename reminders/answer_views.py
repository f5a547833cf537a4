"""The doors for later, not today and pause: one for the page, one for mails and notifications."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from accounts.consent import health_consent_required
from reminders import activity, answer_token
from reminders.answer_form import AnswerForm
from reminders.finding import own, reminder_consent_required, resting, today_of
from reminders.models import Delivery, Occurrence
from reminders.policy import Idle
from routines.models import Hold


@health_consent_required
@reminder_consent_required
@require_POST
def act(request, public_id):
    """An answer from the person's own page."""
    schedule, now = own(request, public_id), timezone.now()
    if hold := Hold.objects.active(request.user):
        return resting(request, hold)
    form = AnswerForm(schedule, today_of(schedule, now), now, request.POST)
    if not form.is_valid():
        context = {"nav": "home", "schedule": schedule, "form": form}
        return render(request, "reminders/answer_again.html", context, status=422)
    messages.success(request, form.carry_out())
    return redirect("reminders:home")


@csrf_exempt  # a notification posts here, and a mail's page may be open anywhere: the signed token is the proof
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, token):
    """An answer from a mail or a notification, with no sign-in. Opening the page changes nothing."""
    response = answered(request, answer_token.read(token))
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


def answered(request, delivery: Delivery | None) -> HttpResponse:
    schedule = delivery.occurrence.schedule if delivery else None
    if delivery is None or schedule is None or schedule.ended_at or not schedule.user.is_active:
        return render(request, "reminders/answer_gone.html", status=404)
    if Hold.objects.active(schedule.user):
        return render(request, "reminders/answer_resting.html", status=409 if request.POST else 200)
    with timezone.override(schedule.zone_info):
        return answer_page(request, delivery.occurrence)


def answer_page(request, occurrence: Occurrence) -> HttpResponse:
    schedule, now = occurrence.schedule, timezone.now()
    form = AnswerForm(schedule, occurrence, now, request.POST or None)
    said = form.carry_out() if form.is_valid() else ""
    if not request.accepts("text/html"):
        return HttpResponse(status=204 if said else 422)
    asked = activity.idle(occurrence) is not Idle.NO
    context = {"form": form, "said": said, "schedule": schedule, "asked": asked}
    return render(request, "reminders/answer.html", context, status=422 if form.errors else 200)
