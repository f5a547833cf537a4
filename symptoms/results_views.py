"""Results a member kept: the list, one of them in its own words, two side by side, and a fresh start.

Owner only: anybody else's result is simply not found. A kept result never leads to a routine after a
danger sign was told since.
"""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.consent import consent_required
from routines.models import Hold, Routine
from symptoms import answers as cookie
from symptoms.check_views import with_answers
from symptoms.comparing import compare
from symptoms.definition import load
from symptoms.engine import evaluate
from symptoms.holding import settle
from symptoms.models import SelfCheckVersion
from symptoms.place import region_of
from symptoms.regions import numbers
from symptoms.result_views import may_see
from symptoms.telling import local

A_PAGE = 20
PICK_TWO = _("Tick two results to compare.")


@require_http_methods(["GET", "HEAD", "POST"])
@consent_required("health_data", back="symptoms:keep")
@with_answers
def keep(request, kept):
    """Keep the result of the check in this browser, whatever its level. A danger sign rests the plan first."""
    definition, now = load(), timezone.now()
    outcome = evaluate(definition, kept.answers)
    if not may_see(outcome) or not settle(request.user, outcome, kept, now):
        return redirect("symptoms:result")
    if request.method != "POST":
        return render(request, "symptoms/keep.html", {"level": definition.levels[outcome.level]})
    version = SelfCheckVersion.objects.record(definition, now)
    result = request.user.self_check_results.record(version, kept.answers, outcome, now)
    messages.success(request, _("Saved. You find it under “Your self-checks”."))
    return redirect("symptoms:kept_result", result.public_id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def again(request):
    """A fresh check: forgets the answers in this browser and begins at the danger signs."""
    if request.method != "POST":
        return render(request, "symptoms/again.html", {"nav": None})
    response = redirect("symptoms:screen", first_screen())
    cookie.forget(request, response)
    return response


def first_screen() -> str:
    return load().screens[0].slug


@login_required
@require_safe
def history(request):
    return show_history(request)


def show_history(request, error="", status=200):
    results = request.user.self_check_results.select_related("version")
    page = Paginator(results, A_PAGE).get_page(request.GET.get("page"))
    context = {"nav": None, "page": page, "error": error, "hold": Hold.objects.active(request.user)}
    return render(request, "symptoms/results.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def one(request, public_id):
    """One result in the words it was given in; a POST with `delete` deletes it."""
    result = get_object_or_404(mine(request), public_id=public_id)
    if request.method == "POST":
        if "delete" in request.POST:
            result.delete()
            messages.success(request, _("Deleted."))
        return redirect("symptoms:results")
    definition, region = load(), region_of(request)
    context = {
        "nav": None,
        "result": result,
        "told": local(definition, result.told, region),
        "numbers": numbers(definition.terms, region),
        "hold": Hold.objects.active(request.user),
        "open": open_routines(result),
        "live": definition.hash == result.told["hash"],
        "signs": [row for row in result.answered if row["danger_signs"]],
        "symptoms": [row for row in result.answered if not row["danger_signs"]],
    }
    return render(request, "symptoms/kept_result.html", context)


def mine(request):
    return request.user.self_check_results.select_related("version", "user")


def open_routines(result) -> set[str]:
    """The slugs that this result may still lead to."""
    if not result.still_stands():
        return set()
    slugs = [routine["slug"] for routine in result.told["routines"]]
    return set(Routine.objects.current().filter(slug__in=slugs).values_list("slug", flat=True))


@login_required
@require_safe
def compare_two(request):
    """`?pick=…&pick=…`: two of the member's own results, the earlier on the left."""
    picked = {known for pick in request.GET.getlist("pick") if (known := as_uuid(pick))}
    if len(picked) != 2:
        return show_history(request, PICK_TWO, status=422)
    before, after = sorted(two_of_mine(request, picked), key=lambda result: result.taken_at)
    context = {"nav": None, "before": before, "after": after, "changes": compare(before, after)}
    return render(request, "symptoms/compare.html", context)


def two_of_mine(request, picked):
    return [get_object_or_404(mine(request), public_id=one) for one in picked]


def as_uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
