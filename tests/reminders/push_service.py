"""A push service on this machine, and a browser that subscribed there: real HTTP, real keys, real decryption."""

import json
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec

from reminders.channels.push_encryption import point
from reminders.channels.vapid import b64


@dataclass
class Browser:
    """The half of a subscription that stays in the browser."""

    path: str
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    secret: bytes = b"sixteen bytes ok"

    def open(self, body: bytes) -> dict:
        return json.loads(
            http_ece.decrypt(
                body, private_key=self.key, auth_secret=self.secret, version="aes128gcm"
            )
        )

    def keys(self) -> dict[str, str]:
        return {"p256dh": b64(point(self.key.public_key())), "auth": b64(self.secret)}


@dataclass
class Request:
    path: str
    headers: dict[str, str]
    body: bytes


class PushService:
    """Answers `status` (or, for one path, `by_path[path]`) after `seconds`; drip sends a byte of it a second."""

    def __init__(self):
        self.status, self.by_path, self.headers, self.seconds, self.drip = 201, {}, {}, 0.0, False
        self.requests: list[Request] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler_for(self))
        self.server.daemon_threads = True
        self.origin = f"http://127.0.0.1:{self.server.server_port}"

    def read(self, browser: Browser) -> list[dict]:
        """What this browser was sent, decrypted."""
        return [browser.open(one.body) for one in self.requests if one.path == browser.path]


def handler_for(service: PushService) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            service.requests.append(Request(self.path, dict(self.headers), body))
            time.sleep(service.seconds)
            if service.drip:
                for byte in b"HTTP/1.1 201 Created and so on, and on":
                    self.wfile.write(bytes([byte]))
                    time.sleep(0.3)
            self.send_response(service.by_path.get(self.path, service.status))
            for name, value in service.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_args):
            pass

    return Handler


@contextmanager
def running_service():
    service = PushService()
    thread = threading.Thread(target=service.server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield service
    finally:
        service.server.shutdown()
        service.server.server_close()
