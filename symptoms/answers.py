"""Where a self-check's answers live until they are saved: sealed in the reader's own browser.

The cookies can be read only by this site, are sent only to the self-check's own pages, and end by
themselves. Nothing of them stands in an address, a session, a log or a table.

One cookie holds the answers. An answer with a danger sign gets a cookie of its own instead, written
and removed only by its page: two tabs answering at the same moment cannot lose a sign between them.
With every box of every page ticked they stay below 4 KB together, which any server takes.
"""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from accounts.encryption import seal, unseal
from symptoms.conditions import UNSURE
from symptoms.engine import signs_in
from symptoms.schema import Definition

COOKIE = "self_check"
SIGN = "self_check_"  # then the question's id
PATH = "/self-check/"
MAX_AGE = 2 * 60 * 60  # seconds since the last answer
PURPOSE = "self-check"
VERSION = 16  # characters of a definition's hash
RAW = -15  # zlib's bits without a header of its own: the seal already tells a changed byte


class Unreadable(Exception):
    """There is a cookie, but it was changed, is too old, or was sealed with another key."""


@dataclass(frozen=True)
class Kept:
    """A check under way.

    `began` and `changed` are milliseconds since 1970: its first and its last answer. `version` is
    the hash of the questions that were answered; a cookie has room for its beginning only.
    """

    answers: Mapping[str, str | int | list[str]] = field(default_factory=dict)
    began: int = 0
    changed: int = 0
    version: str = ""

    def put(self, given: Mapping[str, Any], version: str, now: datetime) -> "Kept":
        moment = int(now.timestamp() * 1000)
        answers = {**self.answers, **given}
        return Kept(answers, self.began or moment, moment, version)

    def of(self, definition: Definition) -> bool:
        """Were the questions of this definition answered?"""
        return self.version[:VERSION] == definition.hash[:VERSION]


def read(request: HttpRequest) -> Kept:
    """The check under way, empty if there is none. Raises Unreadable."""
    held = sorted(name for name in request.COOKIES if name.startswith(SIGN))
    parts = [opened(request.COOKIES[name]) for name in held if request.COOKIES[name]]
    kept = opened(request.COOKIES[COOKIE]) if request.COOKIES.get(COOKIE) else Kept()
    for part in parts:
        kept = Kept(
            answers={**kept.answers, **part.answers},
            began=min(kept.began or part.began, part.began),
            changed=max(kept.changed, part.changed),
            version=kept.version or part.version,
        )
    return kept


def opened(token: str) -> Kept:
    packed = unseal(token, PURPOSE, max_age=MAX_AGE)
    if packed is None:
        raise Unreadable
    return Kept(*json.loads(zlib.decompress(packed, wbits=RAW)))


def keep(response: HttpResponse, kept: Kept, definition: Definition, given: Mapping) -> None:
    """Write the check with the answers `given` just now; a sign unticked loses its cookie."""
    write(response, kept, definition)
    for question in given:
        if definition.by_id[question].safety and SIGN + question not in response.cookies:
            remove(response, SIGN + question)


def write(response: HttpResponse, kept: Kept, definition: Definition) -> None:
    """All cookies anew, so that none ends while the check goes on."""
    signs = {q: a for q, a in kept.answers.items() if signs_in(definition, {q: a})}
    others = {q: a for q, a in kept.answers.items() if q not in signs}
    put(response, COOKIE, replace(kept, answers=others))
    for question, answer in signs.items():
        put(response, SIGN + question, replace(kept, answers={question: answer}))


def renew(request: HttpRequest, response: HttpResponse, kept: Kept, definition: Definition) -> None:
    """After carrying over: write what the view itself did not write, and drop the rest."""
    if COOKIE not in response.cookies:
        write(response, kept, definition)
    for name in request.COOKIES:
        if name.startswith(SIGN) and name not in response.cookies:
            remove(response, name)


def put(response: HttpResponse, name: str, kept: Kept) -> None:
    plain = json.dumps(
        [kept.answers, kept.began, kept.changed, kept.version[:VERSION]], separators=(",", ":")
    )
    response.set_cookie(
        name,
        seal(zlib.compress(plain.encode(), level=9, wbits=RAW), PURPOSE),
        max_age=MAX_AGE,
        path=PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget(request: HttpRequest, response: HttpResponse) -> None:
    for name in {COOKIE, *request.COOKIES}:
        if name == COOKIE or name.startswith(SIGN):
            remove(response, name)


def remove(response: HttpResponse, name: str) -> None:
    response.delete_cookie(name, path=PATH, samesite="Lax")


def carried_over(definition: Definition, kept: Kept) -> Kept:
    """What stays of a check begun with other words: the danger signs, nothing else.

    The rest is asked again, so a result belongs to one version. A sign that moved goes with its
    page; one that is offered no more becomes "not sure".
    """
    answers: dict[str, Any] = {}
    for key, value in kept.answers.items():
        if key in definition.by_id and signs_in(definition, {key: value}):
            answers[key] = value
    for key, value in kept.answers.items():
        for sign in signs_named(value) if key not in answers else ():
            page, tick = new_home(definition, key, sign)
            answers[page] = sorted({*answers.get(page, ()), tick})
    return replace(kept, answers=answers, version=definition.hash)


def signs_named(value: Any) -> list[str]:
    """Signs ticked on a page that is no more, or under a name that is: every sign's id begins so."""
    return [one for one in value if one.startswith("rf_")] if isinstance(value, list) else []


def new_home(definition: Definition, question: str, sign: str) -> tuple[str, str]:
    """The page that offers this sign now; else "not sure" on its old page, or on the first one."""
    pages = {group.id: group for group in definition.groups if group.kind == "multi"}
    flag = definition.flags.get(sign)
    if flag and flag.group in pages:
        return flag.group, sign
    return question if question in pages else next(iter(pages)), UNSURE
