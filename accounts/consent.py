"""What people agree to, in the words they read, and the door that asks before anything is kept.

A text never changes under the version a person agreed to: to change one, add a version and make it
current. Agreement to an earlier version stays good until it is withdrawn.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext_lazy as _

from accounts.models import Consent, User

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Text:
    title: "StrOrPromise"
    points: "tuple[tuple[StrOrPromise, StrOrPromise], ...]"  # a short question, and its answer
    agree: "StrOrPromise"  # the words beside the box


TEXTS: dict[str, dict[str, Text]] = {
    "health_data": {
        "2026-11": Text(
            title=_("May we keep your plan and your log?"),
            points=(
                (
                    _("What we keep"),
                    _(
                        "Your plan, the answers it came from, the sessions you do, and what you write in your log. This is health information, so we ask first."
                    ),
                ),
                (
                    _("Why"),
                    _(
                        "To show you your plan and how things change. We do nothing else with it. We never sell it or share it."
                    ),
                ),
                (
                    _("How long"),
                    _("Until you delete it, or delete your account. You can do both at any time."),
                ),
                (
                    _("If you change your mind"),
                    _(
                        "Go to “Your data” and take your agreement back. We then stop using it at once, and you choose if we delete it."
                    ),
                ),
            ),
            agree=_("Yes, keep my plan and my log"),
        )
    },
    "reminders": {
        "2026-11": Text(
            title=_("May we send you reminders?"),
            points=(
                (
                    _("What we send"),
                    _(
                        "An e-mail on the days and at the time you choose. It says nothing about your body."
                    ),
                ),
                (_("What we keep"), _("Your days and your time, and when each reminder was sent.")),
                (_("How long"), _("Until you turn reminders off or delete your account.")),
                (
                    _("If you change your mind"),
                    _(
                        "Each e-mail has a link that stops them. You can also stop them here at any time."
                    ),
                ),
            ),
            agree=_("Yes, send me reminders"),
        ),
        "2026-12": Text(
            title=_("May we send you reminders?"),
            points=(
                (
                    _("What we send"),
                    _(
                        "An e-mail, a notification or a line in your calendar, as you choose, on your days and at your time. It says nothing about your body."
                    ),
                ),
                (
                    _("What we keep"),
                    _(
                        "Your days and your time, what you tie them to, and when each reminder was sent. For notifications, the address your browser gives us."
                    ),
                ),
                (
                    _("How long"),
                    _("Until you turn reminders off or delete your account."),
                ),
                (
                    _("If you change your mind"),
                    _(
                        "Each e-mail has a link that stops them. You can also stop them here at any time."
                    ),
                ),
            ),
            agree=_("Yes, send me reminders"),
        ),
    },
}
CURRENT = {"health_data": "2026-11", "reminders": "2026-12"}


def text(purpose: str) -> Text:
    return TEXTS[purpose][CURRENT[purpose]]


def give(user: User, purpose: str, now: datetime) -> Consent:
    """Record that `user` agreed to the current text. Twice is once."""
    return user.consents.give(purpose, CURRENT[purpose], now)


@transaction.atomic
def agree(user: User, purpose: str, now: datetime) -> None:
    """As `give`, from a person who has just said that they are 16 or over, now or before."""
    give(user, purpose, now)
    if user.over_16_at is None:
        user.over_16_at = now
        user.save(update_fields=["over_16_at"])


@transaction.atomic
def withdraw(user: User, purpose: str, now: datetime) -> None:
    """Take agreement back. Reminders are about the plan, so they end with it."""
    user.consents.withdraw(purpose, now)
    if purpose == Consent.Purpose.HEALTH_DATA:
        user.consents.withdraw(Consent.Purpose.REMINDERS, now)


def may_keep(user: User, purpose: str) -> bool:
    return user.over_16_at is not None and user.has_consent(purpose)


class MemberRequest(HttpRequest):
    """A request behind a door that lets only signed-in people through. For types: Django makes the request."""

    user: User


def consent_required(purpose: str, back: str | None = None) -> Callable:
    """A view for members who are 16 or over and agreed to `purpose`; others are asked first and come back.

    A form cannot be sent again after a redirect. So a POST comes back to the page it was sent from
    (or to the address named `back`), and the person is told to press the button once more.
    """

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def ask_first(request, *args, **kwargs):
            if request.user.is_authenticated and may_keep(request.user, purpose):
                return view(request, *args, **kwargs)
            came_from = page_to_return_to(request, back)
            if request.method == "POST":
                messages.info(
                    request,
                    _("Nothing is saved yet. Please press the button again when you are back."),
                )
            if not request.user.is_authenticated:
                return redirect_to_login(came_from)
            return redirect(
                f"{resolve_url('accounts:consent')}?{urlencode({'purpose': purpose, 'next': came_from})}"
            )

        return ask_first

    return decorate


health_consent_required = consent_required("health_data")


def page_to_return_to(request: HttpRequest, back: str | None = None) -> str:
    """An address on this site that can be opened: this page, or for a form the page it stood on."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    if back:
        return resolve_url(back)
    return safe_address(request, request.headers.get("Referer", "")) or resolve_url("home")


def safe_address(request: HttpRequest, url: str) -> str:
    """`url` if it leads to this very site, else empty."""
    ours = url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return url if ours else ""
