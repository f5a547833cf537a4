"""Reminders by e-mail. At most once: a message whose answer was lost is never sent again."""

import re
import smtplib
import threading
import time
from contextlib import contextmanager
from datetime import datetime
from email.utils import parseaddr
from socket import SHUT_RDWR

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string

from reminders.channels import SENT, Result
from reminders.models import Attempt, Delivery
from reminders.nudge import nudge_for

REFUSED, FOR_NOW, UNKNOWN = (
    Attempt.Outcome.REFUSED,
    Attempt.Outcome.REFUSED_FOR_NOW,
    Attempt.Outcome.UNKNOWN,
)
DEADLINE = 10  # seconds for one whole message, however slowly the server drips
ACCEPTED = {250, 251, 354}
END_OF_DATA = b"\r\n.\r\n"


class Email:
    """One connection for a batch, one message a transaction, a new connection after any trouble."""

    def __init__(self):
        self.connection = None

    def __enter__(self):
        return self

    def __exit__(self, *exc) -> None:
        self.hang_up()

    def message(self, delivery: Delivery, now: datetime) -> EmailMultiAlternatives:
        message = write(delivery)
        message.message()  # a header that cannot be written shows here, before anything is promised
        return message

    def send(self, message: EmailMultiAlternatives) -> Result:
        """At most DEADLINE seconds in all, the call included."""
        until = time.monotonic() + DEADLINE
        try:
            self.call()
        except (OSError, smtplib.SMTPException) as error:
            self.hang_up()
            return Result(FOR_NOW, code_of(error), reachable=False)
        left = max(until - time.monotonic(), 0.1)
        result = (
            talk(self.line, message, left) if self.line else hand_over(self.connection, message)
        )
        if result != SENT:
            self.hang_up()
        return result

    def call(self) -> None:
        if self.connection is None:
            self.connection = get_connection(fail_silently=False)
            self.connection.open()
            if self.line:
                self.line.ehlo_or_helo_if_needed()

    @property
    def line(self) -> smtplib.SMTP | None:
        """The SMTP conversation; None where mail goes to a file or to memory."""
        line = getattr(self.connection, "connection", None)
        return line if isinstance(line, smtplib.SMTP) else None

    def hang_up(self) -> None:
        if self.connection is not None:
            try:
                self.connection.close()
            except (OSError, smtplib.SMTPException):
                pass  # it was broken already
            self.connection = None


def hand_over(connection, message: EmailMultiAlternatives) -> Result:
    """For mail that goes to a file or to memory: it is kept whole or not at all."""
    try:
        connection.send_messages([message])
    except OSError as error:
        return Result(FOR_NOW, code_of(error))
    return SENT


def talk(line: smtplib.SMTP, message: EmailMultiAlternatives, seconds: float) -> Result:
    """One SMTP transaction, step by step, so that we know on which side of the last dot it broke.

    Before the dot nothing can have been accepted: 4xx and broken lines may be tried again, 5xx may
    not. After the dot only a reply tells; without one the outcome is unknown, and stays so.
    """
    data, dot_sent = as_data(message), False
    steps = (
        (lambda: line.mail(parseaddr(message.from_email)[1]), "sender"),
        (lambda: line.rcpt(message.to[0]), ""),
        (lambda: line.docmd("DATA"), "data"),
    )
    with cut_off(line, seconds):
        try:
            for step, whose in steps:
                code, _reply = step()
                if code not in ACCEPTED:
                    return refused(code, whose)
            line.send(data)
            dot_sent = True
            line.send(END_OF_DATA)
            return answered(line.getreply()[0])
        except (OSError, smtplib.SMTPException, ValueError) as error:
            return Result(UNKNOWN if dot_sent else FOR_NOW, code_of(error))


def as_data(message: EmailMultiAlternatives) -> bytes:
    # The types are of Django 6, which sends Python's own messages; 5.2 has a class that takes linesep.
    raw = message.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]
    return re.sub(rb"(?m)^\.", b"..", raw).removesuffix(b"\r\n")


def refused(code: int, whose: str = "") -> Result:
    """whose: what was refused, if it was not the recipient or the letter itself."""
    return Result(REFUSED if 500 <= code <= 599 else FOR_NOW, f"{code} {whose}".strip())


def answered(code: int) -> Result:
    """The reply to the last dot. One that is no SMTP reply at all leaves us not knowing."""
    if 200 <= code <= 299:
        return SENT
    return refused(code) if 400 <= code <= 599 else Result(UNKNOWN, str(code))


@contextmanager
def cut_off(line: smtplib.SMTP, seconds: float):
    """Break the line after so many seconds: a socket's own timeout starts again with every byte."""
    timer = threading.Timer(seconds, drop, [line.sock])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def drop(sock) -> None:
    try:
        sock.shutdown(SHUT_RDWR)
    except OSError:
        pass  # already gone


def code_of(error: Exception) -> str:
    return str(getattr(error, "smtp_code", "") or type(error).__name__)[:40]


# ------------------------------------------------------------------ the message


def write(delivery: Delivery) -> EmailMultiAlternatives:
    """The mail for one reminder: neutral words and a few links, the same in text and in HTML."""
    nudge = nudge_for(delivery)
    context = {"product_name": settings.PRODUCT_NAME, "nudge": nudge}
    message = EmailMultiAlternatives(
        subject=nudge.title,
        body=render_to_string("emails/reminder.txt", context),
        to=[delivery.occurrence.schedule.user.email],
        headers={
            "Message-ID": f"<{delivery.public_id}@{settings.SITE_HOST}>",
            "List-Unsubscribe": f"<{nudge.stop_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(render_to_string("emails/reminder.html", context), "text/html")
    return message
