"""Where a self-check's answers live until they are saved: sealed in the reader's own browser.

The cookie can be read only by this site, is sent only to the self-check's own pages, and ends by
itself. Nothing of it stands in an address, a session, a log or a table.
"""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from accounts.encryption import seal, unseal

COOKIE = "self_check"
PATH = "/self-check/"
MAX_AGE = 2 * 60 * 60  # seconds since the last answer
PURPOSE = "self-check"


class Unreadable(Exception):
    """There is a cookie, but it was changed, is too old, or was sealed with another key."""


@dataclass(frozen=True)
class Kept:
    """A check under way.

    `began` and `changed` are milliseconds since 1970: its first and its last answer.
    """

    answers: Mapping[str, str | int | list[str]] = field(default_factory=dict)
    began: int = 0
    changed: int = 0

    def put(self, question: str, value, now: datetime) -> "Kept":
        moment = int(now.timestamp() * 1000)
        answers = {**self.answers, question: value}
        return replace(self, answers=answers, began=self.began or moment, changed=moment)


def read(request: HttpRequest) -> Kept:
    """The check under way, empty if there is none. Raises Unreadable."""
    token = request.COOKIES.get(COOKIE)
    if not token:
        return Kept()
    packed = unseal(token, PURPOSE, max_age=MAX_AGE)
    if packed is None:
        raise Unreadable
    answers, began, changed = json.loads(zlib.decompress(packed))
    return Kept(answers, began, changed)


def keep(response: HttpResponse, kept: Kept) -> None:
    plain = json.dumps([kept.answers, kept.began, kept.changed], separators=(",", ":"))
    response.set_cookie(
        COOKIE,
        seal(zlib.compress(plain.encode(), level=9), PURPOSE),
        max_age=MAX_AGE,
        path=PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE, path=PATH, samesite="Lax")
