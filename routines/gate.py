"""Who may start a session now: nobody with a hold, and nobody who was not asked the danger signs lately.

A member's hold and their last clear screen are rows. A visitor's are two cookies that say nothing
else: `hold` holds only 1, `screened` holds only a signed date. Both can be read by the page, because
a session that starts without a network must be stopped by the same facts (static/js/offline/gate.js).
A member's browser carries a twin of their hold, which follows the row and outlasts signing out.

A visitor's `hold` counts for whoever uses the browser, signed in or not, until a clear re-check.
"""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse

from routines.models import ClearScreen, Hold

HOLD = "hold"
TWIN = "member_hold"
SCREENED = "screened"
HOLD_DAYS = 30
SCREEN_DAYS = 7
COPY = "X-Offline-Copy"  # sent by the service worker when it fetches a page to keep


def hold(request: HttpRequest) -> Hold | None:
    """What stops this person: their hold, or one without a row for a browser that carries the cookie."""
    if found := Hold.objects.active(request.user):
        return found
    named = [HOLD] if request.user.is_authenticated else [HOLD, TWIN]
    if any(request.COOKIES.get(name) == "1" for name in named):
        return Hold(level=Hold.Level.SEE_CLINICIAN, source=Hold.Source.CHECK)
    return None


def screened(request: HttpRequest, now: datetime) -> bool:
    """Whether a screen was clear in the last 7 days: on the person's row, or on a visitor's cookie."""
    if request.user.is_authenticated:
        return ClearScreen.objects.is_recent(request.user, now - timedelta(days=SCREEN_DAYS))
    try:
        day = date.fromisoformat(signer().unsign(request.COOKIES.get(SCREENED, "")))
    except (BadSignature, ValueError):
        return False
    return now.date() - timedelta(days=SCREEN_DAYS) < day <= now.date()


def is_copy(request: HttpRequest) -> bool:
    """A page to keep for later, asked for without cookies: the page itself will mind the gate."""
    return COPY in request.headers and not request.COOKIES


def stop(request: HttpRequest, response: HttpResponse) -> None:
    """A sign was reported here. A member's hold is a row already; a visitor's is this cookie."""
    if not request.user.is_authenticated:
        put(response, HOLD, "1", HOLD_DAYS)
    response.delete_cookie(SCREENED, samesite="Lax")


def note_clear(request: HttpRequest, response: HttpResponse, now: datetime) -> None:
    """The danger signs were asked and none fitted: sessions may start for 7 days."""
    if request.user.is_authenticated:
        ClearScreen.objects.note(request.user, now)
    response.delete_cookie(HOLD, samesite="Lax")
    response.delete_cookie(TWIN, samesite="Lax")
    put(response, SCREENED, signer().sign(now.date().isoformat()), SCREEN_DAYS)


def put(response: HttpResponse, name: str, value: str, days: int) -> None:
    response.set_cookie(
        name,
        value,
        max_age=timedelta(days=days),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=False,  # the page reads it when there is no network to ask
        samesite="Lax",
    )


def signer() -> Signer:
    return Signer(salt="routines.gate")


def twin(get_response):
    """Middleware: a member's browser carries their hold too, for the times without a network."""

    def carry(request):
        response = get_response(request)
        if request.user.is_authenticated:
            held = Hold.objects.active(request.user) is not None
            if held:
                put(response, TWIN, "1", HOLD_DAYS)
                response.delete_cookie(SCREENED, samesite="Lax")
            elif TWIN in request.COOKIES:
                response.delete_cookie(TWIN, samesite="Lax")
        return response

    return carry
