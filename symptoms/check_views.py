"""The pages of the self-check: start, one question a page, and a look over the answers.

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
from symptoms import path
from symptoms.check_forms import ScreenForm
from symptoms.definition import load
from symptoms.engine import answer_label, evaluate, has_danger_sign, is_answered
from symptoms.holding import settle
from symptoms.place import region_of
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
        return view(request, *args, kept=kept, **kwargs)

    return read_first


def start_again(request):
    response = render(request, "symptoms/check_start.html", {"unreadable": True}, status=400)
    cookie.forget(response)
    return response


@require_safe
@with_answers
def start(request, kept):
    definition = load()
    waiting = path.next_screen(definition, kept.answers)
    context = {"nav": None, "resume": bool(kept.answers), "first": waiting or definition.screens[0]}
    context["finished"] = waiting is None
    return render(request, "symptoms/check_start.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_answers
def screen(request, screen, kept):
    definition = load()
    question = definition.by_slug.get(screen)
    if question is None:
        raise Http404
    if not path.may_open(definition, kept.answers, question):
        return redirect(onward(definition, kept.answers))
    if request.method == "POST":
        return answer(request, definition, question, kept)
    form = ScreenForm(question, given=kept.answers.get(question.id))
    return show(request, definition, form, kept)


def answer(request, definition, question, kept):
    """Keep the answer and go on. A danger sign is kept even when the page must be asked again."""
    form = ScreenForm(question, request.POST)
    valid = form.is_valid()
    value = form.cleaned_data["answer"] if valid else form.ticked_signs()
    if value not in ([], None):
        kept = kept.put(question.id, value, timezone.now())
        stop_at_once(request.user, definition, kept)
    if valid:
        response = redirect(onward(definition, kept.answers))
    else:
        response = show(request, definition, form, kept, status=422)
    cookie.keep(response, kept)
    return response


def stop_at_once(user, definition, kept):
    """A member's plan rests from the moment an emergency sign is ticked, result seen or not."""
    outcome = evaluate(definition, kept.answers)
    if outcome.level == "emergency":
        settle(user, outcome, kept, timezone.now())


def onward(definition, given):
    """The next page: the first unanswered one, else the result or a look over the answers."""
    waiting = path.next_screen(definition, given)
    if waiting:
        return page(waiting)
    return "symptoms:result" if has_danger_sign(definition, given) else "symptoms:answers"


def page(question):
    return reverse("symptoms:screen", args=[question.slug])


def show(request, definition, form, kept, status=200):
    question = form.screen
    number, total = path.place(definition, question)
    context = {
        "nav": None,
        "form": form,
        "question": question,
        "number": number,
        "total": total,
        "done": number - 1,
        "back": path.before(definition, question),
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
    if path.next_screen(definition, kept.answers) is not None:
        return redirect(onward(definition, kept.answers))
    context = {
        "nav": None,
        "back": path.path(definition, kept.answers)[-1],
        "parts": parts(definition, kept.answers),
        **emergency(request, definition, kept.answers),
    }
    return render(request, "symptoms/check_answers.html", context)


def parts(definition, given):
    """The answers so far in the words of the pages: danger signs, then symptoms."""
    asked = path.path(definition, given)
    answered = [question for question in asked if is_answered(question, given.get(question.id))]
    return {
        "safety": [row(question, given) for question in answered if question.safety],
        "symptoms": [row(question, given) for question in answered if not question.safety],
    }


def row(question, given):
    return {"question": question, "answer": answer_label(question, given[question.id])}


@require_POST
@never_cache
def clear(request):
    """Forget the answers. Also the way out of a cookie that cannot be read."""
    response = redirect("symptoms:start")
    cookie.forget(response)
    return response
