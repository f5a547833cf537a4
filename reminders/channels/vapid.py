"""Who we are to a push service: RFC 8292. The key is made on first start and kept, or comes from VAPID_PRIVATE_KEY."""

import base64
import json
import time
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from accounts.encryption import kept_secret

LIFE = 12 * 3600  # seconds; RFC 8292 allows 24 hours
RENEW = 3600  # a token is signed anew at least this long before it ends
CURVE = ec.SECP256R1()


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    """Base64url with or without its padding. Raises ValueError for anything else."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def new_key() -> str:
    number = ec.generate_private_key(CURVE).private_numbers().private_value
    return b64(number.to_bytes(32, "big"))


def private_key() -> ec.EllipticCurvePrivateKey:
    return _read(settings.VAPID_PRIVATE_KEY, str(settings.VAR_DIR))


@lru_cache
def _read(written: str, folder: str) -> ec.EllipticCurvePrivateKey:
    text = written or kept_secret(Path(folder) / "vapid.key", new_key)
    try:
        return ec.derive_private_key(int.from_bytes(unb64(text), "big"), CURVE)
    except ValueError:
        raise ImproperlyConfigured(
            "VAPID_PRIVATE_KEY is not a key. Write 32 bytes in base64url, or leave it out to have one made."
        ) from None


def public_key() -> str:
    """What a browser needs to subscribe: the uncompressed point, in base64url."""
    point = private_key().public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return b64(point)


def authorization(origin: str) -> str:
    """The Authorization header for a push service at `origin`, such as https://fcm.googleapis.com."""
    until = (int(time.time()) // RENEW + 1) * RENEW + LIFE - RENEW
    return _signed(origin, until, f"mailto:{settings.CONTACT_EMAIL}", private_key())


@lru_cache(maxsize=64)
def _signed(origin: str, until: int, who: str, key: ec.EllipticCurvePrivateKey) -> str:
    head, claims = (
        b64(json.dumps(part, separators=(",", ":")).encode())
        for part in ({"typ": "JWT", "alg": "ES256"}, {"aud": origin, "exp": until, "sub": who})
    )
    signed = f"{head}.{claims}"
    r, s = decode_dss_signature(key.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
    signature = b64(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
    return f"vapid t={signed}.{signature},k={public_key()}"
