"""The API as a whole: its front page, its description, and problems instead of pages."""

from functools import cache

from django.shortcuts import render
from django.urls import URLPattern, get_resolver, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from accounts.api import problems
from accounts.api.caching import Public
from psoascare.api_reference import chapters

ROOT = "/api/"
NUL = _("The address holds the character NUL.")


def problems_only(get_response):
    """Middleware: under /api/ nothing is cached unless it says so, and a mistake is never a web page."""

    def guard(request):
        if not request.path.startswith(ROOT):
            return get_response(request)
        nul = "%00" in request.META.get("QUERY_STRING", "") or "\x00" in request.path
        response = problems.as_response(400, NUL) if nul else get_response(request)
        if response.status_code >= 400 and not is_problem(response):
            response = in_place_of(response)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response

    return guard


def is_problem(response) -> bool:
    return response.get("Content-Type", "").startswith(problems.CONTENT_TYPE)


def in_place_of(page):
    """A problem that says no less than the page: which methods there are, when to come back."""
    response = problems.as_response(page.status_code)
    for name in ("Allow", "Retry-After"):
        if page.has_header(name):
            response[name] = page[name]
    return response


class Index(Public):
    @extend_schema(
        summary="What there is",
        tags=["About"],
        operation_id="index",
        responses={200: {"type": "object", "additionalProperties": True}},
    )
    def get(self, request):
        """Every address that takes no further word, by name."""
        known = get_resolver("psoascare.api_urls").url_patterns
        plain = [p for p in known if isinstance(p, URLPattern) and not p.pattern.converters]
        links = {
            p.name: request.build_absolute_uri(reverse(f"api:{p.name}")) for p in plain if p.name
        }
        return Response({"version": "1", "links": links})


class Schema(Public):
    @extend_schema(exclude=True)
    def get(self, request):
        """The description of this API as OpenAPI 3."""
        return Response(document())


@cache
def document() -> dict:
    """Built once a process: it changes only with the code."""
    return SchemaGenerator().get_schema(request=None, public=True)


@require_safe
def docs(request):
    """The reference for people, made from the same description. Our own page: no script, nothing foreign."""
    context = {"nav": None, "chapters": chapters(document()), "kinds": problems.KINDS.items()}
    return render(request, "api/docs.html", context)
