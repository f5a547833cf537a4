"""A reader who speaks WSGI to the whole site, the store in front of Django included."""

from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from io import BytesIO
from urllib.parse import quote

from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from articles.models import Topic
from psoascare.wsgi import application
from routines.models import Exercise, Routine

ARTICLE = "/articles/psoas-pain-explained/"


@dataclass
class Got:
    status: int
    headers: Message
    body: bytes


@contextmanager
def connections_kept():
    """The end of a request closes the connection, which here is the test's own transaction. As Django's test client does."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


def ask(path, method="GET", app=application, **headers) -> Got:
    """headers: by their names in lower case with _ for -, such as accept_encoding="br"."""
    path, _mark, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SCRIPT_NAME": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
        "wsgi.version": (1, 0),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "RAW_URI": quote(path),
        **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
    }
    said: list = []
    with connections_kept():
        chunks = app(environ, lambda status, headers, error=None: said.extend([status, headers]))
        try:
            body = b"".join(chunks)
        finally:
            if hasattr(chunks, "close"):
                chunks.close()
    message = Message()
    for name, value in said[1]:
        message[name] = value
    return Got(int(said[0][:3]), message, body)


def public_pages():
    topic, move, routine = Topic.objects.first(), Exercise.objects.first(), Routine.objects.first()
    return [
        "/", "/about/", "/privacy/", "/robots.txt", "/sitemap.xml", "/get-help/", "/how-we-decide/",
        "/evidence/", "/articles/", ARTICLE, f"{ARTICLE}what-we-changed/", "/articles/feed/",
        "/articles/feed/rss/", "/glossary/", f"{ARTICLE}figures/1/",
        topic.get_absolute_url(), "/exercises/", move.get_absolute_url(), "/routines/",
        routine.get_absolute_url(), f"{routine.get_absolute_url()}sheet/",
    ]  # fmt: skip
