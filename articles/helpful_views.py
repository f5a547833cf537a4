"""The form page of “Was this page helpful?”. No account, no cookie of ours beside the form's own, no words."""

from types import SimpleNamespace

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.api.limits import Limit
from articles import helpful as counts
from articles.models import PublishedArticle

CHOOSE = _("Choose yes or no.")
TOO_MANY = _("That was a lot of answers in an hour. Please wait a while.")


class HelpfulForm(forms.Form):
    answer = forms.ChoiceField(
        label=_("Was this page helpful?"),
        choices=[("yes", _("Yes, it helped")), ("no", _("No, or not really"))],
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )


def _may_send(request: HttpRequest) -> bool:
    return Limit().allow_request(request, SimpleNamespace(throttle_scope="helpful"))


@require_http_methods(["GET", "HEAD", "POST"])
def helpful(request: HttpRequest, slug: str) -> HttpResponse:
    """Count one yes or no for an article that readers may see."""
    article = get_object_or_404(PublishedArticle.objects.live(timezone.now()), slug=slug)
    form = HelpfulForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        if _may_send(request):
            counts.count(article.pk, form.cleaned_data["answer"])
            return redirect("articles:helpful_thanks", slug)
        form.add_error(None, TOO_MANY)
        status = 429
    context = {"article": article, "form": form, "nav": "learn"}
    return render(request, "articles/helpful.html", context, status=status)


@require_safe
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    article = get_object_or_404(PublishedArticle.objects.live(timezone.now()), slug=slug)
    return render(request, "articles/helpful_thanks.html", {"article": article, "nav": "learn"})
