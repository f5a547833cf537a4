"""The search page. What is typed stands in the address and is kept nowhere; a search that finds nothing is counted."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles import search_missed
from articles.models import Topic
from articles.search import search


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """GET /search/?q= The best pages first. Without words it offers the topics."""
    typed = " ".join(request.GET.get("q", "").replace("\x00", " ").split())
    now = timezone.now()
    found = search(typed, now) if typed else None
    if found and not found.hits:
        search_missed.count(typed, timezone.localdate(now))
    topics = [] if found and found.hits else Topic.objects.with_live(now)
    context = {"typed": typed, "found": found, "topics": topics, "nav": "learn"}
    return render(request, "articles/search.html", context)
