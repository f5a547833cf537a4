"""Finished pages, kept in memory in front of Django: rendered once an edition, compressed once, sent many times.

Outside every middleware and the session. Only GET and HEAD without any cookie get in: whoever is
signed in, chose a look, or carries a hold is somebody, and goes straight to Django. Only the pages
of `KEPT` are kept, and only plain good answers that set no cookie and do not say no-store.
"""

import time
from collections.abc import Callable, Iterable
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from django.db import Error, connection
from django.urls import Resolver404, resolve

from articles import edition
from psoascare.finished import Finished, Store
from routines.forms import FilterForm

# The pages that are the same for everybody, each with the names a query may hold. The rest is cut off.
KEPT: dict[str, frozenset[str]] = dict.fromkeys(
    [
        "home", "about", "privacy", "robots", "sitemap",
        "articles:list", "articles:topic", "articles:detail", "articles:changes", "articles:feed",
        "articles:rss", "articles:figure", "articles:glossary",
        "routines:exercise_list", "routines:exercise", "routines:list", "routines:detail",
        "routines:sheet", "routines:evidence", "symptoms:get_help", "symptoms:how_we_decide",
    ],
    frozenset(),
)  # fmt: skip
KEPT["routines:list"] = frozenset(FilterForm.base_fields)
MOST_QUERY = 200  # characters
# What Django must not see while it makes a page for everybody.
OF_ONE_READER = ("HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE")  # fmt: skip
SOMEBODY = ("HTTP_COOKIE", "HTTP_AUTHORIZATION", "HTTP_X_OFFLINE_COPY")

PATIENCE = 5.0  # seconds before a database that did not answer is asked again

Environ = dict
Application = Callable[[Environ, Callable], Iterable[bytes]]


class Away:
    until = float("-inf")  # by the monotonic clock


class Front:
    """A WSGI application around Django's."""

    def __init__(self, application: Application, store: Store | None = None) -> None:
        self.application = application
        self.store = store or STORE

    def __call__(self, environ: Environ, start_response: Callable) -> Iterable[bytes]:
        key = self.key(environ)
        number = None if key is None else current()
        if key is None or number is None:
            return self.application(environ, start_response)
        page = self.store.get(key, number)
        if page is None:
            answer = fetch(self.application, alone(environ, key))
            page = answer.finished(number)
            if page is None:
                return answer.send(environ, start_response)
            self.store.put(key, page)
        return page.send(environ, start_response)

    def key(self, environ: Environ) -> tuple | None:
        """What names the page: its site, path and query. None for what this store has no part in."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or any(map(environ.get, SOMEBODY)):
            return None
        names = names_of(environ["PATH_INFO"])
        if names is None:
            return None
        query = environ.get("QUERY_STRING", "")
        proto = environ.get("HTTP_X_FORWARDED_PROTO", "")
        if proto not in ("", "http", "https"):
            return None
        site = (environ.get("HTTP_HOST", ""), environ["wsgi.url_scheme"], proto)
        return (*site, environ["PATH_INFO"], cut(query, names) if query else "")


@lru_cache(maxsize=2048)
def names_of(path: str) -> frozenset[str] | None:
    """The names its query may hold; None for a page that is never kept."""
    try:
        return KEPT.get(resolve(path.encode("latin-1").decode()).view_name)
    except (Resolver404, UnicodeDecodeError):
        return None


def cut(query: str, names: frozenset[str]) -> str:
    """The query without names the page does not know, in one order, so that a crawler cannot fill the store."""
    given = parse_qsl(query[:MOST_QUERY], keep_blank_values=True)
    return urlencode(sorted(pair for pair in given if pair[0] in names))


def current() -> int | None:
    """The number of the edition; None while the database is away, and then nothing is kept.

    It is not asked again for a while, so that a page that needs no database need not wait for one.
    """
    if time.monotonic() < Away.until:
        return None
    try:
        return edition.current()
    except Error:
        connection.close()
        Away.until = time.monotonic() + PATIENCE
        return None


def alone(environ: Environ, key: tuple) -> Environ:
    """The same request from nobody in particular, for the whole page."""
    kept = {name: value for name, value in environ.items() if name not in OF_ONE_READER}
    return kept | {"REQUEST_METHOD": "GET", "QUERY_STRING": key[-1]}


class Answer:
    """What Django said: status line, headers and the whole body."""

    def __init__(self) -> None:
        self.status, self.headers, self.body = "", list[tuple[str, str]](), b""

    def start(self, status: str, headers: list, _error=None) -> None:
        self.status, self.headers = status, list(headers)

    def finished(self, number: int) -> Finished | None:
        """The page to keep; None when it is no plain good answer, or is somebody's after all."""
        said = {name.lower(): value.lower() for name, value in self.headers}
        private = {"no-store", "private"} & set(said.get("cache-control", "").split(", "))
        if not self.status.startswith("200 ") or "set-cookie" in said or private:
            return None
        return Finished(number, self.headers, self.body)

    def send(self, environ: Environ, start_response: Callable) -> Iterable[bytes]:
        start_response(self.status, self.headers)
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else self.body]


def fetch(application: Application, environ: Environ) -> Answer:
    answer = Answer()
    chunks = application(environ, answer.start)
    try:
        answer.body = b"".join(chunks)
    finally:
        if close := getattr(chunks, "close", None):
            close()
    return answer


STORE = Store()
