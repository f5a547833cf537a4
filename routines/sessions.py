"""Doing a routine: the player, the end of a session, and the plan that says which comes next."""

import json
import uuid
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction
from django.http import JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from routines import gate, options, player, progress, words
from routines.content import general
from routines.forms import FinishForm, PlayForm
from routines.models import Hold, Plan, Routine


@require_safe
@never_cache
def play(request, slug):
    """The session: a list to follow, which the player turns into a guided one. A hold leads away from it.

    Whoever was not asked the danger signs in the last 7 days is asked first. A copy for offline use is
    made for nobody: there the player minds both (static/js/offline/gate.js).
    """
    routine = get_object_or_404(Routine.objects.current(), slug=slug)
    if not gate.is_copy(request) and (elsewhere := not_now(request, routine)):
        return elsewhere
    form = PlayForm(choices(request))
    if not form.is_valid():
        return render(
            request,
            "routines/choices.html",
            {"nav": "move", "routine": routine, "form": form},
            status=422,
        )
    return render(request, "routines/play.html", session(request, routine, form.how))


def not_now(request, routine: Routine):
    """Where to go instead of into the session; None when it may start."""
    if gate.hold(request):
        return redirect("routines:plan" if request.user.is_authenticated else routine)
    if gate.screened(request, timezone.now()):
        return None
    return redirect(screen_url(request.get_full_path()))


def screen_url(back: str) -> str:
    return f"{reverse('symptoms:quick')}?{urlencode({'next': back})}"


def choices(request) -> QueryDict:
    """What the address says; a person's plan fills in the rest."""
    asked = request.GET.copy()
    if plan := Plan.objects.current(request.user):
        asked.setdefault("kneel", "yes" if plan.kneeling else "no")
        asked.setdefault("length", "half" if plan.dose == Plan.Dose.HALF else "whole")
        asked.setdefault("week", str(plan.week))
    return asked


def session(request, routine: Routine, how: dict) -> dict:
    """Everything the page and the player need to know."""
    plan = Plan.objects.current(request.user)
    person = options.Person(plan.findings, plan.irritability) if plan else options.Person()
    library, steps = options.Library(), list(routine.steps.select_related("exercise"))
    found = [
        options.options(step, person, library) for step in steps if step.from_week <= how["week"]
    ]
    picked = [one for ways in found if (one := options.chosen(ways, how["kneel"]))]
    moves = [player.halved(one.move) if how["half"] else one.move for one in picked]
    return {
        "nav": "move",
        "routine": routine,
        "moves": moves,
        "changed": any(one.kind != "usual" for one in picked) and plan is not None,
        "data": script(request, routine, options.as_data(steps, person, library), how),
        "rules": general(),
        "key": uuid.uuid4(),
        "form": FinishForm(),
        "modules": modules(),
    }


def script(request, routine: Routine, moves: list[dict], how: dict) -> dict:
    """What static/js/player.js plays."""
    return {
        "slug": routine.slug,
        "title": routine.name,
        "url": reverse("routines:finish", args=[routine.slug]),
        "screen": screen_url(request.get_full_path()),
        "print": fingerprint(moves),
        "moves": moves,
        "defaults": how,
        "leadIn": player.LEAD_IN,
        "between": player.BETWEEN,
        "words": words.PLAYER,
        "advice": progress.ADVICE,
        "rules": {"stop_above": progress.STOP_ABOVE, "careful_from": progress.CAREFUL_FROM},
    }


@cache
def modules() -> list[str]:
    """The player's scripts, so that the page can ask for all of them at once and not layer by layer."""
    scripts = Path(settings.BASE_DIR) / "static" / "js"
    folders = ("player", "figure", "poses")
    return [
        f"js/{folder}/{path.name}"
        for folder in folders
        for path in sorted((scripts / folder).glob("*.js"))
    ]


def fingerprint(moves: list[dict]) -> str:
    """A session half done yesterday carries on only if it is still the same session."""
    return sha256(json.dumps(moves).encode()).hexdigest()[:12]


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
