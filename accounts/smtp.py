"""Mail by SMTP with an end: a server that drips a byte a second may not hold us for ever.

A socket's own timeout starts again with every byte, so the line is broken from outside when
opening it (connect, greeting, TLS, sign-in) has taken EMAIL_TIMEOUT seconds in all.
"""

import smtplib
import socket
import threading
from contextlib import suppress

from django.core.mail.backends import smtp


class Line(smtplib.SMTP):
    wire: socket.socket | None = (
        None  # a second handle on the connection, good before and after TLS
    )
    opening: threading.Timer | None = None

    def _get_socket(self, host, port, timeout):
        sock = super()._get_socket(host, port, timeout)  # type: ignore[misc]
        # The last dot goes out apart from the letter; it must not wait 40 ms for the letter's receipt.
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.wire = sock.dup()
        self.opening = threading.Timer(timeout, self.break_off)
        self.opening.daemon = True
        self.opening.start()
        return sock

    def break_off(self) -> None:
        with suppress(OSError):  # it may have gone already
            if self.wire:
                self.wire.shutdown(socket.SHUT_RDWR)

    def opened(self) -> None:
        if self.opening:
            self.opening.cancel()

    def close(self) -> None:
        self.opened()
        if self.wire:
            self.wire.close()
        super().close()


class SafeLine(smtplib.SMTP_SSL, Line):
    """TLS from the first byte. The handshake happens inside the opening, so it counts."""


class EmailBackend(smtp.EmailBackend):
    @property
    def connection_class(self):
        return SafeLine if self.use_ssl else Line

    def open(self):
        try:
            return super().open()
        finally:
            if isinstance(self.connection, Line):
                self.connection.opened()
