"""A mistake, answered as a problem: RFC 9457, `application/problem+json`.

    {"type": "https://…/api/v1/docs/#invalid", "title": "Some of this is not right.", "status": 400,
     "detail": "answers.q_now: Choose a number from 0 to 10.",
     "errors": [{"field": "answers.q_now", "pointer": "/answers/q_now", "detail": "Choose a number …"}]}

`errors` is there only when fields are at fault: `field` names one as people read it, `pointer` is the
JSON Pointer (RFC 6901) to it; both are empty when the body as a whole is at fault.
"""

from collections.abc import Iterator
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent
from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import exception_handler

CONTENT_TYPE = "application/problem+json"
KINDS = {  # status: the anchor on the docs page, and what went wrong
    400: ("invalid", _("Some of this is not right.")),
    401: ("sign-in", _("Sign in first.")),
    403: ("not-allowed", _("This is not allowed.")),
    404: ("not-found", _("Nothing is here.")),
    405: ("method", _("This address does not take that method.")),
    406: ("not-acceptable", _("We answer in JSON only.")),
    409: ("conflict", _("This does not fit what we have now.")),
    412: ("precondition", _("It has changed since you read it.")),
    413: ("too-large", _("This is too large.")),
    415: ("media-type", _("Send JSON, with Content-Type: application/json.")),
    429: ("too-many", _("That was a lot of requests. Wait a moment.")),
    500: ("our-mistake", _("Sorry, this is our mistake.")),
    503: ("unavailable", _("Sorry, this does not work right now. Try again in a minute.")),
}


class TooLarge(exceptions.APIException):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_detail = _("Send less than 1 MB.")


class Conflict(exceptions.APIException):
    """What was sent is well formed, but made for something that is no longer so.

    more: further members of the problem, such as the version that is live.
    """

    status_code = status.HTTP_409_CONFLICT
    default_detail = KINDS[409][1]

    def __init__(self, detail=None, **more):
        super().__init__(detail)
        self.more = more


def problem(code: int, detail="", **more) -> dict:
    kind, title = KINDS.get(code, ("", HTTPStatus(code).phrase))
    address = f"{settings.SITE_URL}{reverse('api:docs')}#{kind}" if kind else "about:blank"
    found = {"type": address, "title": str(title), "status": code}
    return {**found, **({"detail": str(detail)} if detail else {}), **more}


def answer(exc: Exception, context: dict) -> Response | None:
    """DRF's exception handler. None for a mistake of our own, which is logged and answered as 500."""
    if isinstance(exc, RequestDataTooBig):
        exc = TooLarge()
    elif isinstance(exc, TooManyFieldsSent | SuspiciousOperation):
        exc = exceptions.ParseError(_("This could not be read."))
    response = exception_handler(exc, context)
    if response is None:
        return None
    response.data = body(exc, response)
    response.content_type = CONTENT_TYPE
    return response


def body(exc: Exception, response: Response) -> dict:
    if isinstance(exc, exceptions.ValidationError):
        errors = list(faults(exc.detail))
        return problem(400, summary(errors), errors=errors)
    detail = response.data.get("detail", "") if isinstance(response.data, dict) else ""
    return problem(response.status_code, detail, **getattr(exc, "more", {}))


def faults(detail, path: tuple = ()) -> Iterator[dict]:
    """Every message of a ValidationError with the place it is about, depth first."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            whole = name == api_settings.NON_FIELD_ERRORS_KEY
            yield from faults(inner, path if whole else (*path, str(name)))
    elif isinstance(detail, list):
        for number, inner in enumerate(detail):
            nested = isinstance(inner, dict | list)
            yield from faults(inner, (*path, str(number)) if nested and path else path)
    else:
        pointer = "".join(f"/{part.replace('~', '~0').replace('/', '~1')}" for part in path)
        yield {"field": ".".join(path), "pointer": pointer, "detail": str(detail)}


def summary(errors: list[dict]) -> str:
    """The first fault in one sentence."""
    if not errors:
        return ""
    first = errors[0]
    return f"{first['field']}: {first['detail']}" if first["field"] else first["detail"]


def as_response(code: int, detail="") -> JsonResponse:
    """A problem for what never reached a view of the API: an unknown address, say."""
    return JsonResponse(problem(code, detail), status=code, content_type=CONTENT_TYPE)
