"""A person's reminders: set, change, end, try one, see what was sent, and stop them from a mail."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.consent import MemberRequest, consent_required, health_consent_required
from reminders import arranging, unsubscribe
from reminders.forms import ReminderForm
from reminders.history import history
from reminders.models import Schedule
from reminders.schedule import next_times
from reminders.words import rhythm
from routines.models import Hold

reminder_consent_required = consent_required("reminders")
SHOWN = "l j F, H:i"


@health_consent_required
@reminder_consent_required
def home(request):
    """All of a person's reminders, and the form for one more."""
    if hold := Hold.objects.active(request.user):
        return resting(request, hold)
    now = timezone.now()
    form = ReminderForm(request.user, request.POST or None)
    if form.is_valid():
        return preview(request, form, now) or added(request, form, now)
    return page(request, "reminders/home.html", form, schedules=listed(request.user, now))


@health_consent_required
@reminder_consent_required
def edit(request, public_id):
    schedule = own(request, public_id)
    if hold := Hold.objects.active(request.user):
        return resting(request, hold)
    now = timezone.now()
    form = ReminderForm(request.user, request.POST or None, schedule=schedule)
    if form.is_valid():
        return preview(request, form, now, schedule) or changed(request, schedule, form, now)
    return page(request, "reminders/edit.html", form, schedule=schedule)


@login_required
@require_POST
def delete(request, public_id):
    arranging.end(own(request, public_id), timezone.now())
    messages.success(request, _("Deleted. That reminder will not come again."))
    return redirect("reminders:home")


@health_consent_required
@reminder_consent_required
@require_POST
def send_now(request, public_id):
    """One real reminder at once, through the same ledger as all others."""
    schedule = own(request, public_id)
    if hold := Hold.objects.active(request.user):
        return resting(request, hold)
    if arranging.send_one_now(schedule, form_key(request), timezone.now()):
        messages.success(request, _("On its way. Look in your inbox in a minute."))
    else:
        messages.info(request, _("That was 3 in an hour. Please try again later."))
    return redirect("reminders:home")


@login_required
@require_safe
def show_history(request):
    return render(
        request,
        "reminders/history.html",
        {"nav": "home", "groups": history(request.user, timezone.now())},
    )


@csrf_exempt  # a mail program posts here with no cookie: the signed token is the proof (RFC 8058)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request, token):
    """Opening the link changes nothing, since mail scanners open links. A POST stops at once.

    The answer is the same for every token, so it tells nobody who has an account here.
    """
    stopped = request.method == "POST"
    if stopped:
        unsubscribe.stop(token, timezone.now())
    response = render(request, "reminders/stop.html", {"stopped": stopped})
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


def own(request: MemberRequest, public_id: UUID) -> Schedule:
    return get_object_or_404(
        request.user.schedules.live().select_related("user", "routine"), public_id=public_id
    )


def form_key(request: MemberRequest) -> UUID:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()


def resting(request: MemberRequest, hold: Hold) -> HttpResponse:
    """A hold beats everything: no reminder is set, changed or sent until a clear re-check."""
    status = 409 if request.method == "POST" else 200
    return render(request, "reminders/resting.html", {"nav": "home", "hold": hold}, status=status)


def page(request: MemberRequest, template: str, form: ReminderForm, **context) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, template, {"nav": "home", "form": form, **context}, status=status)


def listed(user, now) -> list[dict]:
    """Each live schedule with its next times and a fresh key for "Send me one now"."""
    schedules = user.schedules.live().select_related("user", "routine")
    return [
        {"schedule": schedule, "times": coming(schedule, now), "key": uuid4()}
        for schedule in schedules
    ]


def coming(schedule: Schedule, now) -> list:
    return next_times(
        schedule.weekdays,
        schedule.local_time,
        schedule.zone_info,
        now,
        without=schedule.dates_over(now),
    )


def preview(
    request: MemberRequest, form: ReminderForm, now, schedule: Schedule | None = None
) -> HttpResponse | None:
    """What the form would do, without doing it. None if the person pressed the real button."""
    if "preview" not in request.POST:
        return None
    wish = form.wish()
    zone, over = request.user.zone, schedule.dates_over(now) if schedule else frozenset()
    sentence = rhythm(wish.days, wish.local_time)
    times = next_times(wish.days, wish.local_time, zone, now, without=over)
    if request.accepts("text/html"):
        template = "reminders/edit.html" if schedule else "reminders/home.html"
        return page(
            request,
            template,
            form,
            schedule=schedule,
            preview={"sentence": sentence, "times": times},
            schedules=listed(request.user, now),
        )
    shown = [date_format(at, SHOWN) for at in times]
    return JsonResponse({"sentence": sentence, "times": shown})


def added(request: MemberRequest, form: ReminderForm, now) -> HttpResponse:
    if request.user.schedules.live().count() >= arranging.MOST_SCHEDULES:
        form.add_error(None, _("You have 10 reminders. Delete one first, then add this one."))
        return page(request, "reminders/home.html", form, schedules=listed(request.user, now))
    return confirmed(
        request, arranging.add(request.user, form.cleaned_data["key"], form.wish(), now), now
    )


def changed(request: MemberRequest, schedule: Schedule, form: ReminderForm, now) -> HttpResponse:
    arranging.change(schedule, form.wish(), now)
    return confirmed(request, schedule, now)


def confirmed(request: MemberRequest, schedule: Schedule, now) -> HttpResponse:
    first = coming(schedule, now)[0]
    messages.success(
        request, _("Saved. The next one comes on %(when)s.") % {"when": date_format(first, SHOWN)}
    )
    return redirect("reminders:home")
