"""Where a self-check's answers live until they are saved: sealed in the reader's own browser.

The cookies can be read only by this site, are sent only to the self-check's own pages, and end by
themselves. Nothing of them stands in an address, a session, a log or a table.

One cookie holds everything. A page with a danger sign also gets a cookie of its own, written and
removed only by that page: two tabs answering at the same moment cannot lose a sign between them.
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
from symptoms.engine import signs_in
from symptoms.schema import Definition

COOKIE = "self_check"
SIGN = "self_check_sign_"  # then the question's id
PATH = "/self-check/"
MAX_AGE = 2 * 60 * 60  # seconds since the last answer
PURPOSE = "self-check"


class Unreadable(Exception):
    """There is a cookie, but it was changed, is too old, or was sealed with another key."""


@dataclass(frozen=True)
class Kept:
    """A check under way.

    `began` and `changed` are milliseconds since 1970: its first and its last answer. `version` is
    the hash of the questions that were answered.
    """

    answers: Mapping[str, str | int | list[str]] = field(default_factory=dict)
    began: int = 0
    changed: int = 0
    version: str = ""

    def put(self, given: Mapping[str, Any], version: str, now: datetime) -> "Kept":
        moment = int(now.timestamp() * 1000)
        answers = {**self.answers, **given}
        return Kept(answers, self.began or moment, moment, version)


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
    return Kept(*json.loads(zlib.decompress(packed)))


def keep(response: HttpResponse, kept: Kept, definition: Definition, given: Mapping) -> None:
    """Write the check, and for each question `given` now, its own cookie if it holds a sign."""
    put(response, COOKIE, kept)
    for question, answer in given.items():
        if signs_in(definition, {question: answer}):
            put(response, SIGN + question, replace(kept, answers={question: answer}))
        elif definition.by_id[question].safety:
            remove(response, SIGN + question)


def renew(request: HttpRequest, response: HttpResponse, kept: Kept, definition: Definition) -> None:
    """After carrying over: write again what the view itself did not write."""
    if COOKIE not in response.cookies:
        put(response, COOKIE, kept)
    for name in request.COOKIES:
        question = name.removeprefix(SIGN)
        if not name.startswith(SIGN) or name in response.cookies:
            continue
        if question in kept.answers:
            put(response, name, replace(kept, answers={question: kept.answers[question]}))
        else:
            remove(response, name)


def put(response: HttpResponse, name: str, kept: Kept) -> None:
    plain = json.dumps(
        [kept.answers, kept.began, kept.changed, kept.version], separators=(",", ":")
    )
    response.set_cookie(
        name,
        seal(zlib.compress(plain.encode(), level=9), PURPOSE),
        max_age=MAX_AGE,
        path=PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget(request: HttpRequest, response: HttpResponse) -> None:
    for name in request.COOKIES:
        if name == COOKIE or name.startswith(SIGN):
            remove(response, name)


def remove(response: HttpResponse, name: str) -> None:
    response.delete_cookie(name, path=PATH, samesite="Lax")


def carried_over(definition: Definition, kept: Kept) -> Kept:
    """What stays of a check begun with other words: the danger signs, nothing else.

    The rest is asked again, so a result belongs to one version. A sign that the new questions no
    longer offer becomes "not sure" on its page.
    """
    answers: dict[str, Any] = {}
    for key, value in kept.answers.items():
        question = definition.by_id.get(key)
        if question is None or not question.safety:
            continue
        if signs_in(definition, {key: value}):
            answers[key] = value
        elif names_a_sign(value) and "unsure" in question.labels:
            answers[key] = ["unsure"] if question.kind == "multi" else "unsure"
    return replace(kept, answers=answers, version=definition.hash)


def names_a_sign(value: Any) -> bool:
    """Was one ticked under its old name? Every sign's id begins so."""
    return isinstance(value, list) and any(str(one).startswith("rf_") for one in value)
