"""Reads settings from the environment, and says what to write when a value is wrong."""

import os
import secrets
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

TRUE, FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def switch(name: str, default: bool = False) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(
            f"{name} is {value!r}. Write {name}=1 for on or {name}=0 for off."
        )
    return value in TRUE if value else default


def number(name: str, default: int, low: int = 0) -> int:
    value = os.environ.get(name, "").strip() or str(default)
    if not value.isdigit() or int(value) < low:
        raise ImproperlyConfigured(
            f"{name} is {value!r}. Write a whole number from {low}, such as {name}={default}."
        )
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def site_url(name: str, default: str) -> str:
    value = text(name, default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
        raise ImproperlyConfigured(
            f"{name} is {value!r}. Write the address people type, such as {name}=https://psoascare.example."
        )
    return value


def watcher_url(name: str) -> str:
    value = text(name)
    parts = urlsplit(value)
    if value and (parts.scheme not in {"http", "https"} or not parts.hostname):
        raise ImproperlyConfigured(
            f"{name} is not a web address. Write {name}=https://watcher.example/ping/…, or leave it out."
        )
    return value


def secret(name: str, path: Path, may_create: bool) -> str:
    """The secret in the environment, or one made once and kept in `path` for a site on this machine."""
    if value := text(name):
        return value
    if not may_create:
        raise ImproperlyConfigured(
            f"{name} is not set, and this is not a local site. Write {name}= followed by at least 50 random characters."
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text().strip()


SQLITE_START = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA temp_store=MEMORY;"
    "PRAGMA cache_size=-20000;PRAGMA journal_size_limit=67108864;PRAGMA secure_delete=ON;"
)
# A sender that freezes within a transaction loses it in half a lease, so that its row is not held for longer.
POSTGRES_LIMITS = (
    "-c statement_timeout=5s -c lock_timeout=3s -c idle_in_transaction_session_timeout=30s"
)


def database(path: Path) -> dict:
    """PostgreSQL from DATABASE_URL; without it, SQLite that survives a power cut and never answers "locked"."""
    if not (url := text("DATABASE_URL")):
        options = {"timeout": 5, "transaction_mode": "IMMEDIATE", "init_command": SQLITE_START}
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": path,
            "OPTIONS": options,
            "CONN_MAX_AGE": 60,
        }
    try:
        parsed: dict = {**dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)}
    except ValueError:
        parsed = {}
    if parsed.get("ENGINE") != "django.db.backends.postgresql" or not parsed.get("NAME"):
        raise ImproperlyConfigured(
            "DATABASE_URL is not a PostgreSQL address. Write DATABASE_URL=postgres://user:password@host:5432/name, or leave it out for SQLite."
        )
    parsed.setdefault("OPTIONS", {})
    parsed["OPTIONS"].setdefault("connect_timeout", 5)
    parsed["OPTIONS"].setdefault("options", POSTGRES_LIMITS)
    return parsed


def redis_url(name: str = "REDIS_URL") -> str:
    url = text(name)
    parts = urlsplit(url)
    if url and (
        parts.scheme not in {"redis", "rediss"} or not parts.hostname or not has_a_port(parts)
    ):
        raise ImproperlyConfigured(
            f"{name} is not a Redis address. Write {name}=redis://host:6379/0, or leave it out to run without Redis."
        )
    return url


def has_a_port(parts: SplitResult) -> bool:
    """Whether the port, if there is one, is a number; urlsplit() only says so when it is read."""
    try:
        return parts.port is None or parts.port > 0
    except ValueError:
        return False


def email(url: str) -> dict:
    """Django's e-mail settings from EMAIL_URL; empty for mail kept as files.

    smtp://user:password@host:587 starts TLS, smtps:// speaks TLS from the first byte, and
    smtp+plain:// does neither: for a server on the same machine only.
    """
    if not url:
        return {}
    parts = urlsplit(url)
    ports = {"smtp": 587, "smtps": 465, "smtp+plain": 25}
    if parts.scheme not in ports or not parts.hostname or not has_a_port(parts):
        raise ImproperlyConfigured(
            "EMAIL_URL is not a mail server's address. Write EMAIL_URL=smtp://user:password@host:587 (or smtps://host:465), or leave it out to keep mail as files."
        )
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or ports[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }
