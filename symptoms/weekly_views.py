"""The weekly look back: the questions; then how many sessions, and praise or one tip; then what fits next."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.consent import health_consent_required
from routines import gate, plan_views, planning
from routines.models import Hold, Plan
from routines.progress import Offer
from symptoms import pace, quick, quick_views, weekly
from symptoms.barriers import tip_for
from symptoms.definition import load
from symptoms.log_views import explained_to_visitors
from symptoms.pace import LogChoices
from symptoms.weekly_form import BarrierForm, WeeklyForm
from symptoms.weekly_models import Barrier, Change, WeeklyCheck

FLARES = 2  # in a week: do less, and go back to the self-check


@require_http_methods(["GET", "HEAD", "POST"])
@explained_to_visitors("symptoms/log_about.html", nav="log")
def week(request):
    """The questions until this week is answered (and again with ?change=1); after that, what comes of it."""
    user, now = request.user, timezone.now()
    today = user.local_date(now)
    check, activities = user.weekly_checks.of_week(today), user.activities.live()
    if request.method != "POST" and check and "change" not in request.GET:
        return told(request, check)
    asked = load().quick
    data = request.POST if request.method == "POST" else None
    form = WeeklyForm(asked, activities, data, weekly.initial(check, activities))
    if form.is_valid():
        return answered(request, form, asked, now)
    return ask(request, form)


def ask(request, form: WeeklyForm) -> HttpResponse:
    context = {
        "nav": "log",
        "form": form,
        "changes": Change.choices,
        "choices": LogChoices.objects.of(request.user),
        "days": range(8),
    }
    status = 422 if form.is_bound else 200
    return render(request, "symptoms/week.html", context, status=status)


def answered(request, form: WeeklyForm, asked, now) -> HttpResponse:
    """A danger sign rests the plan before anything else is written down. The answers are kept all the same."""
    ticked = form.cleaned_data["answer"]
    level = quick.decide(asked, ticked)
    stopped = None
    if level != quick.CLEAR:
        stopped = quick_views.stop(request, asked, ticked, level, Hold.Source.WEEKLY)
    weekly.record(request.user, request.user.local_date(now), form.items, form.named_ratings(), now)
    if stopped:
        return stopped
    response = redirect("symptoms:week")
    if not gate.hold(request):
        gate.note_clear(request, response, now)
    messages.success(request, _("Your week is saved."))
    return response


def told(request, check: WeeklyCheck, form: BarrierForm | None = None) -> HttpResponse:
    plan, hold = Plan.objects.current(request.user), gate.hold(request)
    today = request.user.local_date(timezone.now())
    context = {
        "nav": "log",
        "check": check,
        "plan": plan,
        "hold": hold,
        "form": form or BarrierForm(),
        "barriers": Barrier.choices,
        "tip": tip_for(check.barrier),
        "flared": (check.flares or 0) >= FLARES and not hold,
        "standing": pace.standing(request.user, today),
        "choices": LogChoices.objects.of(request.user),
        **({} if hold or not plan else suggested(plan, today)),
    }
    status = 422 if form and form.errors else 200
    return render(request, "symptoms/week_told.html", context, status=status)


def suggested(plan: Plan, today) -> dict:
    """What the rule of sessions and mornings offers, with its reason."""
    offer = planning.offer(plan, today)
    return {
        "offer": offer,
        "title": plan_views.TITLES[offer.name],
        "change": plan_views.change(plan, offer),
    }


@require_POST
@health_consent_required
def barrier(request):
    """What got in the way; the tip that fits it comes back on the page."""
    check = request.user.weekly_checks.of_week(request.user.local_date(timezone.now()))
    if check is None:
        return redirect("symptoms:week")
    form = BarrierForm(request.POST)
    if not form.is_valid():
        return told(request, check, form)
    check.barrier = form.cleaned_data["barrier"]
    check.save(update_fields=["barrier"])
    return redirect("symptoms:week")


@require_POST
@health_consent_required
def target(request):
    """A smaller, or a larger, aim for the coming weeks."""
    plan, form = Plan.objects.current(request.user), plan_views.TargetForm(request.POST)
    if plan and form.is_valid():
        plan.per_week = form.cleaned_data["per_week"]
        plan.save(update_fields=["per_week"])
        messages.success(request, _("Done. That is your aim from now on."))
    elif plan:
        messages.error(request, str(form.errors["per_week"][0]))
    return redirect("symptoms:week")


@require_POST
@health_consent_required
def half(request):
    """After two flare-ups: do half for now, if the person says yes."""
    plan, now = Plan.objects.current(request.user), timezone.now()
    check = request.user.weekly_checks.of_week(request.user.local_date(now))
    if plan and check and (check.flares or 0) >= FLARES and not gate.hold(request):
        why = _("You had %(count)d flare-ups in a week.") % {"count": check.flares}
        planning.answer(plan, Offer("down", why), True, now)
        messages.success(request, plan_views.ANSWERED[True])
    return redirect("symptoms:week")


@require_POST
@health_consent_required
def asking(request):
    """Ask once a week, or do not."""
    chosen = LogChoices.objects.of(request.user)
    chosen.weekly = request.POST.get("weekly") == "on"
    chosen.save()
    words = _("We ask once a week again.") if chosen.weekly else _("We do not ask any more.")
    messages.success(request, words)
    return redirect("symptoms:week")
