"""The pages that belong to the whole site: home, about, privacy, robots."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from articles.models import PublishedArticle
from routines.models import Hold, Plan, Routine
from symptoms import weekly
from symptoms.pace import LogChoices

SHORT_SESSIONS = ["r_desk", "r_calm", "r_mobility"]


@require_safe
def home(request):
    """Today for a member; the way in for everyone else."""
    if request.user.is_authenticated:
        return today(request)
    sessions = Routine.objects.current().filter(key__in=SHORT_SESSIONS)
    return render(request, "pages/home.html", {"nav": "home", "sessions": sessions})


def today(request):
    user, now = request.user, timezone.now()
    context = {
        "nav": "home",
        "greeting": greeting(now.astimezone(user.zone).hour),
        "date": user.local_date(now),
        "plan": Plan.objects.current(user),
        "hold": Hold.objects.active(user),
        "next_read": PublishedArticle.objects.live(now).defer("body").first(),
        "week": week(user, user.local_date(now)),
        "log_pace": LogChoices.objects.of(user).pace,
        "week_is_over": weekly.is_due(user, user.local_date(now)),
    }
    return render(request, "pages/today.html", context)


def greeting(hour: int):
    if hour < 12:
        return _("Good morning")
    return _("Good afternoon") if hour < 18 else _("Good evening")


def week(user, day):
    """Monday to Sunday of the week that holds `day`: each date, and whether a session was done on it."""
    monday = day - timedelta(days=day.weekday())
    dates = [monday + timedelta(days=n) for n in range(7)]
    done = set(user.sessions.filter(local_date__in=dates).values_list("local_date", flat=True))
    return [{"date": date, "done": date in done, "today": date == day} for date in dates]


@require_safe
def about(request):
    return render(request, "pages/about.html")


@require_safe
def privacy(request):
    return render(request, "pages/privacy.html")


@require_safe
def robots(request):
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /account/",
        "Disallow: /self-check/",
        "Disallow: /log/",
        "Disallow: /plan/",
        "Disallow: /reminders/",
        "Disallow: /search/?",
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain")
