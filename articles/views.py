"""What anyone may read. No page here is made for one person, so every page may be cached."""

from datetime import datetime

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from articles import changes, page
from articles.models import OldAddress, PublishedArticle, Topic
from articles.nearby import CARD, nearby
from routines.models import Reference


def article_list(request: HttpRequest) -> HttpResponse:
    live = PublishedArticle.objects.live(timezone.now()).only(*CARD)
    topics = (
        Topic.objects.filter(articles__in=live)
        .distinct()
        .prefetch_related(Prefetch("articles", live, "live"))
    )
    return render(request, "articles/list.html", {"topics": topics, "nav": "learn"})


def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """A topic with nothing to read yet is not found."""
    live = PublishedArticle.objects.live(timezone.now())
    found = get_object_or_404(Topic.objects.filter(articles__in=live).distinct(), slug=slug)
    context = {"topic": found, "articles": live.filter(topic=found).only(*CARD), "nav": "learn"}
    return render(request, "articles/topic.html", context)


def detail(request: HttpRequest, slug: str) -> HttpResponse:
    now = timezone.now()
    article = PublishedArticle.objects.live(now).select_related("topic").filter(slug=slug).first()
    if article is None:
        return moved(slug)
    return render(request, "articles/detail.html", shown(article, now))


def moved(slug: str) -> HttpResponse:
    """To the article that once lived here, for good. Not found when readers cannot have it now."""
    old = get_object_or_404(OldAddress.objects.exclude(article__published=None), slug=slug)
    return redirect(old.article.published, permanent=True)


def shown(article: PublishedArticle, now: datetime) -> dict:
    """What the template of an article is given. The article need not be saved: a preview is not."""
    numbers = page.cited(article.body)
    references = Reference.objects.in_bulk(list(numbers), field_name="key")
    return {
        "article": article,
        "page": page.make(article.body, numbers, references),
        "near": nearby(article, now),
        "is_overdue": article.is_overdue(timezone.localdate(now)),
        "has_changes": article.slug in changes.slugs(),
        "nav": "learn",
    }


def what_we_changed(request: HttpRequest, slug: str) -> HttpResponse:
    """The claims of the text this article replaces, each with our verdict. Not found when there is none."""
    article = get_object_or_404(PublishedArticle.objects.live(timezone.now()), slug=slug)
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
