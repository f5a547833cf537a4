"""What the self-check leads to: a care card, or patterns and routines with their reasons."""

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.consent import consent_required
from accounts.models import User
from routines import gate
from routines.models import Routine
from routines.templatetags.figures import pose_count
from symptoms import answers as cookie
from symptoms import place
from symptoms.check_views import onward, parts, with_answers
from symptoms.definition import load
from symptoms.engine import evaluate
from symptoms.explaining import explain
from symptoms.holding import settle
from symptoms.models import SelfCheckVersion
from symptoms.path import follow
from symptoms.regions import numbers, say


@require_safe
@with_answers
def result(request, kept):
    definition = load()
    outcome = evaluate(definition, kept.answers)
    way = follow(definition, kept.answers)
    if not may_see(outcome):
        return redirect(onward(way))
    if not settle(request.user, outcome, kept, timezone.now()):
        return ask_afresh(request)
    if outcome.clear:
        response = show_self_care(request, definition, outcome, kept)
        gate.note_clear(request, response, timezone.now())
        return response
    response = show_care(request, definition, outcome, way)
    if outcome.flags:
        gate.stop(request, response)
    return response


def may_see(outcome):
    """All pages answered, or an emergency sign: nobody waits for that."""
    return outcome.complete or outcome.level == "emergency"


def ask_afresh(request):
    """A sign was reported somewhere else since these answers: they say nothing about it."""
    context = {"nav": None, "changed": True, "first": load().screens[0]}
    response = render(request, "symptoms/check_start.html", context)
    cookie.forget(request, response)
    return response


# ------------------------------------------------------------------ somebody needs to look


def show_care(request, definition, outcome, way):
    region = place.region_of(request)
    context = {
        "nav": None,
        "level": definition.levels[outcome.level],
        "body": say(definition, definition.levels[outcome.level].body, region),
        "cards": [card(definition, outcome, level, region) for level in levels_of(outcome)],
        "reasons": [reason(definition, hit, region) for hit in outcome.flags],
        "numbers": numbers(definition.terms, region),
        "region": region,
        "regions": User.Region.choices,
        "waiting": way.waiting and way.waiting.screen,
    }
    return render(request, "symptoms/result_care.html", context)


def levels_of(outcome):
    """The levels found, most serious first; at least the outcome's own."""
    return list(dict.fromkeys(hit.level for hit in outcome.flags)) or [outcome.level]


def card(definition, outcome, level, region):
    local = numbers(definition.terms, region)
    headings = {"emergency": local.emergency, "urgent": local.urgent}
    phones = {"emergency": local.emergency_phone, "urgent": local.urgent_phone}
    actions = (say(definition, hit.action, region) for hit in outcome.flags if hit.level == level)
    heading = headings.get(level) or definition.levels[level].heading
    return {
        "level": level,
        "heading": heading.rstrip("."),
        "items": [said for said in dict.fromkeys(beyond(heading, a) for a in actions) if said],
        "phone": phones.get(level, ""),
    }


def beyond(heading, action):
    """What an action adds to the card's heading: nobody reads the same sentence twice."""
    sentence = f"{heading.rstrip('.')}."
    return action.removeprefix(sentence).strip()


def reason(definition, hit, region):
    return {
        "hit": hit,
        "screen": definition.screen_of[hit.question],
        "action": say(definition, hit.action, region),
    }


# ------------------------------------------------------------------ self-care


def show_self_care(request, definition, outcome, kept):
    why = explain(definition, kept.answers, outcome)
    context = {
        "nav": None,
        "level": definition.levels[outcome.level],
        "outcome": outcome,
        "why": why,
        "suggestions": suggestions(outcome, why),
        "parts": parts(definition, kept.answers),
        "back": "symptoms:answers",
    }
    return render(request, "symptoms/result_self_care.html", context)


def suggestions(outcome, why=None):
    """The suggested routines as rows, in order, each with its reason and a picture.

    why: the result's Explanation, where the sources and what would change it are shown too.
    """
    keys = [suggestion.routine for suggestion in outcome.routines]
    rows = (
        Routine.objects.current()
        .prefetch_related("steps__exercise")
        .in_bulk(keys, field_name="key")
    )
    told = why.routines if why else [None] * len(outcome.routines)
    return [
        {"routine": rows[s.routine], "why": s, "told": one, **picture(rows[s.routine])}
        for s, one in zip(outcome.routines, told, strict=True)
        if s.routine in rows
    ]


def picture(routine):
    """The move that takes the most time stands for the whole routine, in its end pose."""
    longest = max(routine.steps.all(), key=lambda step: step.seconds)
    figure = longest.exercise.key
    return {"figure": figure, "pose": min(1, pose_count(figure) - 1)}


@require_http_methods(["GET", "HEAD", "POST"])
@consent_required("health_data", back="symptoms:save_plan")
@with_answers
def save_plan(request, kept):
    """Keep this result as the member's plan. Anything but a clear, finished check only shows itself.

    A person who had to sign in or agree first comes back here by GET, and is asked once more.
    """
    definition, now = load(), timezone.now()
    outcome = evaluate(definition, kept.answers)
    if not settle(request.user, outcome, kept, now) or not outcome.clear:
        return redirect("symptoms:result")
    if request.method != "POST":
        return render(request, "symptoms/save_plan.html", {"suggestions": suggestions(outcome)})
    start_plan(request.user, definition, kept.answers, outcome, now)
    messages.success(request, _("Saved. This is your plan now."))
    response = redirect("routines:plan")
    gate.note_clear(request, response, now)
    return response


@transaction.atomic
def start_plan(user, definition, answers, outcome, now):
    version = SelfCheckVersion.objects.record(definition, now)
    user.self_check_results.record(version, answers, outcome, now)
    rows = [suggestion["routine"] for suggestion in suggestions(outcome)]
    first = outcome.routines[0]
    user.plans.start(
        main=rows[0],
        others=rows[1:],
        findings=[pattern.finding.id for pattern in outcome.patterns],
        irritability=outcome.irritability,
        kneeling=answers.get("q_kneel") != "cannot",
        check_hash=definition.hash,
        now=now,
        reasons=[first.reason, *(f"{b.text} {b.answer}." for b in first.because)],
    )


@require_POST
def choose_region(request):
    """Remember in this browser where the reader lives; a member's own setting is not touched."""
    region = request.POST.get("region")
    response = redirect("symptoms:result")
    if region in User.Region.values:
        response.set_cookie(
            place.COOKIE,
            region,
            max_age=place.YEAR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response
