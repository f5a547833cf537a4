"""A real SMTP server for tests, which can refuse, drop the line or fall silent where told to."""

import asyncio
import socket
from contextlib import contextmanager
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller

REPLIES = {
    "421": "421 4.3.2 Closing, try later",
    "450": "450 4.2.0 Mailbox busy",
    "550": "550 5.1.1 No such mailbox",
}


class Sink:
    """Accepts mail on a port of its own. `mode` may change between messages:

    accept; 550-sender (at MAIL); 421, 450, 550 (at RCPT); 550-after-data, 450-after-data; drop-before-data (the line
    breaks at DATA); drop-after-data (taken, then the line breaks with no reply); hang (taken, then
    silence); drip (five bytes of the reply a second). `seconds` delays each answer after the data.
    """

    def __init__(self):
        self.mode, self.messages, self.seconds = "accept", [], 0
        self.port = free_port()
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.mode == "550-sender":
            return "550 5.7.1 Not from here"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.mode in REPLIES:
            return REPLIES[self.mode]
        if self.mode == "drop-before-data":
            server.transport.abort()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.mode.endswith("-after-data") and self.mode != "drop-after-data":
            return REPLIES[self.mode.removesuffix("-after-data")]
        self.keep(envelope)
        await asyncio.sleep(self.seconds)
        if self.mode == "drop-after-data":
            server.transport.abort()
        elif self.mode == "hang":
            await asyncio.sleep(3600)
        elif self.mode == "drip":
            for byte in b"250-slow and slower and slower still":
                server.transport.write(bytes([byte]))
                await asyncio.sleep(0.2)
        return "250 OK"

    def keep(self, envelope) -> None:
        message = message_from_bytes(envelope.content, policy=policy.default)
        message.envelope_to = envelope.rcpt_tos
        self.messages.append(message)

    @property
    def ids(self) -> list[str]:
        return [message["Message-ID"] for message in self.messages]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running_sink():
    sink = Sink()
    sink.controller.start()
    try:
        yield sink
    finally:
        sink.controller.stop(no_assert=True)
