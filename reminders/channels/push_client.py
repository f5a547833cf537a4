"""Talks to push services and to nobody else: https to a known host, at an address that is public, and no redirects.

A browser gives us the address we post to, so a person could make it any address. It must be of a push
service we know, the name is looked up once, and we connect to that very answer, if it is a public one.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

LOOK_UP, CONNECT, ANSWER, IN_ALL = 3, 4, 5, 10  # seconds; IN_ALL holds however slowly bytes drip
LONGEST = 1000  # characters of an address
PRINTABLE = frozenset(map(chr, range(0x21, 0x7F)))
_resolver = ThreadPoolExecutor(4, "push-names")  # asking for a name knows no timeout of its own


class NotAPushService(ValueError):
    """The address is not one we may post to."""


@dataclass(frozen=True)
class Address:
    origin: str
    host: str
    port: int
    path: str
    plain: bool = False  # http, for the one origin that tests allow


def read_address(url: str) -> Address:
    """The parts of a push service's address. Raises NotAPushService for any other address."""
    if len(url) > LONGEST or not set(url) <= PRINTABLE:
        raise NotAPushService("too long, or not an address")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise NotAPushService("not an address") from None
    origin, path = (
        f"{parts.scheme}://{parts.netloc}",
        url[len(f"{parts.scheme}://{parts.netloc}") :],
    )
    if settings.PUSH_TEST_ORIGIN and origin == settings.PUSH_TEST_ORIGIN:
        return Address(origin, parts.hostname or "", port or 80, path, plain=True)
    host = parts.netloc.lower()
    if parts.scheme != "https" or not is_known(host) or parts.fragment or not path.startswith("/"):
        raise NotAPushService("not a push service we know")
    return Address(f"https://{host}", host, 443, path)


def is_known(host: str) -> bool:
    """Is `host` in PUSH_HOSTS? ".push.apple.com" there stands for every name that ends so."""
    return any(
        host == known or (known.startswith(".") and host.endswith(known) and host != known)
        for known in settings.PUSH_HOSTS
    ) and all(label.replace("-", "").isalnum() and label.isascii() for label in host.split("."))


def public_address(host: str) -> str:
    """One public IP address of `host`. Raises OSError if it has none, or if any of them is not public."""
    asked = _resolver.submit(socket.getaddrinfo, host, 443, proto=socket.IPPROTO_TCP)
    found = [str(info[4][0]) for info in asked.result(LOOK_UP)]
    if not found or not all(ipaddress.ip_address(address).is_global for address in found):
        raise OSError("the push service's name leads to an address that is not public")
    return found[0]


class PinnedConnection(http.client.HTTPSConnection):
    """HTTPS to the address we looked at; the certificate must still be for the host's name."""

    def connect(self) -> None:
        self.sock = socket.create_connection((public_address(self.host), self.port), CONNECT)
        self.sock.settimeout(ANSWER)
        self.sock = _tls().wrap_socket(self.sock, server_hostname=self.host)


_context: ssl.SSLContext | None = None


def _tls() -> ssl.SSLContext:
    global _context  # loading the certificates takes 20 ms: once a process
    _context = _context or ssl.create_default_context()
    return _context


@dataclass(frozen=True)
class Answer:
    status: int
    retry_after: str = ""


class Client:
    """Keeps one connection open to each push service, for one batch."""

    def __init__(self) -> None:
        self.lines: dict[str, http.client.HTTPConnection] = {}

    def post(self, to: Address, body: bytes, headers: Mapping[str, str]) -> Answer:
        """The status of one POST. Raises OSError or http.client.HTTPException when there is none in IN_ALL seconds."""
        fresh = to.origin not in self.lines
        try:
            return self._post(to, body, headers)
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            if fresh:
                raise
            return self._post(to, body, headers)  # the kept line had gone stale

    def _post(self, to: Address, body: bytes, headers: Mapping[str, str]) -> Answer:
        line = self.lines.pop(to.origin, None) or open_line(to)
        alarm = threading.Timer(IN_ALL, cut, [line])
        alarm.daemon = True
        alarm.start()
        try:
            line.request("POST", to.path, body, dict(headers))
            reply = line.getresponse()
            reply.read(65_536)
        except BaseException:
            line.close()
            raise
        finally:
            alarm.cancel()
        if reply.isclosed() and not reply.will_close:
            self.lines[to.origin] = line
        else:
            line.close()
        return Answer(reply.status, reply.getheader("Retry-After", ""))

    def close(self) -> None:
        for line in self.lines.values():
            line.close()
        self.lines.clear()


def open_line(to: Address) -> http.client.HTTPConnection:
    if to.plain:
        return http.client.HTTPConnection(to.host, to.port, timeout=ANSWER)
    return PinnedConnection(to.host, to.port, timeout=ANSWER)


def cut(line: http.client.HTTPConnection) -> None:
    """Break the line: a socket's own timeout starts again with every byte."""
    if line.sock is not None:
        try:
            line.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # already gone
