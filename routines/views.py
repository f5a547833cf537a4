"""Pages anyone may read: exercises, routines and the evidence behind them."""

from itertools import groupby

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from routines import gate, looks, structured
from routines.content import general
from routines.evidence import by_source
from routines.forms import FilterForm, PlayForm
from routines.models import Exercise, Plan, Reference, Routine, Step


@require_safe
def exercise_list(request):
    """Every move, by what it is for."""
    exercises = Exercise.objects.current()
    order = Exercise.Category.values
    ranked = sorted(exercises, key=lambda exercise: (order.index(exercise.category), exercise.rank))
    hold = gate.hold(request)
    groups = [
        (Exercise.Category(name), list(those))
        for name, those in groupby(ranked, lambda one: one.category)
    ]
    return render(
        request, "routines/exercise_list.html", {"nav": "move", "groups": groups, "hold": hold}
    )


@require_safe
def exercise(request, slug):
    one = get_object_or_404(Exercise.objects.current().select_related("if_no_kneel"), slug=slug)
    rules = general()
    context = {
        "nav": "move",
        "exercise": one,
        "leave_out": [rules["leave_out_words"][finding] for finding in one.avoid_if],
        "stop_rules": [*one.stop_rules, *rules["general_stop_rules"]],
        "grade": rules["evidence_grade_key"][one.grade],
        "routines": Routine.objects.current().filter(steps__exercise=one).distinct(),
        "hold": gate.hold(request),
        "data": structured.exercise(one, reverse("routines:exercise_list")),
    }
    return render(request, "routines/exercise.html", context)


@require_safe
def routine_list(request):
    """Every routine, or those that fit the reader's choice. An unknown choice shows all and says so."""
    form = FilterForm(request.GET)
    routines = Routine.objects.current()
    if form.is_valid():
        routines = form.narrow(routines)
    context = {
        "nav": "move",
        "form": form,
        "routines": routines,
        "hold": gate.hold(request),
    }
    return render(request, "routines/list.html", context, status=200 if form.is_valid() else 422)


@require_safe
def routine(request, slug):
    one = get_object_or_404(with_steps(Routine.objects.current()), slug=slug)
    steps = one.steps.all()
    plan = Plan.objects.current(request.user)
    context = {
        "nav": "move",
        "routine": one,
        "steps": steps,
        "staged": any(step.from_week > 1 for step in steps),
        "form": PlayForm(
            initial={"week": 1, "kneel": "no" if plan and not plan.kneeling else "yes"}
        ),
        "rules": general(),
        "hold": gate.hold(request),
        "data": structured.routine(one, reverse("routines:list")),
    }
    return render(request, "routines/routine.html", context)


@require_safe
def sheet(request, slug):
    """One routine on one sheet of A4."""
    one = get_object_or_404(with_steps(Routine.objects.current()), slug=slug)
    hold = gate.hold(request)
    context = {"nav": "move", "routine": one, "steps": one.steps.all(), "rules": general()}
    return render(request, "routines/sheet.html", {**context, "hold": hold})


def with_steps(routines):
    """Routines whose steps come with their exercises, the swaps and the easier moves, in three queries."""
    steps = Step.objects.select_related("exercise__if_no_kneel").order_by("position")
    return routines.prefetch_related(Prefetch("steps", steps), "references")


@require_safe
def evidence(request):
    """Every source: how far we read it, how much it can bear, and what leans on it."""
    leaning = by_source()
    sources = [(one, leaning.get(one.key, [])) for one in Reference.objects.current()]
    return render(request, "routines/evidence.html", {"sources": sources, "rules": general()})


@require_http_methods(["GET", "HEAD", "POST"])
def look(request):
    """How the drawn person looks, for this browser only."""
    sent = request.POST if request.method == "POST" else None
    form = looks.LookForm(sent, initial=looks.chosen(request.COOKIES))
    if form.is_valid():
        messages.success(request, _("Saved. Every picture looks like this now."))
        response = redirect("routines:look")
        looks.remember(request, response, form.cleaned_data)
        return response
    usual = " ".join(f"{part}-{word}" for part, word in looks.USUAL.items())
    context = {"nav": "move", "form": form, "usual": usual}
    return render(request, "routines/look.html", context, status=422 if form.is_bound else 200)
