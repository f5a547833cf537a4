"""What anyone may read. No page here is made for one person, so every page may be cached."""

from datetime import datetime

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from articles import changes, glossary, page, share, structured
from articles.models import OldAddress, PublishedArticle, Topic
from articles.nearby import CARD, nearby
from routines.models import Reference


def article_list(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    live = PublishedArticle.objects.live(now).only(*CARD)
    topics = Topic.objects.with_live(now).prefetch_related(Prefetch("articles", live, "live"))
    return render(request, "articles/list.html", {"topics": topics, "nav": "learn"})


def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """A topic with nothing to read yet is not found."""
    now = timezone.now()
    found = get_object_or_404(Topic.objects.with_live(now), slug=slug)
    context = {
        "topic": found,
        "articles": PublishedArticle.objects.live(now).filter(topic=found).only(*CARD),
        "share": share.image(slug),
        "data": structured.topic(found),
        "nav": "learn",
    }
    return render(request, "articles/topic.html", context)


def detail(request: HttpRequest, slug: str) -> HttpResponse:
    now = timezone.now()
    try:
        article = live_articles(now).get(slug=slug)
    except PublishedArticle.DoesNotExist:
        return moved(slug)
    return render(request, "articles/detail.html", shown(article, now))


def moved(slug: str) -> HttpResponse:
    """To the article that once lived here, for good. Not found when readers cannot have it now."""
    old = get_object_or_404(OldAddress.objects.exclude(article__published=None), slug=slug)
    return redirect(old.article.published, permanent=True)


def shown(article: PublishedArticle, now: datetime) -> dict:
    """What the template of an article is given. The article need not be saved: a preview is not."""
    whole = made(article)
    return {
        "article": article,
        "page": whole,
        "near": nearby(article, now),
        "is_overdue": article.is_overdue(timezone.localdate(now)),
        "has_changes": article.slug in changes.slugs(),
        "data": structured.article(article, whole.sources),
        "share": share.image(article.topic.slug),
        "nav": "learn",
    }


def live_articles(now: datetime) -> QuerySet[PublishedArticle]:
    return PublishedArticle.objects.live(now).select_related("topic", "routine")


def made(article: PublishedArticle) -> page.Page:
    numbers = page.cited(article.body)
    references = Reference.objects.in_bulk(list(numbers), field_name="key")
    return page.make(article.body, numbers, references)


def one_figure(request: HttpRequest, slug: str, n: int) -> HttpResponse:
    """One figure of an article, as large as the screen allows. `n` counts from 1 in reading order."""
    article = get_object_or_404(live_articles(timezone.now()), slug=slug)
    figures = made(article).figures
    if not 1 <= n <= len(figures):
        raise Http404
    context = {
        "article": article,
        "part": figures[n - 1],
        "count": len(figures),
        "previous": n - 1,
        "next": n + 1 if n < len(figures) else None,
        "nav": "learn",
    }
    return render(request, "articles/figure.html", context)


def glossary_page(request: HttpRequest) -> HttpResponse:
    """Every term with its meaning and sources. Articles are linked only while readers may see them."""
    terms = glossary.terms()
    keys = {key for term in terms for key in term.cites}
    context = {
        "terms": terms,
        "references": Reference.objects.in_bulk(list(keys), field_name="key"),
        "articles": PublishedArticle.objects.live(timezone.now())
        .only("slug", "title")
        .in_bulk([term.read for term in terms if term.read], field_name="slug"),
        "data": structured.glossary_terms(terms),
        "nav": "learn",
    }
    return render(request, "articles/glossary.html", context)


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
