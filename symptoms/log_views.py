"""The daily log: one screen a day, and each entry of it. Everything is the signed-in person's own."""

from datetime import date, timedelta
from functools import wraps

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.consent import health_consent_required, may_keep
from routines import gate
from routines.models import Hold
from routines.session_api import AGREE
from routines.sessions import wants_json
from symptoms import log_draft, pace, quick_views, trends
from symptoms.log_form import LogForm, NewEntryForm
from symptoms.log_models import Morning, RoutineDone, Sleep, Tag
from symptoms.log_page import DAYS_BACK, can_fill_in
from symptoms.sites import Site

CHOICES = {
    "mornings": Morning.choices,
    "routines": RoutineDone.choices,
    "sleeps": Sleep.choices,
    "tags": Tag.choices,
    "sites": Site.choices,
}
JUST_NOW = 10  # seconds
UNDO_SOON = timedelta(minutes=10)  # how long "Undo" stands beside a new entry


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


def told_in_json(view):
    """A write that waited on a device is told in JSON when its person may not have a log (any more)."""

    @wraps(view)
    def choose(request, *args, **kwargs):
        if request.method == "POST" and wants_json(request) and not allowed(request.user):
            return JsonResponse({"detail": str(AGREE)}, status=403)
        return view(request, *args, **kwargs)

    return choose


def allowed(user) -> bool:
    return user.is_authenticated and may_keep(user, "health_data")


@require_safe
def log_offline(request):
    """The log for a time without a network, with no answers in it: a copy of it is kept on the device, made
    for nobody, and stands in for `log` there. Whoever has a network goes to their own."""
    if not gate.is_copy(request):
        return redirect("symptoms:log")
    context = {"nav": "log", "form": LogForm(), "is_today": True, **CHOICES}
    return render(request, "symptoms/log_offline.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@told_in_json
@explained_to_visitors("symptoms/log_about.html", nav="log")
def log(request):
    """Today's page; any day's page is saved here, for the page itself knows its day.

    One that waited on a device comes as `Accept: application/json`, and gets `{"kept": true, "url": …}`
    or, with 4xx, `{"detail": words}` to show.
    """
    user, now = request.user, timezone.now()
    first = first_answers(request, user.local_date(now))
    form = NewEntryForm(user, now, request.POST if request.method == "POST" else None, first)
    if "worry" in request.POST:
        return worried(request, form)
    if form.is_valid():
        return saved(request, form)
    if wants_json(request) and form.is_bound:
        return JsonResponse({"detail": form.first_error()}, status=422)
    return day_page(request, form)


def first_answers(request, day: date) -> dict:
    """What was being typed when the danger signs came first; or, for "same as yesterday", what the
    newest entry says. A note belongs to its own day."""
    if request.method == "POST":
        return {}
    if draft := log_draft.take(request, day):
        return draft
    newest = request.user.log_entries.newest() if "same" in request.GET else None
    return {**newest.answers, "note": ""} if newest else {}


def worried(request, form: NewEntryForm):
    """The danger signs come first, and nothing that was typed is lost: it is saved, or kept as a draft."""
    if form.is_valid():
        form.save()
    else:
        log_draft.keep(request, form, form.made.day)
    return danger_signs(day_address(form.made.day, form.today))


def danger_signs(onward: tuple):
    return redirect(quick_views.address(Hold.Source.LOG, resolve_url(*onward)))


def saved(request, form: NewEntryForm):
    form.save()
    address = day_address(form.made.day, form.today)
    if not wants_json(request):
        messages.success(request, saved_words(form.made.day, form.today))
        return redirect(*address)
    if (
        form.cleaned_data["ago"] or 0
    ) <= JUST_NOW:  # the person is still there, and goes on to the day
        messages.success(request, saved_words(form.made.day, form.today))
    return JsonResponse({"kept": True, "url": resolve_url(*address)})


def saved_words(day: date, today: date) -> str:
    if day == today:
        return _("Saved for today.")
    return _("Saved for %(day)s.") % {"day": date_format(day, "l j F")}


def day_address(day: date, today: date) -> tuple:
    return ("symptoms:log",) if day == today else ("symptoms:log_day", day)


@require_safe
@health_consent_required
def log_day(request, day):
    """An earlier day; tomorrow too, for somebody who flew west after an entry of that date."""
    now = timezone.now()
    today = request.user.local_date(now)
    if day == today:
        return redirect("symptoms:log")
    if day > today and not request.user.log_entries.on(day).exists():
        raise Http404("That day has not come yet.")
    first = log_draft.take(request, day)
    return day_page(request, NewEntryForm(request.user, now, initial=first, day=day))


def day_page(request, form: NewEntryForm):
    """One day: its entries, and the form to add one while that day can still be filled in."""
    entries, now, day = request.user.log_entries, form.now, form.made.day
    context = {
        "nav": "log",
        "form": form,
        "day": day,
        "is_today": day == form.today,
        "open": can_fill_in(day, form.today),
        "entries": with_undo(request.user, list(entries.on(day)), now),
        "deleted": request.user.entries_before.deleted_on(day, now),
        "newest": None if form.is_bound else entries.newest(),
        "copied": "same" in request.GET and bool(form.initial),
        "drafted": "same" not in request.GET and bool(form.initial),
        "yesterday": form.today - timedelta(days=1),
        "earlier_days": earlier_days(entries, form.today),
        "pace": pace.standing(request.user, form.today) if day == form.today else None,
        "hold": gate.hold(request),
        **CHOICES,
    }
    return render(request, "symptoms/log.html", context, status=422 if form.is_bound else 200)


def with_undo(user, entries: list, now) -> list:
    """Each entry with what can be undone about it: "change", "entry" (it is quite new), or nothing."""
    changed = set(user.entries_before.undoable(now).values_list("public_id", flat=True))
    for entry in entries:
        is_new = now - entry.logged_at < UNDO_SOON
        entry.undo = "change" if entry.public_id in changed else "entry" if is_new else ""
    return entries


def earlier_days(entries, today: date) -> list[dict]:
    """The days that can still be filled in, oldest first, each with its worst score if it has one."""
    dates = [today - timedelta(days=n) for n in range(DAYS_BACK, 0, -1)]
    worst = trends.worst_by_day(entries.filter(local_date__in=dates).readings())
    return [{"date": d, "worst": worst.get(d)} for d in dates]


@require_http_methods(["GET", "HEAD", "POST"])
@health_consent_required
def log_entry(request, public_id):
    """Change an entry of one's own, or delete it. Both can be undone for a day."""
    entry, now = get_object_or_404(request.user.log_entries, public_id=public_id), timezone.now()
    address = day_address(entry.local_date, request.user.local_date(now))
    if "delete" in request.POST:
        entry.remove(now)
        messages.success(request, _("Deleted."))
        return redirect(*address)
    form = LogForm(request.POST if request.method == "POST" else None, initial=entry.answers)
    if form.is_valid():
        entry.amend(form.answers, now)
        messages.success(request, _("Your changes are saved."))
        return danger_signs(address) if "worry" in request.POST else redirect(*address)
    if "worry" in request.POST:
        log_draft.keep(request, form, entry.local_date)
        return danger_signs(address)
    context = {
        "nav": "log",
        "form": form,
        "entry": entry,
        "is_today": address == ("symptoms:log",),
        **CHOICES,
    }
    return render(request, "symptoms/log_entry.html", context, status=422 if form.is_bound else 200)


@require_POST
@health_consent_required
def undo(request, public_id):
    """Put an entry back as it was before it was changed or deleted. Pressed twice, it is put back once."""
    now = timezone.now()
    before = request.user.entries_before.undoable(now).filter(public_id=public_id).first()
    if before is None:
        messages.info(request, _("There is nothing to undo here any more."))
        return redirect("symptoms:log")
    entry = before.put_back()
    messages.success(request, _("It is back as it was."))
    return redirect(*day_address(entry.local_date, request.user.local_date(now)))
