"""The pages of the self-check: start, one subject a page, and a look over the answers.

Everything is asked of the answers in the cookie; nothing is written down here.
"""

from functools import wraps

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from symptoms import answers as cookie
from symptoms.check_forms import ScreenForm
from symptoms.definition import load
from symptoms.engine import evaluate
from symptoms.holding import settle
from symptoms.path import follow
from symptoms.place import region_of
from symptoms.reasons import answer_label
from symptoms.regions import numbers


def with_answers(view):
    """Gives the view the check under way as `kept`; starts again, kindly, if it cannot be read."""

    @never_cache
    @wraps(view)
    def read_first(request, *args, **kwargs):
        try:
            kept = cookie.read(request)
        except cookie.Unreadable:
            return start_again(request)
        if not kept.answers or kept.of(load()):
            return view(request, *args, kept=kept, **kwargs)
        kept = cookie.carried_over(load(), kept)
        response = view(request, *args, kept=kept, **kwargs)
        cookie.renew(request, response, kept, load())
        return response

    return read_first


def start_again(request):
    context = {"nav": None, "unreadable": True, "first": load().screens[0]}
    response = render(request, "symptoms/check_start.html", context, status=400)
    cookie.forget(request, response)
    return response


@require_safe
@with_answers
def start(request, kept):
    way = follow(load(), kept.answers)
    first = way.waiting or way.pages[0]
    context = {"nav": None, "resume": bool(kept.answers), "first": first.screen}
    context["finished"] = way.waiting is None
    return render(request, "symptoms/check_start.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_answers
def screen(request, screen, kept):
    definition = load()
    asked = definition.by_slug.get(screen)
    if asked is None:
        raise Http404
    way = follow(definition, kept.answers)
    page = way.page(asked)
    if page is None:
        return redirect(onward(way))
    if request.method == "POST":
        return answer(request, definition, page, kept)
    return show(request, definition, way, page, ScreenForm(page.questions, kept.answers), kept)


def answer(request, definition, page, kept):
    """Keep the answers and go on. A danger sign is kept even when the page must be asked again."""
    before = evaluate(definition, kept.answers)
    form = ScreenForm(page.questions, kept.answers, request.POST)
    valid, given = form.is_valid(), form.answers()
    kept = kept.put(given, definition.hash, timezone.now()) if given else kept
    after = evaluate(definition, kept.answers)
    if after.level == "emergency":
        settle(request.user, after, kept, timezone.now())  # the plan rests, result seen or not
    way = follow(definition, kept.answers)
    if valid:
        at_once = after.level == "emergency" and before.level != "emergency"
        response = redirect("symptoms:result" if at_once else onward(way))
    else:
        response = show(request, definition, way, page, form, kept, status=422)
    cookie.keep(response, kept, definition, given)
    return response


def onward(way):
    """The next page: the first unanswered one, else the result or a look over the answers."""
    if way.waiting:
        return reverse("symptoms:screen", args=[way.waiting.screen.slug])
    return "symptoms:result" if way.danger else "symptoms:answers"


def show(request, definition, way, page, form, kept, status=200):
    here = next(other for other in way.pages if other.screen == page.screen)
    number, total = way.place(here)
    context = {
        "nav": None,
        "form": form,
        "screen": page.screen,
        "asked": form.asked(),
        "number": number,
        "total": total,
        "done": number - 1,
        "back": way.before(here),
        "given": bool(kept.answers),
        **emergency(request, definition, kept.answers),
    }
    return render(request, "symptoms/check_screen.html", context, status=status)


def emergency(request, definition, given):
    """The banner that stands on every page from the moment an emergency sign is ticked."""
    hits = [h for h in evaluate(definition, given).flags if h.level == "emergency"]
    return {"emergencies": hits, "numbers": numbers(definition.terms, region_of(request))}


@require_safe
@with_answers
def check_answers(request, kept):
    definition = load()
    way = follow(definition, kept.answers)
    if way.waiting is not None:
        return redirect(onward(way))
    context = {
        "nav": None,
        "back": way.pages[-1].screen,
        "parts": parts(definition, kept.answers),
        **emergency(request, definition, kept.answers),
    }
    return render(request, "symptoms/check_answers.html", context)


def parts(definition, given):
    """The answers so far in the words of the pages: danger signs, then symptoms."""
    walk = follow(definition, given).walk
    rows = [row(definition, question, given) for question, answered in walk.path if answered]
    return {
        "safety": [row for row in rows if row["question"].safety],
        "symptoms": [row for row in rows if not row["question"].safety],
    }


def row(definition, question, given):
    return {
        "question": question,
        "screen": definition.screen_of[question.id],
        "answer": answer_label(question, given[question.id]),
    }


@require_POST
@never_cache
def clear(request):
    """Forget the answers. Also the way out of a cookie that cannot be read."""
    response = redirect("symptoms:start")
    cookie.forget(request, response)
    return response
