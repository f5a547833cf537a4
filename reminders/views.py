"""A person's reminders: set, change, end, try one, see what was sent, and stop them from a mail."""

from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import BaseForm
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.consent import MemberRequest, health_consent_required
from reminders import activity, arranging, unsubscribe
from reminders.answer_form import AnswerForm, next_in_words, paused_in_words
from reminders.channels import vapid
from reminders.finding import form_key, own, reminder_consent_required, resting, today_of
from reminders.forms import ReminderForm
from reminders.history import history
from reminders.models import About, Channel, ChannelRest, Preferences, Schedule
from reminders.preferences_form import PreferencesForm
from reminders.words import moment
from routines.models import Hold


@health_consent_required
@reminder_consent_required
def home(request):
    """All of a person's reminders, and the form for one more."""
    if hold := Hold.objects.active(request.user):
        return resting(request, hold)
    now = timezone.now()
    form = ReminderForm(request.user, request.POST or None, now=now)
    if form.is_valid():
        return preview(request, form, now) or added(request, form, now)
    return home_page(request, form, now)


@health_consent_required
@reminder_consent_required
def edit(request, public_id):
    schedule = own(request, public_id)
    if schedule.about == About.WEEKLY:
        return redirect("reminders:weekly")
    if hold := Hold.objects.active(request.user):
        return resting(request, hold)
    now = timezone.now()
    form = ReminderForm(request.user, request.POST or None, schedule, now)
    if form.is_valid():
        return preview(request, form, now, schedule) or changed(request, schedule, form, now)
    return edit_page(request, form, schedule)


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
        messages.success(request, _("On its way. Give it a minute."))
    else:
        messages.info(request, _("That was 3 in an hour. Please try again later."))
    return redirect("reminders:home")


@login_required
@require_safe
def show_history(request):
    """Every reminder with what became of it, and a button to try one now."""
    now = timezone.now()
    context = {
        "nav": "home",
        "groups": history(request.user, now),
        "schedules": [
            {"schedule": schedule, "key": uuid4()}
            for schedule in request.user.schedules.for_sessions()
        ],
    }
    return render(request, "reminders/history.html", context)


@health_consent_required
@reminder_consent_required
def preferences(request):
    """Quiet hours, and how many in a day."""
    form = PreferencesForm(request.POST or None, instance=Preferences.objects.of(request.user))
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("reminders:home")
    return page(request, "reminders/preferences.html", form)


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


def home_page(request: MemberRequest, form: ReminderForm, now, **context) -> HttpResponse:
    user = request.user
    return page(
        request,
        "reminders/home.html",
        form,
        schedules=listed(user, now),
        devices=user.devices.all(),
        here=user.devices.of_login(request.session.session_key).exists(),
        push_key=vapid.public_key(),
        calendars=user.calendars.all(),
        preferences=Preferences.objects.of(user),
        weekly=user.schedules.for_the_week().first(),
        email_rest=ChannelRest.objects.active(user, Channel.EMAIL),
        **context,
    )


def edit_page(
    request: MemberRequest, form: ReminderForm, schedule: Schedule, **context
) -> HttpResponse:
    calendar = request.user.calendars.exists()
    return page(
        request, "reminders/edit.html", form, schedule=schedule, calendar=calendar, **context
    )


def page(request: MemberRequest, template: str, form: BaseForm, **context) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, template, {"nav": "home", "form": form, **context}, status=status)


def listed(user, now) -> list[dict]:
    """Each live schedule as its card shows it, with a fresh key for "Send me one now"."""
    schedules = user.schedules.for_sessions().select_related("user", "routine")
    return [card(schedule, now) for schedule in schedules]


def card(schedule: Schedule, now) -> dict:
    today = today_of(schedule, now)
    return {
        "schedule": schedule,
        "times": coming(schedule, now),
        "paused": pause_of(schedule, now),
        "today": today,
        "later": AnswerForm(schedule, today, now).later,
        "offer": activity.offers_another_time(schedule, now),
        "key": uuid4(),
    }


def pause_of(schedule: Schedule, now) -> str:
    """The pause in words; "" if there is none."""
    until = schedule.paused_until
    return paused_in_words(until) if until and schedule.is_paused(now) else ""


def coming(schedule: Schedule, now) -> list[str]:
    times = schedule.pattern.next(now, without=schedule.dates_over(now))
    return [moment(at, schedule.local_time) for at in times]


def preview(
    request: MemberRequest, form: ReminderForm, now, schedule: Schedule | None = None
) -> HttpResponse | None:
    """What the form would do, without doing it. None if the person pressed the real button."""
    if "preview" not in request.POST:
        return None
    wish = form.wish()
    over = schedule.dates_over(now) if schedule else frozenset()
    times = wish.pattern(form.zone).next(now, without=over)
    shown = {
        "sentence": wish.in_words(),
        "times": [moment(at, wish.local_time) for at in times],
    }
    if not request.accepts("text/html"):
        return JsonResponse(shown)
    if schedule:
        return edit_page(request, form, schedule, preview=shown)
    return home_page(request, form, now, preview=shown)


def added(request: MemberRequest, form: ReminderForm, now) -> HttpResponse:
    if request.user.schedules.for_sessions().count() >= arranging.MOST_SCHEDULES:
        form.add_error(None, _("You have 10 reminders. Delete one first, then add this one."))
        return home_page(request, form, now)
    return confirmed(
        request, arranging.add(request.user, form.cleaned_data["key"], form.wish(), now), now
    )


def changed(request: MemberRequest, schedule: Schedule, form: ReminderForm, now) -> HttpResponse:
    arranging.change(schedule, form.wish(), now)
    return confirmed(request, schedule, now)


def confirmed(request: MemberRequest, schedule: Schedule, now) -> HttpResponse:
    messages.success(request, _("Saved.") + " " + next_in_words(schedule, now))
    return redirect("reminders:home")
