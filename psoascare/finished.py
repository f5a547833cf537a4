"""One finished page in every encoding, and a store of them with a bound."""

import gzip
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from hashlib import sha256
from threading import Lock

import brotli

LONGEST = 60.0  # seconds a page is kept: a day may turn and an article's hour may come
MOST_PAGES, MOST_BYTES = 1000, 48 * 1024 * 1024  # in each process
SMALL = 500  # bytes that are not worth compressing
PER_ANSWER = {"content-length", "content-encoding", "etag", "cache-control"}
PACK: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=5),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
    "": lambda body: body,
}


class Finished:
    """The bytes of one page. `number` is the edition it was made for."""

    def __init__(self, number: int, headers: Iterable[tuple[str, str]], body: bytes) -> None:
        self.number, self.until = number, time.monotonic() + LONGEST
        self.digest = sha256(body).hexdigest()[:32]
        self.headers = [(name, value) for name, value in headers if name.lower() not in PER_ANSWER]
        # Seconds, for nginx (docs/nginx.conf). First, or an older nginx obeys the other one.
        self.headers.append(("X-Accel-Expires", "1"))
        self.headers.append(("Cache-Control", "no-cache"))  # ask again each time: 304 is cheap
        self.body = body
        self.made: dict[str, tuple[bytes, str, list[tuple[str, str]]]] = {}

    @property
    def size(self) -> int:
        """Bytes, with what the other encodings may come to take."""
        return len(self.body) * 3 // 2

    def encoded(self, encoding: str) -> tuple[bytes, str, list[tuple[str, str]]]:
        """Its bytes, its ETag and its headers in this encoding. Made once."""
        if encoding not in self.made:
            body = PACK[encoding](self.body)
            etag = f'"{self.digest}{encoding and f"-{encoding}"}"'
            headers = [*self.headers, ("ETag", etag)]
            if encoding:
                headers.append(("Content-Encoding", encoding))
            self.made[encoding] = (body, etag, headers)
        return self.made[encoding]

    def send(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        """Answer one reader: the page, only its headers, or that it has not changed."""
        body, etag, headers = self.encoded(self.choose(environ.get("HTTP_ACCEPT_ENCODING", "")))
        if self.is_known(environ, etag):
            start_response("304 Not Modified", headers)
            return []
        start_response("200 OK", [*headers, ("Content-Length", str(len(body)))])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def is_known(self, environ: dict, etag: str) -> bool:
        """Whether the reader has these very bytes. By date only where no tag is sent, as RFC 9110 says."""
        if known := environ.get("HTTP_IF_NONE_MATCH"):
            return known == etag or etag in known.split(", ") or known.strip() == "*"
        since = environ.get("HTTP_IF_MODIFIED_SINCE")
        return since is not None and ("Last-Modified", since) in self.headers

    def choose(self, accepted: str) -> str:
        """The smallest encoding the reader takes. One that is refused with q=0 is not taken."""
        if len(self.body) < SMALL or not accepted:
            return ""
        taken = taken_by(accepted)
        return next((encoding for encoding in ("br", "gzip") if encoding in taken), "")


def taken_by(accepted: str) -> set[str]:
    parts = [part.replace(" ", "").lower().partition(";q=") for part in accepted.split(",")]
    return {name for name, _q, weight in parts if weight.strip("0.") or not weight}


class Store:
    """Pages by key, the least lately asked for dropped first. Safe among threads."""

    def __init__(self, most_pages: int = MOST_PAGES, most_bytes: int = MOST_BYTES) -> None:
        self.most_pages, self.most_bytes = most_pages, most_bytes
        self.pages: OrderedDict[tuple, Finished] = OrderedDict()
        self.bytes = 0
        self.lock = Lock()

    def get(self, key: tuple, number: int) -> Finished | None:
        """The page, if it was made for this edition and is not too old."""
        page = self.pages.get(key)
        if page is None:
            return None
        if page.number != number or page.until < time.monotonic():
            with self.lock:
                self.drop(key)
            return None
        with self.lock:
            if key in self.pages:
                self.pages.move_to_end(key)
        return page

    def put(self, key: tuple, page: Finished) -> None:
        with self.lock:
            self.drop(key)
            self.pages[key] = page
            self.bytes += page.size
            while len(self.pages) > self.most_pages or self.bytes > self.most_bytes:
                self.drop(next(iter(self.pages)))

    def drop(self, key: tuple) -> None:
        if page := self.pages.pop(key, None):
            self.bytes -= page.size

    def clear(self) -> None:
        with self.lock:
            self.pages.clear()
            self.bytes = 0
