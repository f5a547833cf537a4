"""The pages around an article's form: the next step, the preview, its history and what differs.

Each asks for the same right as what it shows or does; ArticleAdmin joins them to the admin's addresses.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.staff import StaffRequest
from articles import checking, choosing, citations, comparing, freezing, history, sharing, workflow
from articles.article import Article
from articles.desk_forms import NoteForm, TimeForm
from articles.published import PublishedArticle
from routines.models import Reference

PAGES = "admin/articles/article/"
LIVE, NOW = "live", "now"
ROAD = [(one.value, one.label) for one in Article.Status if one is not Article.Status.ARCHIVED]


def needs(right: str) -> Callable:
    """A view of one article, for those who hold this right on articles. Everybody else gets 403."""

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def checked(request: StaffRequest, pk: int, **rest) -> HttpResponse:
            if not request.user.has_perm(f"articles.{right}"):
                raise PermissionDenied
            return view(request, get_object_or_404(Article, pk=pk), **rest)

        return checked

    return decorate


def show(
    request: StaffRequest,
    name: str,
    article: Article,
    title: str,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": title,
        "article": article,
        "opts": Article._meta,
        "live": PublishedArticle.objects.filter(pk=article.pk).first(),
        **more,
    }
    return TemplateResponse(request, f"{PAGES}{name}.html", context, status=status)


def address(name: str, article: Article) -> str:
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


# ---------------------------------------------------------------- the next step


@needs("view_article")
def next_step(request: StaffRequest, article: Article) -> HttpResponse:
    """The publish check, what readers would get anew, and the steps this person may take."""
    note, time = NoteForm(), TimeForm(request.user)
    if request.method == "POST":
        wanted = request.POST.get("step", "")
        note = NoteForm(request.POST if wanted == "return" else None)
        time = TimeForm(request.user, request.POST if wanted == "schedule" else None)
        if answer := take(request, article, wanted, note, time):
            return answer
        article.refresh_from_db()
    findings = checking.check(article)
    return show(
        request,
        "next",
        article,
        _("Check and publish"),
        status=422 if request.method == "POST" else 200,
        findings=findings,
        ready=checking.may_go_on(findings),
        steps={step.name: step for step in workflow.steps(article, request.user)},
        road=ROAD,
        here="next",
        needs_approval=workflow.needs_approval(),
        is_writer=request.user.pk in workflow.wrote(article),
        differs=differs(article),
        note_form=note,
        time_form=time,
    )


def take(
    request: StaffRequest, article: Article, wanted: str, note: NoteForm, time: TimeForm
) -> HttpResponse | None:
    """Takes the step and says so; None when it was not taken, with the reason among the messages."""
    if wanted not in workflow.STEPS:
        messages.error(request, _("Choose one of the steps on this page."))
        return None
    if not all(form.is_valid() for form in (note, time) if form.is_bound):
        return None
    if workflow.STEPS[wanted].checked and not checking.may_go_on(checking.check(article)):
        messages.error(request, _("Mend what the check found first."))
        return None
    try:
        workflow.take(
            wanted,
            article.pk,
            request.user,
            timezone.now(),
            version=version(request),
            note=note.cleaned_data["note"] if note.is_bound else "",
            at=time.cleaned_data["at"] if time.is_bound else None,
        )
    except workflow.NotAllowed as why:
        messages.error(request, str(why))
        return None
    messages.success(request, DONE[wanted]())
    return redirect(address("next", article))


DONE: dict[str, Callable[[], str]] = {
    "submit": lambda: _("It waits for a second person now."),
    "take-back": lambda: _("It is a draft again."),
    "return": lambda: _("It is back with its writer, with your note."),
    "approve": lambda: _("Approved. It can be published now."),
    "publish": lambda: _("Published. Readers have it now."),
    "schedule": lambda: _("It goes live by itself at that time."),
    "archive": lambda: _("Archived. Readers no longer get it."),
    "reopen": lambda: _("It is a draft again."),
}


def version(request: StaffRequest) -> int:
    """The version the page was made for; 0, which none has, when it does not say."""
    said = request.POST.get("version", "")
    return int(said) if said.isdecimal() and len(said) < 10 else 0


def differs(article: Article) -> bool:
    """Whether the saved draft is anything else than what readers get."""
    edition = PublishedArticle.objects.filter(pk=article.pk).first()
    return edition is None or freezing.published_content(edition) != freezing.content_of(article)


# ---------------------------------------------------------------- preview


@require_safe
@needs("view_article")
def preview(request: StaffRequest, article: Article) -> HttpResponse:
    """The saved draft in a frame, as wide as a phone or as a desktop."""
    wide = request.GET.get("width") == "desktop"
    more: dict[str, Any] = {"link": sharing.link(article), "wide": wide, "here": "preview"}
    return show(request, "preview", article, _("Preview"), **more)


@require_safe
def pictures(request: StaffRequest) -> HttpResponse:
    """Every drawing with its name, for the dialog that chooses one."""
    return part(request, "_pictures", shelves=choosing.shelves())


@require_safe
def sources(request: StaffRequest) -> HttpResponse:
    """Every source, for the dialog that cites one."""
    held = Reference.objects.filter(retired=False)
    return part(request, "_sources", sources=held, strengths=citations.STRENGTHS)


def part(request: StaffRequest, name: str, **context) -> HttpResponse:
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    return TemplateResponse(request, f"{PAGES}{name}.html", context)


@require_POST
@needs("change_article")
def share(request: StaffRequest, article: Article) -> HttpResponse:
    """A link to the draft for somebody without an account."""
    more: dict[str, Any] = {
        "link": request.build_absolute_uri(sharing.link(article)),
        "until": sharing.until(timezone.now()),
    }
    return show(request, "share", article, _("A link to share"), **more)


# ---------------------------------------------------------------- history


@require_safe
@needs("view_article")
def past(request: StaffRequest, article: Article) -> HttpResponse:
    revisions = history.revisions(article)[:200]
    return show(request, "history", article, _("History"), revisions=revisions, here="history")


@require_safe
@needs("view_article")
def compare(request: StaffRequest, article: Article) -> HttpResponse:
    """From one state to another: each is a number of the history, "live", or "now" for what is saved."""
    before, after = (state(article, request.GET.get(name, "")) for name in ("from", "to"))
    sections = comparing.compare(before[1], after[1])
    more: dict[str, Any] = {"before": before[0], "after": after[0], "sections": sections}
    return show(request, "compare", article, _("What differs"), **more)


def state(article: Article, name: str) -> tuple[str, dict]:
    """What to call one state, and its content. Raises Http404."""
    if name == LIVE:
        edition = get_object_or_404(PublishedArticle, pk=article.pk)
        return _("what readers have"), freezing.published_content(edition)
    if name == NOW:
        return _("what is saved now"), freezing.content_of(article)
    if not name.isdecimal() or len(name) > 12:
        raise Http404
    held = history.saved(article, int(name))
    when = timezone.localtime(held.at)
    return _("%(when)s") % {"when": f"{when:%d %B %Y, %H:%M}"}, held.content


@require_POST
@needs("change_article")
def restore(request: StaffRequest, article: Article, revision: int) -> HttpResponse:
    """Make the draft what it was in this revision; readers see no change."""
    workflow.restore(article, history.saved(article, revision), request.user, timezone.now())
    messages.success(request, _("The draft is what it was then. Look it over before you publish."))
    return redirect(address("change", article))
