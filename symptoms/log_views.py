"""The daily log: one screen a day, and each entry. Everything is the signed-in person's own."""

from datetime import date, timedelta
from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.consent import health_consent_required
from symptoms import trends
from symptoms.log_form import LogForm, NewEntryForm, can_fill_in
from symptoms.log_models import DAYS_BACK, Morning, RoutineDone, Sleep, Tag
from symptoms.sites import Site

CHOICES = {
    "mornings": Morning.choices,
    "routines": RoutineDone.choices,
    "sleeps": Sleep.choices,
    "tags": Tag.choices,
    "sites": Site.choices,
}


def explained_to_visitors(template: str, nav: str):
    """A visitor who opens the page reads what it is for; a member is asked for consent, then served."""

    def decorate(view):
        for_members = health_consent_required(view)

        @wraps(view)
        def choose(request, *args, **kwargs):
            if request.user.is_authenticated or request.method == "POST":
                return for_members(request, *args, **kwargs)
            return render(request, template, {"nav": nav})

        return choose

    return decorate


@require_http_methods(["GET", "HEAD", "POST"])
@explained_to_visitors("symptoms/log_about.html", nav="log")
def log(request):
    """Today's page; any day's page is saved here, for the page itself knows its day."""
    now, user = timezone.now(), request.user
    today = user.local_date(now)
    form = NewEntryForm(
        user, today, request.POST if request.method == "POST" else None, initial=copied(request)
    )
    if form.is_valid():
        user.log_entries.record(form.key, form.day, form.answers, now)
        messages.success(request, saved_words(form.day, today))
        return redirect(*day_address(form.day, today))
    return day_page(request, form)


def copied(request) -> dict:
    """What the newest entry says, for "same as yesterday". A note belongs to its own day."""
    newest = request.user.log_entries.newest() if "same" in request.GET else None
    return {**newest.answers, "note": ""} if newest else {}


def saved_words(day: date, today: date) -> str:
    if day == today:
        return _("Saved for today.")
    return _("Saved for %(day)s.") % {"day": date_format(day, "l j F")}


def day_address(day: date, today: date) -> tuple:
    return ("symptoms:log",) if day == today else ("symptoms:log_day", day)


@require_safe
@health_consent_required
def log_day(request, day):
    today = request.user.local_date(timezone.now())
    if day > today:
        raise Http404("That day has not come yet.")
    return (
        redirect("symptoms:log")
        if day == today
        else day_page(request, NewEntryForm(request.user, today, day=day))
    )


def day_page(request, form):
    """One day: its entries, and the form to add one while that day can still be filled in."""
    entries = request.user.log_entries
    context = {
        "nav": "log",
        "form": form,
        "day": form.day,
        "is_today": form.day == form.today,
        "open": can_fill_in(form.day, form.today),
        "entries": entries.on(form.day),
        "newest": None if form.is_bound else entries.newest(),
        "copied": bool(form.initial),
        "yesterday": form.today - timedelta(days=1),
        "earlier_days": earlier_days(entries, form.today),
        **CHOICES,
    }
    return render(request, "symptoms/log.html", context, status=422 if form.is_bound else 200)


def earlier_days(entries, today: date) -> list[dict]:
    """The days that can still be filled in, oldest first, each with its worst score if it has one."""
    dates = [today - timedelta(days=n) for n in range(DAYS_BACK, 0, -1)]
    worst = trends.worst_by_day(entries.filter(local_date__in=dates).readings())
    return [{"date": d, "worst": worst.get(d)} for d in dates]


@require_http_methods(["GET", "HEAD", "POST"])
@health_consent_required
def log_entry(request, public_id):
    """Change an entry of one's own, or delete it."""
    entry = get_object_or_404(request.user.log_entries, public_id=public_id)
    today = request.user.local_date(timezone.now())
    if "delete" in request.POST:
        entry.delete()
        messages.success(request, _("Deleted."))
        return redirect(*day_address(entry.local_date, today))
    form = LogForm(request.POST if request.method == "POST" else None, initial=entry.answers)
    if form.is_valid():
        entry.amend(form.answers)
        messages.success(request, _("Your changes are saved."))
        return redirect(*day_address(entry.local_date, today))
    context = {
        "nav": "log",
        "form": form,
        "entry": entry,
        "is_today": entry.local_date == today,
        **CHOICES,
    }
    return render(request, "symptoms/log_entry.html", context, status=422 if form.is_bound else 200)
