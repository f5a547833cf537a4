"""The editors' desk: a few panels of what waits. Other apps add theirs; each is shown to those it concerns."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.staff import StaffRequest
from articles import links, workflow
from articles.article import Article
from articles.published import PublishedArticle
from articles.search_missed import MissedSearch
from routines.models import Report

MOST = 8  # rows of one panel


@dataclass(frozen=True)
class Row:
    label: str
    url: str = ""
    note: Promise | str = ""


@dataclass(frozen=True)
class Panel:
    """rows: what waits now for this person. empty: what to say when nothing does. right: who sees it."""

    key: str
    title: Promise | str
    empty: Promise | str
    rows: Callable[[User, datetime], Iterable[Row]]
    right: str = "articles.view_article"


@dataclass(frozen=True)
class Shown:
    panel: Panel
    rows: list[Row]
    more: int


PANELS: list[Panel] = []


def register(panel: Panel) -> None:
    """Add a panel, once."""
    if panel.key not in {known.key for known in PANELS}:
        PANELS.append(panel)


def shown(request: StaffRequest) -> list[Shown]:
    now = timezone.now()
    return [
        show(panel, request.user, now) for panel in PANELS if request.user.has_perm(panel.right)
    ]


def show(panel: Panel, user: User, now: datetime) -> Shown:
    rows = list(panel.rows(user, now))
    return Shown(panel, rows[:MOST], max(0, len(rows) - MOST))


# ---------------------------------------------------------------- our own panels


def row(article: Article, name: str = "next", note: Promise | str = "") -> Row:
    address = reverse(f"admin:articles_article_{name}", args=[article.pk])
    return Row(article.title, address, note or article.get_status_display())


def waiting(user: User, _now: datetime) -> Iterator[Row]:
    """What this person can move on: a review they may give, an approved text, their text sent back."""
    steps = Q()
    if user.has_perm("articles.review_article"):
        steps |= Q(status=Article.Status.IN_REVIEW)
    if user.has_perm("articles.publish_article"):
        steps |= Q(status=Article.Status.APPROVED)
    mine = Q(status=Article.Status.DRAFT, changed_by=user) & ~Q(note="")
    for article in Article.objects.filter(steps | mine):
        if article.note:
            yield row(article, "next", _("Sent back to you with a note"))
        elif article.status == Article.Status.APPROVED:
            yield row(article, "next", _("Approved: publish it now or later"))
        elif not workflow.refusal("approve", article, user):
            yield row(article, "next", _("Waits for your review"))


def drafts(_user: User, _now: datetime) -> Iterator[Row]:
    for article in of(Article.Status.DRAFT).order_by("-edited_at", "-pk"):
        yield row(article, "change", by(article))


def of(status: str) -> QuerySet[Article]:
    return Article.objects.filter(status=status).select_related("changed_by")


def by(article: Article) -> str:
    when = (
        date_format(timezone.localtime(article.edited_at), "j M, H:i") if article.edited_at else ""
    )
    return ", ".join(filter(None, [article.changed_by.email if article.changed_by else "", when]))


def scheduled(_user: User, _now: datetime) -> Iterator[Row]:
    for article in of(Article.Status.SCHEDULED).exclude(publish_at=None).order_by("publish_at"):
        yield row(
            article, "next", date_format(timezone.localtime(article.publish_at), "j M Y, H:i")
        )


def overdue(_user: User, now: datetime) -> Iterator[Row]:
    late = PublishedArticle.objects.filter(next_review_on__lt=timezone.localdate(now))
    for one in late.select_related("article").order_by("next_review_on"):
        yield row(one.article, "change", date_format(one.next_review_on or now, "j F Y"))


def reported(_user: User, _now: datetime) -> Iterator[Row]:
    for report in Report.objects.open().select_related("exercise", "routine"):
        address = reverse("admin:routines_report_change", args=[report.pk])
        yield Row(str(report), address, date_format(timezone.localtime(report.made_at), "j M"))


def broken(_user: User, now: datetime) -> Iterator[Row]:
    """Links inside published articles that lead nowhere now."""
    known = links.live()
    for one in PublishedArticle.objects.live(now).only("title", "body"):
        for block in one.body:
            for dead in links.nowhere(block.get("html", ""), known):
                address = reverse("admin:articles_article_change", args=[one.pk])
                yield Row(one.title, address, dead)


def missed(_user: User, _now: datetime) -> Iterator[Row]:
    for search in MissedSearch.objects.shown()[: MOST + 1]:
        yield Row(
            search.words,
            reverse("articles:search") + f"?{urlencode({'q': search.words})}",
            _("%(times)s times") % {"times": search.seen},
        )


for panel in [
    Panel("waiting", _("Waiting for you"), _("Nothing waits for you."), waiting),
    Panel("drafts", _("Drafts"), _("No drafts."), drafts),
    Panel("scheduled", _("Going live by themselves"), _("Nothing is scheduled."), scheduled),
    Panel("overdue", _("Facts to check again"), _("Every check is up to date."), overdue),
    Panel(
        "reported",
        _("Problems readers reported"),
        _("No open reports."),
        reported,
        "routines.view_report",
    ),
    Panel("broken", _("Links that lead nowhere"), _("Every link leads somewhere."), broken),
    Panel("missed", _("Searches that found nothing"), _("None was made three times."), missed),
]:
    register(panel)
