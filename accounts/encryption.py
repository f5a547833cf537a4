"""Notes are encrypted with a key that is not in the database; so are the answers kept in a cookie.

The secrets are `NOTES_KEYS`, newest first, or one made once and kept in `VAR_DIR/notes.key`. Each
purpose has a key of its own, derived from the secret, so a token made for one is useless for another.
The first secret writes; all of them read, so a new one can be put in front at any time.
"""

import base64
import os
import secrets
import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models

SHORTEST = 32  # characters; a Fernet key has 44
NOTES = "notes"


class EncryptedTextField(models.TextField):
    """Text that the database never sees. An empty text stays empty, so "has a note" needs no key.

    It cannot be searched or sorted: any lookup but `isnull` raises FieldError. Reading a text
    written with a secret that is gone raises ImproperlyConfigured, rather than show it as empty
    and let the next save lose it.
    """

    def get_lookup(self, lookup_name):
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def get_prep_value(self, value):
        return seal(str(value).encode(), NOTES) if value else value

    def from_db_value(self, value, expression, connection):
        if not value:
            return value
        if (text := unseal(value, NOTES)) is None:
            raise ImproperlyConfigured(
                "A note was written with a key that is not here. Put the old key back into NOTES_KEYS."
            )
        return text.decode()


def seal(data: bytes, purpose: str) -> str:
    """`data` as text that only this site can read, and only for this `purpose`. Safe in a cookie."""
    return _box(purpose).encrypt(data).decode()


def unseal(token: str, purpose: str, max_age: int | None = None) -> bytes | None:
    """What was sealed; None if it was changed, made for something else, or is older than `max_age` seconds."""
    try:
        return _box(purpose).decrypt(token.encode(errors="ignore"), ttl=max_age)
    except InvalidToken:
        return None


def _box(purpose: str) -> MultiFernet:
    return _derived(
        tuple(settings.NOTES_KEYS) or (kept_secret(Path(settings.VAR_DIR) / "notes.key"),), purpose
    )


@lru_cache
def _derived(keys: tuple[str, ...], purpose: str) -> MultiFernet:
    if short := [key for key in keys if len(key) < SHORTEST]:
        raise ImproperlyConfigured(
            f"NOTES_KEYS has {len(short)} key(s) of fewer than {SHORTEST} characters. Write at least {SHORTEST} random characters for each."
        )
    return MultiFernet([Fernet(_derive(key, purpose)) for key in keys])


def _derive(key: str, purpose: str) -> bytes:
    derived = HKDF(SHA256(), length=32, salt=None, info=f"psoascare {purpose}".encode()).derive(
        key.encode()
    )
    return base64.urlsafe_b64encode(derived)


def random_words() -> str:
    return secrets.token_urlsafe(48)


@lru_cache
def kept_secret(path: Path, make: Callable[[], str] = random_words) -> str:
    """The secret in `path`, made the first time. Only a whole file ever has that name, and the first one wins."""
    if not path.exists():
        handle, draft = tempfile.mkstemp(dir=path.parent)  # mkstemp lets nobody else read it
        with open(handle, "w") as file:
            file.write(make())
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            os.unlink(draft)
    return path.read_text().strip()
