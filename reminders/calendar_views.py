"""The secret addresses of a person's calendar, and what a calendar program reads there."""

import base64
import hashlib
import io

import qrcode
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from qrcode.image.svg import SvgPathFillImage

from accounts.consent import health_consent_required
from reminders import calendar
from reminders.calendar_models import MOST_FEEDS
from reminders.finding import reminder_consent_required
from reminders.models import CalendarFeed


@require_safe
def feed(request, token):
    """The calendar, for whoever knows the address. Any other address is simply not there."""
    found = CalendarFeed.objects.by_token(token)
    if found is None or not found.user.is_active:
        raise Http404
    now = timezone.now()
    found.read(now)
    body = calendar.feed(found.user, now)
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    asked = parse_etags(request.headers.get("If-None-Match", ""))
    if asked == ["*"] or etag in {one.removeprefix("W/") for one in asked}:
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = 'inline; filename="reminders.ics"'
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


@health_consent_required
@reminder_consent_required
@require_POST
def add(request):
    """Make an address. It is shown in this one answer; we keep only what recognises it."""
    if request.user.calendars.count() >= MOST_FEEDS:
        messages.info(request, _("You have 5 calendar links. Remove one first, then add this one."))
        return redirect("reminders:home")
    _feed, token = CalendarFeed.objects.open(request.user, timezone.now())
    url = settings.SITE_URL + reverse("reminders:feed", args=[token])
    webcal = "webcal:" + url.partition(":")[2]
    context = {"nav": "home", "url": url, "webcal": webcal, "square": square(webcal)}
    response = render(request, "reminders/calendar.html", context)
    response["Referrer-Policy"] = "no-referrer"
    return response


@login_required
@require_POST
def remove(request, public_id):
    """Close an address at once."""
    get_object_or_404(request.user.calendars, public_id=public_id).delete()
    messages.success(
        request, _("That calendar link is closed. Your calendar may show old entries for a while.")
    )
    return redirect("reminders:home")


def square(url: str) -> str:
    """A QR code of `url`, as an SVG picture in a data: address."""
    picture = qrcode.make(url, image_factory=SvgPathFillImage, border=3)
    drawn = io.BytesIO()
    picture.save(drawn)
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.getvalue()).decode()
