"""The log as a file: taken away, and brought back after a look at what it holds."""

import json
import zlib

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.consent import health_consent_required
from accounts.encryption import seal, unseal
from symptoms import log_file
from symptoms import log_import as importing

PURPOSE = "log import"
AN_HOUR = 60 * 60  # seconds between the look and the yes
MOST_SEALED = 900_000  # letters that fit into the form of the second page
SHOWN, PROBLEMS_SHOWN = 8, 20


@require_safe
@health_consent_required
def log_files(request):
    return files_page(request)


def files_page(request, error="", problems=(), status=200):
    context = {
        "nav": "log",
        "count": request.user.log_entries.count(),
        "error": error,
        "problems": problems[:PROBLEMS_SHOWN],
        "more": max(0, len(problems) - PROBLEMS_SHOWN),
    }
    return render(request, "symptoms/log_files.html", context, status=status)


@require_safe
@health_consent_required
@reauthentication_required
def log_csv(request):
    lines = log_file.as_csv(oldest_first(request.user))
    return as_file(StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8"), "csv")


@require_safe
@health_consent_required
@reauthentication_required
def log_json(request):
    body = log_file.as_json(oldest_first(request.user))
    return as_file(HttpResponse(body, content_type="application/json"), "json")


def oldest_first(user):
    return user.log_entries.order_by("local_date", "logged_at", "pk")


def as_file(response, ending: str):
    name = f"my-log-{timezone.now():%Y-%m-%d}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
@health_consent_required
def log_import(request):
    """First the file, and a page that shows what it holds; then, from that page, the yes."""
    if "kept" in request.POST:
        return keep(request)
    chosen = request.FILES.get("file")
    if chosen is None:
        return files_page(request, _("Choose a file first."), status=422)
    return preview(request, chosen.read(importing.MOST_BYTES + 1))


def preview(request, data: bytes):
    try:
        found = importing.read(data, request.user, timezone.now())
        kept = sealed(request.user, data)
    except importing.CannotRead as wrong:
        return files_page(request, str(wrong), status=422)
    if found.problems:
        return files_page(request, _("Nothing was imported."), found.problems, status=422)
    fresh = importing.new_ones(request.user, found.entries)
    context = {
        "nav": "log",
        "kept": kept,
        "fresh": fresh,
        "known": len(found.entries) - len(fresh),
        "first": fresh[:SHOWN],
        "more": max(0, len(fresh) - SHOWN),
    }
    return render(request, "symptoms/log_import.html", context)


def sealed(user, data: bytes) -> str:
    """The file, for the next page to send back: nothing is kept here before the yes."""
    whole = json.dumps([str(user.public_id), importing.decoded(data)])
    kept = seal(zlib.compress(whole.encode(), 9), PURPOSE)
    if len(kept) > MOST_SEALED:
        raise importing.CannotRead(
            _("This file has too much text. Split it, and import the parts in turn.")
        )
    return kept


def keep(request):
    opened = unseal(request.POST["kept"], PURPOSE, max_age=AN_HOUR)
    owner, text = json.loads(zlib.decompress(opened)) if opened else ("", "")
    if owner != str(request.user.public_id):
        words = _("That page had been open too long. Choose the file again.")
        return files_page(request, words, status=422)
    found = importing.read(text.encode(), request.user, timezone.now())
    count = importing.keep(request.user, found.entries)
    words = ngettext(
        "%(count)d entry is in your log now.", "%(count)d entries are in your log now.", count
    )
    messages.success(
        request, words % {"count": count} if count else _("All of it was there already.")
    )
    return redirect("symptoms:trends")
