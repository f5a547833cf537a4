"""Links to a draft for somebody without an account. A link says which draft, is signed, and expires."""

from datetime import datetime, timedelta

from django.core import signing
from django.urls import reverse

from articles.article import Article

SALT = "articles.preview"
LASTS = timedelta(days=7)


def link(article: Article) -> str:
    """The address of this draft, good for LASTS from now."""
    return reverse("articles:preview", args=[signing.dumps(article.pk, salt=SALT)])


def until(now: datetime) -> datetime:
    return now + LASTS


def opened(token: str) -> int | None:
    """The primary key in a link; None for one that expired or was never ours."""
    try:
        return signing.loads(token, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
