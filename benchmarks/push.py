"""What a push costs: the cryptography as a share of its bare primitives, and a whole send beside pywebpush.

Each round times every way in turn, so a busy machine slows all of them alike. The push service is a bare
HTTP/1.1 server in a process of its own that reads a request and answers 201; there is no TLS on either side.
"""

import multiprocessing
import os
import socket
import statistics
import threading
import time
from datetime import UTC, datetime, timedelta

ROUNDS, COUNT = 7, 150
PAYLOAD = (
    b'{"title":"6 minutes for yourself?","body":"You asked for a nudge: Every day at 17:30."}' * 3
)


def measure() -> str:
    os.environ["DJANGO_SETTINGS_MODULE"] = "psoascare.settings"
    import django

    django.setup()
    from django.conf import settings

    port, server = start_service()
    settings.PUSH_TEST_ORIGIN = f"http://127.0.0.1:{port}"
    try:
        ways = all_ways(settings.PUSH_TEST_ORIGIN)
        rounds = [{name: per_second(way) for name, way in ways.items()} for _ in range(ROUNDS)]
    finally:
        server.terminate()
    return table(rounds)


def all_ways(origin: str) -> dict:
    from reminders.channels.push import Notification, headers
    from reminders.channels.push_client import Client, read_address
    from reminders.channels.push_encryption import encrypt
    from tests.reminders.push_service import Browser

    browser, client = Browser("/push/one"), Client()
    keys, to = browser.keys(), read_address(origin + browser.path)
    note = Notification(PAYLOAD, "topic", timedelta(minutes=30), [], datetime.now(UTC))

    def ours() -> None:
        body = encrypt(PAYLOAD, **keys)
        assert client.post(to, body, headers(to, note)).status == 201

    return {
        "the bare primitives": primitives(),
        "encrypt, with who we are": lambda: (encrypt(PAYLOAD, **keys), headers(to, note)),
        "encrypt and send": ours,
        "webpush() of pywebpush": theirs(origin + browser.path, keys),
    }


def primitives():
    """The least that RFC 8291 asks: read the browser's key, a fresh key pair, one agreement, one AES-GCM."""
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    from reminders.channels.push_encryption import point

    curve, cipher = ec.SECP256R1(), AESGCM(os.urandom(16))
    written = point(ec.generate_private_key(curve).public_key())

    def once() -> None:
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(curve, written)
        ec.generate_private_key(curve).exchange(ec.ECDH(), theirs)
        cipher.encrypt(os.urandom(12), PAYLOAD, None)

    return once


def theirs(endpoint: str, keys: dict[str, str]):
    from pywebpush import webpush

    from reminders.channels import vapid

    number = vapid.private_key().private_numbers().private_value.to_bytes(32, "big")

    def once() -> None:
        webpush(
            {"endpoint": endpoint, "keys": keys},
            PAYLOAD,
            vapid_private_key=vapid.b64(number),
            vapid_claims={"sub": "mailto:hello@localhost"},
            timeout=10,
        )

    return once


def per_second(way) -> float:
    way()
    begun = time.perf_counter()
    for _ in range(COUNT):
        way()
    return COUNT / (time.perf_counter() - begun)


def table(rounds: list[dict[str, float]]) -> str:
    lines = ["| way | a second | share of the primitives | times webpush() |", "|---|---|---|---|"]
    for name in rounds[0]:
        speed = statistics.median(one[name] for one in rounds)
        share = statistics.median(one[name] / one["the bare primitives"] for one in rounds)
        times = statistics.median(one[name] / one["webpush() of pywebpush"] for one in rounds)
        lines.append(f"| {name} | {speed:,.0f} | {share:.2f} | {times:.1f} |")
    return (
        "\n".join(lines)
        + f"\n\nMedian of {ROUNDS} rounds of {COUNT}, {len(PAYLOAD)} bytes each, one process."
    )


# ------------------------------------------------------------------ the push service


def start_service() -> tuple[int, multiprocessing.Process]:
    listener = socket.create_server(("127.0.0.1", 0))
    process = multiprocessing.get_context("fork").Process(
        target=serve, args=(listener,), daemon=True
    )
    process.start()
    return listener.getsockname()[1], process


def serve(listener: socket.socket) -> None:
    while True:
        line, _address = listener.accept()
        threading.Thread(target=answer, args=(line,), daemon=True).start()


def answer(line: socket.socket) -> None:
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    with line, line.makefile("rb") as lines:
        while head := lines.readline():
            length = 0
            while (head := lines.readline()) not in (b"\r\n", b""):
                if head.lower().startswith(b"content-length:"):
                    length = int(head.partition(b":")[2])
            lines.read(length)
            line.sendall(b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")
