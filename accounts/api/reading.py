"""Reads a JSON body, and refuses whatever a store or a reader could choke on.

Too large, not UTF-8, nested too deeply, a name twice in one object (a danger sign could hide behind
the second), NUL, half a surrogate pair, a number no column can hold: each is a 4xx that says so.
"""

import json
import math

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from accounts.api.problems import TooLarge

DEEPEST = 20  # levels of { and [
LARGEST = 2**63 - 1  # what a database integer holds


class StrictJSON(BaseParser):
    media_type = "application/json"

    def parse(self, stream, media_type=None, parser_context=None):
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        raw = stream.read(most + 1)
        if len(raw) > most:
            raise TooLarge
        value = decode(raw)
        check(value)
        return value


def decode(raw: bytes):
    try:
        return json.loads(raw.decode("utf-8"), object_pairs_hook=once, parse_constant=not_a_number)
    except UnicodeDecodeError as error:
        raise ParseError(_("Send the JSON as UTF-8.")) from error
    except RecursionError as error:
        raise ParseError(_("This is nested too deeply.")) from error
    except ValueError as error:
        raise ParseError(_("This is not JSON.")) from error


def once(pairs: list[tuple]) -> dict:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ParseError(_("“%(name)s” is there twice.") % {"name": printable(twice)})
    return found


def not_a_number(name: str):
    raise ParseError(_("%(name)s is not a number in JSON.") % {"name": name})


def check(value) -> None:
    """Walks the value without calling itself: depth is what we guard against."""
    waiting = [(value, 1)]
    while waiting:
        item, depth = waiting.pop()
        if isinstance(item, dict | list):
            if depth > DEEPEST:
                raise ParseError(_("This is nested too deeply."))
            parts = [*item, *item.values()] if isinstance(item, dict) else item
            waiting.extend((part, depth + 1) for part in parts)
        elif isinstance(item, str):
            check_text(item)
        elif isinstance(item, int | float) and not (math.isfinite(item) and abs(item) <= LARGEST):
            raise ParseError(_("A number is too large."))


def check_text(text: str) -> None:
    if "\x00" in text:
        raise ParseError(_("A text holds the character NUL."))
    if printable(text) != text:
        raise ParseError(_("A text holds half a character: a lone surrogate."))


def printable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
