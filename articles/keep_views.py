"""Keeping what is typed: the address that keeps it, going on with it, and two people saving one article."""

import json

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.staff import StaffRequest
from articles import history, keeping
from articles.article import Article
from articles.blocks import BLOCKS

PREFIXES = [*(f"{kind._meta.model_name}_set" for kind in BLOCKS), "links_out"]
LONGEST = 900_000  # characters of one form


@require_POST
def keep(request: StaffRequest, pk: int | None = None) -> HttpResponse:
    """Keeps the form as it stands. The answer comes after it is safe in the database."""
    right = "change" if pk else "add"
    if not request.user.has_perm(f"articles.{right}_article"):
        raise PermissionDenied
    article = get_object_or_404(Article, pk=pk) if pk else None
    try:
        sent = json.loads(request.body)
        form, version = str(sent["form"]), int(sent["version"])
    except (ValueError, TypeError, KeyError, OverflowError):
        return JsonResponse({"error": _("Send the form and its version.")}, status=400)
    if len(form) > LONGEST or "\0" in form or not 0 <= version < 2**31:
        return JsonResponse({"error": _("That is more than we can keep.")}, status=400)
    if article and version < article.version and article.changed_by_id == request.user.pk:
        return JsonResponse({"version": article.version}, status=409)  # they saved it meanwhile
    held = keeping.keep(request.user, article, form, version, timezone.now())
    others = [str(one.user.email) for one in keeping.others(request.user, article, held.at)]
    at = timezone.localtime(held.at)
    return JsonResponse(
        {
            "at": f"{at:%H:%M}",
            "others": others,
            "version": article.version if article else 1,
        }
    )


class Keeping:
    """For ArticleAdmin: the form comes back with what was kept, and nobody's save covers another's unseen."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        article = (
            Article.objects.filter(pk=object_id).first() if str(object_id).isdecimal() else None
        )
        answer, context = None, extra_context or {}
        if not self.may_write(request, article):
            answer = self.to_the_review(request, article)
        elif request.method == "POST":
            answer = self.before_saving(request, article)
        else:
            context |= self.on_opening(request, article, object_id)
        return answer or super().changeform_view(request, object_id, form_url, context)  # type: ignore[misc]

    def may_write(self, request, article: Article | None) -> bool:
        right = "change" if article else "add"
        return request.user.has_perm(f"articles.{right}_article")

    def to_the_review(self, request, article: Article | None) -> HttpResponse | None:
        """Who may look but not write reads it where it is reviewed; for the rest the admin says no."""
        may_look = request.user.has_perm("articles.view_article")
        if article is None or request.method == "POST" or not may_look:
            return None
        return redirect("admin:articles_article_next", article.pk)

    def on_opening(self, request, article: Article | None, object_id) -> dict:
        if object_id and article is None:
            return {}
        return {
            "kept": keeping.kept(request.user, article),
            "others": list(keeping.others(request.user, article, timezone.now())),
        }

    def before_saving(self, request, article: Article | None) -> HttpResponse | None:
        if "_throw_away" in request.POST:
            keeping.forget(request.user, article)
            messages.info(request, _("What you had not saved is thrown away."))
            return redirect(request.path)
        if "_go_on" in request.POST:
            self.go_on(request, article)
        elif article and posted_version(request.POST) != article.version:
            self.put_beside(request, article)
        return None

    def go_on(self, request, article: Article | None) -> None:
        """Shows what was kept as if it had just been typed; nothing is saved yet."""
        held = keeping.kept(request.user, article)
        if held is None:
            request.refused = _("There is nothing here that you have not saved.")
            return
        request.POST = held.data()
        if article and held.version != article.version:
            self.put_beside(request, article)
            return
        when = timezone.localtime(held.at)
        request.refused = _("This is what you had typed by %(when)s. Look it over, then save.") % {
            "when": f"{when:%d %B, %H:%M}"
        }

    def put_beside(self, request, article: Article) -> None:
        """Somebody else saved. Shows this person's text as a whole, to be saved in place of theirs or not."""
        keeping.keep(
            request.user, article, request.POST.urlencode(), article.version, timezone.now()
        )
        seen = begun_on(article, request.POST)
        request.POST = as_a_whole(request.POST, article.version)
        who = article.changed_by.email if article.changed_by else _("Somebody else")
        request.refused = format_html(
            '{} <a href="{}" target="_blank">{}</a> {}',
            _("%(who)s saved this article while you were writing. Nothing is lost.") % {"who": who},
            f"../compare/?from={seen}&to=now",
            _("See what changed."),
            _(
                "Below is your text. Save it to put it in place of theirs; theirs stays in the history."
            ),
        )

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)  # type: ignore[misc]
        return type(form)(form.__name__, (form,), {"refused": getattr(request, "refused", None)})


def posted_version(data: QueryDict) -> int | None:
    said = data.get("version", "")
    return int(said) if said.isdecimal() else None


def as_a_whole(data: QueryDict, version: int) -> QueryDict:
    """The same form with every block as a new one, to stand in place of all that is saved."""
    whole = data.copy()
    for prefix in PREFIXES:
        total = data.get(f"{prefix}-TOTAL_FORMS", "0")
        for n in range(int(total) if total.isdecimal() else 0):
            whole[f"{prefix}-{n}-id"] = ""
        whole[f"{prefix}-INITIAL_FORMS"] = "0"
    whole["version"], whole["whole"] = str(version), "on"
    return whole


def begun_on(article: Article, data: QueryDict) -> int | str:
    """The state in the history that this form was opened on, to compare with what is saved now."""
    return history.of_version(article, posted_version(data) or 0) or "now"
