"""Mail servers that take their time, or are not who they say they are."""

import socket
import ssl
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from reminders import sending
from tests.reminders.conftest import DUE, state

pytestmark = pytest.mark.django_db


@contextmanager
def answering(settings, talk):
    """A server whose every connection is given to `talk(line)`."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.EMAIL_BACKEND = "accounts.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.getsockname()
        settings.EMAIL_TIMEOUT = 1
        heard: list[bytes] = []

        def serve() -> None:
            while True:
                try:
                    line, _ = server.accept()
                    threading.Thread(target=quietly, args=(talk, line, heard), daemon=True).start()
                except OSError:
                    return

        threading.Thread(target=serve, daemon=True).start()
        yield heard
        server.shutdown(socket.SHUT_RDWR)


def quietly(talk, line, heard) -> None:
    try:
        with line:
            talk(line, heard)
    except OSError:
        pass  # the site hung up, as it should


def silent(line, heard) -> None:
    time.sleep(30)


def drip(line, heard) -> None:
    for _ in range(60):
        line.sendall(b"2")
        time.sleep(0.3)


@pytest.mark.parametrize("talk", [silent, drip])
def test_f15_a_server_that_never_finishes_its_greeting_costs_a_bounded_time(
    schedule, settings, talk
):
    with answering(settings, talk):
        began = time.monotonic()
        sending.sweep(DUE)
        assert time.monotonic() - began < 10  # its own limit here is one second
    assert state()[0] == ("due", "unreachable")


def refuse_tls(line, heard) -> None:
    line.sendall(b"220 here\r\n")
    while words := line.recv(4096):
        heard.append(words)
        line.sendall(
            b"250 ok\r\n" if words[:4].upper() != b"STAR" else b"502 never heard of it\r\n"
        )


def test_f17_where_tls_was_stripped_away_not_one_word_of_the_mail_is_said(schedule, settings):
    settings.EMAIL_USE_TLS = True
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "us", "secret"
    with answering(settings, refuse_tls) as heard:
        sending.sweep(DUE)
        said = b"".join(heard).upper()
    assert state()[0] == ("due", "unreachable")
    assert said.startswith(b"EHLO")
    for word in (b"MAIL FROM", b"RCPT", b"DATA", b"AUTH", b"READER@EXAMPLE.ORG"):
        assert word not in said


def test_f17_a_certificate_that_nobody_signed_gets_no_mail(schedule, settings, tmp_path):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(self_signed(tmp_path))

    def talk(line, heard) -> None:
        with context.wrap_socket(line, server_side=True) as safe:
            refuse_tls(safe, heard)

    settings.EMAIL_USE_SSL = True
    with answering(settings, talk) as heard:
        sending.sweep(DUE)
    assert heard == []
    assert state()[0] == ("due", "unreachable")


def self_signed(folder) -> str:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = folder / "server.pem"
    file.write_bytes(private + certificate.public_bytes(pem))
    return str(file)
