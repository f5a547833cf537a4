"""What anyone may read. No page here is made for one person, so every page may be cached."""

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from articles import changes, page
from articles.models import Article, Topic
from articles.nearby import CARD, nearby
from routines.models import Reference


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
    now = timezone.now()
    article = get_object_or_404(Article.objects.live(now).select_related("topic"), slug=slug)
    numbers = page.cited(article.body)
    references = Reference.objects.in_bulk(list(numbers), field_name="key")
    context = {
        "article": article,
        "page": page.make(article.body, numbers, references),
        "near": nearby(article, now),
        "is_overdue": article.is_overdue(timezone.localdate(now)),
        "has_changes": slug in changes.slugs(),
        "nav": "learn",
    }
    return render(request, "articles/detail.html", context)


def what_we_changed(request: HttpRequest, slug: str) -> HttpResponse:
    """The claims of the text this article replaces, each with our verdict. Not found when there is none."""
    article = get_object_or_404(Article.objects.live(timezone.now()), slug=slug)
    try:
        record = changes.of(slug)
    except KeyError:
        raise Http404 from None
    references = Reference.objects.in_bulk(list(record.numbers), field_name="key")
    context = {
        "article": article,
        "record": record,
        "numbers": {key: n for key, n in record.numbers.items() if key in references},
        "sources": page.sources(record.numbers, references),
        "nav": "learn",
    }
    return render(request, "articles/what_we_changed.html", context)
