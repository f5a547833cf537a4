"""Progress: what the log says so far. The sentence first, then the picture, then the numbers."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.consent import health_consent_required
from symptoms import chart, diary, timeline, together, trend_data, trends
from symptoms.log_models import Tag
from symptoms.log_views import explained_to_visitors
from symptoms.trends_words import changes_between, named

PERIODS = {"7": 7, "30": 30, "90": 90, "all": None}


@require_safe
@explained_to_visitors("symptoms/trends_about.html", nav="trend")
def log_trends(request):
    kept = diary.read(request.user)
    period = request.GET.get("days") if request.GET.get("days") in PERIODS else "30"
    today = last_day(request.user, kept)
    first = timeline.first_day(kept.readings, PERIODS[period], today)
    days = timeline.timeline(kept.readings, kept.sessions, first, today)
    shown = [reading for reading in kept.readings if reading.local_date >= first]
    changes = changes_between(kept, first, today)
    context = {
        "nav": "trend",
        "period": period,
        "periods": PERIODS,
        "verdict": trends.verdict(trends.worst_by_day(kept.readings), today),
        "worse_by_chance": trends.WORSE_BY_CHANCE,
        "days": days,
        "span": days[0].span,
        "any_late": any(day.late for day in days),
        "counts": timeline.counts(days),
        "pairs": named(together.went_together(shown, Tag.values)),
        "needed": together.ENOUGH,
        "changes": changes,
        "charts": [
            chart.draw(days, frame, [change["date"] for change in changes])
            for frame in (chart.PHONE, chart.DESK)
        ],
    }
    return render(request, "symptoms/trends.html", context)


def last_day(user, kept: diary.Diary) -> date:
    """Today; or tomorrow, for someone who flew west after logging at home."""
    today = user.local_date(timezone.now())
    return max(today, kept.readings[-1].local_date) if kept.readings else today


@require_safe
@health_consent_required
def log_trends_data(request):
    """The whole diary as columns, for a program of the person's own: symptoms/trend_data.py says which."""
    body = trend_data.columns(diary.read(request.user))
    return HttpResponse(body, content_type="application/json")
