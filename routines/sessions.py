"""Doing a routine: the player, the end of a session, and the plan that says which comes next."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.http import JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from routines import gate, player, progress
from routines.content import general
from routines.forms import FinishForm, PlayForm
from routines.models import Hold, Plan, Routine, Step

WORDS = {  # what the player says; {names} are filled in by static/js/player/screen.js
    "ready": _("Press Start when you are in position."),
    "get_ready": _("Get ready"),
    "next": _("Next"),
    "rest": _("Rest"),
    "right": _("Right side"),
    "left": _("Left side"),
    "both": _("Sides in turn"),
    "of": _("of {time}"),
    "reps": _("about {reps}"),
    "in_all": _("in all"),
    "where": _("move {n} of {m}"),
    "pause": _("Pause"),
    "resume": _("Carry on"),
    "easier": _("Make it easier"),
    "usual": _("Usual move"),
}
STEADY = {
    "mobility",
    "strength",
    "relaxation",
}  # a hold of these is kept still; a walk or a rub goes on


@require_safe
@never_cache
def play(request, slug):
    """The session: a list to follow, which the player turns into a guided one. A hold leads to the plan page."""
    if Hold.objects.active(request.user):
        return redirect("routines:plan")
    routine = get_object_or_404(Routine.objects.current(), slug=slug)
    form = PlayForm(choices(request))
    if not form.is_valid():
        return render(
            request,
            "routines/choices.html",
            {"nav": "move", "routine": routine, "form": form},
            status=422,
        )
    steps, kneeling = (
        steps_for(routine, form.cleaned_data["week"]),
        form.cleaned_data["kneel"] != "no",
    )
    cues = player.timeline(steps, kneeling)
    context = {
        "nav": "move",
        "routine": routine,
        "moves": player.moves(steps, kneeling),
        "seconds": player.total_seconds(cues),
        "data": session_data(steps, cues, kneeling),
        "rules": general(),
        "key": uuid.uuid4(),
    }
    return render(request, "routines/play.html", context)


def choices(request) -> QueryDict:
    """What the address says; a plan for somebody who cannot kneel fills in the rest."""
    asked = request.GET.copy()
    plan = Plan.objects.current(request.user)
    if plan and not plan.kneeling:
        asked.setdefault("kneel", "no")
    return asked


def steps_for(routine: Routine, week: int) -> list[Step]:
    steps = (
        routine.steps.filter(from_week__lte=week)
        .select_related("exercise__if_no_kneel")
        .order_by("position")
    )
    return list(steps.prefetch_related("exercise__easier", "exercise__if_no_kneel__easier"))


def session_data(steps, cues, kneeling: bool) -> dict:
    moves = player.moves(steps, kneeling)
    return {
        "cues": player.as_data(cues),
        "moves": [move_data(move, kneeling) for move in moves],
        "words": WORDS,
    }


def move_data(move: player.Move, kneeling: bool) -> dict:
    exercise = move.exercise
    easier = next(
        (
            one
            for one in exercise.easier.all()
            if not one.retired and (kneeling or not one.needs_kneeling)
        ),
        None,
    )
    return {
        "name": exercise.name,
        "key": exercise.key,
        "steady": exercise.category in STEADY,
        "easier": easier and {"name": easier.name, "key": easier.key, "steps": easier.steps},
    }


@require_POST
def finish(request, slug):
    """The end of a session. A member who agreed to it keeps one row a key; nothing is kept for anybody else.

    A session that waited on a device for the network is sent as `Accept: application/json`, and gets
    `{"kept": bool}` or, with 4xx, `{"detail": words}` to show.
    """
    routine = get_object_or_404(Routine.objects.current(), slug=slug)
    form = FinishForm(request.POST)
    valid = form.is_valid()
    if hold := held_before(request, form):
        return refuse(
            request, 409, _("It was done while your sessions were on hold."), "held", hold=hold
        )
    if not valid:
        return refuse(
            request, 422, form.first_error(), "finish", routine=routine, form=form, kept=False
        )
    kept = keep(request.user, routine, form, timezone.now())
    if wants_json(request):
        return JsonResponse({"kept": kept})
    return thank(request, routine, form, kept)


def held_before(request, form: FinishForm) -> Hold | None:
    """The hold that was there when this session ended: one that came later does not undo it."""
    hold = gate.hold(request)
    ago = form.cleaned_data.get("ago") or 0
    if hold and hold.started_at and timezone.now() - timedelta(seconds=ago) < hold.started_at:
        return None
    return hold


def refuse(request, status: int, words, page: str, **context):
    if wants_json(request):
        return JsonResponse({"detail": str(words)}, status=status)
    return render(request, f"routines/{page}.html", {"nav": "move", **context}, status=status)


def wants_json(request) -> bool:
    return request.headers.get("Accept") == "application/json"


def thank(request, routine: Routine, form: FinishForm, kept: bool):
    """The tip for next time; straight on to the log when there is nothing to stop and read."""
    told = form.cleaned_data
    advice = progress.after_session(told["felt"], told["pain_during"])
    if advice and not advice.ease_off and kept:
        return redirect("symptoms:log")
    took = told["seconds"] or routine.total_seconds
    context = {
        "nav": "move",
        "routine": routine,
        "form": form,
        "kept": kept,
        "advice": advice,
        "minutes": max(1, round(took / 60)),
        "seconds": took,
    }
    return render(request, "routines/finish.html", context)


def keep(user, routine: Routine, form: FinishForm, now: datetime) -> bool:
    """Whether the session was written down."""
    if not (user.is_authenticated and user.has_consent("health_data")):
        return False
    told = form.cleaned_data
    ended = now - timedelta(seconds=told["ago"] or 0)
    began = ended - timedelta(seconds=told["seconds"] or routine.total_seconds)
    with transaction.atomic():
        user.sessions.record(routine, told["key"], began, ended, **form.told)
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def plan(request):
    """The routine a member follows, and why. POST ends it."""
    current = Plan.objects.current(request.user)
    if request.method == "POST":
        if current:
            current.end(timezone.now())
        return redirect("routines:plan")
    context = {"nav": "home", "plan": current, "hold": Hold.objects.active(request.user)}
    return render(request, "routines/plan.html", context)
