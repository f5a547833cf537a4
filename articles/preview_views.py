"""A draft as readers would see it, for whoever holds a link to it. Never kept, never listed."""

from csp.constants import SELF
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from articles import freezing, nearby, sharing, views
from articles.models import Article


@require_safe
@never_cache
@xframe_options_sameorigin  # the editors' preview sets it in a frame as wide as a phone
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """The draft as it is saved now. An expired link is not found, like one that was made up."""
    pk = sharing.opened(token)
    if pk is None:
        raise Http404
    article = get_object_or_404(Article.objects.select_related("topic"), pk=pk)
    edition = freezing.edition(article)
    nearby.find_neighbours(edition)
    context = views.shown(edition, timezone.now()) | {"is_draft": True}
    response = render(request, "articles/detail.html", context)
    response._csp_replace = {"frame-ancestors": [SELF]}  # type: ignore[attr-defined]
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"  # the link itself is the key
    return response
