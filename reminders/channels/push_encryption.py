"""A push message that only one browser can read: RFC 8291 over RFC 8188, one record, fresh keys for each."""

import os

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from reminders.channels.vapid import CURVE, unb64

RECORD = 4096  # octets; push services must take this much
MOST = RECORD - 86 - 17  # octets of message: less the header, the tag and the end mark


def read_keys(p256dh: str, auth: str) -> tuple[ec.EllipticCurvePublicKey, bytes]:
    """A browser's public key and its secret. Raises ValueError if either is not what a browser makes."""
    secret = unb64(auth)
    if len(secret) != 16:
        raise ValueError("auth is not 16 bytes")
    return ec.EllipticCurvePublicKey.from_encoded_point(CURVE, unb64(p256dh)), secret


def encrypt(message: bytes, p256dh: str, auth: str) -> bytes:
    """The body of the request to the push service, with Content-Encoding: aes128gcm."""
    if len(message) > MOST:
        raise ValueError(f"a push carries at most {MOST} bytes")
    browser, secret = read_keys(p256dh, auth)
    ours = ec.generate_private_key(CURVE)
    theirs_point, our_point = unb64(p256dh), point(ours.public_key())
    shared = derive(
        ours.exchange(ec.ECDH(), browser), secret, b"WebPush: info\0" + theirs_point + our_point, 32
    )
    salt = os.urandom(16)
    key = derive(shared, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = derive(shared, salt, b"Content-Encoding: nonce\0", 12)
    header = salt + RECORD.to_bytes(4, "big") + bytes([len(our_point)]) + our_point
    return header + AESGCM(key).encrypt(nonce, message + b"\x02", None)


def point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def derive(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length=length, salt=salt, info=info).derive(secret)
