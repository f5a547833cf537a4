"""What anyone may read. No page here is made for one person, so every page may be cached."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from articles import page
from articles.models import Article, Topic
from routines.models import Reference

CARD = ["title", "slug", "lede", "words", "picture", "topic_id"]


def article_list(request: HttpRequest) -> HttpResponse:
    live = Article.objects.live(timezone.now()).only(*CARD)
    topics = (
        Topic.objects.filter(articles__in=live)
        .distinct()
        .prefetch_related(Prefetch("articles", live, "live"))
    )
    return render(request, "articles/list.html", {"topics": topics, "nav": "learn"})


def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """A topic with nothing to read yet is not found."""
    live = Article.objects.live(timezone.now())
    found = get_object_or_404(Topic.objects.filter(articles__in=live).distinct(), slug=slug)
    context = {"topic": found, "articles": live.filter(topic=found).only(*CARD), "nav": "learn"}
    return render(request, "articles/topic.html", context)


def detail(request: HttpRequest, slug: str) -> HttpResponse:
    live = Article.objects.live(timezone.now())
    article = get_object_or_404(live.select_related("topic"), slug=slug)
    numbers = page.cited(article.body)
    references = Reference.objects.in_bulk(list(numbers), field_name="key")
    context = {
        "article": article,
        "page": page.make(article.body, numbers, references),
        "related": live.filter(links_in__article=article).order_by("links_in__order").only(*CARD),
        "nav": "learn",
    }
    return render(request, "articles/detail.html", context)
