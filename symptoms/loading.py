"""The self-check's part in `load_content`: check the document, and keep each wording once."""

from collections.abc import Iterable
from datetime import datetime

from routines.content import Context, Loader, Problem
from symptoms.definition import DOCUMENT, DefinitionError, load, parse_beside
from symptoms.models import SelfCheckVersion


def problems(context: Context) -> Iterable[Problem]:
    try:
        parse_beside(context)
    except DefinitionError as error:
        return [Problem(DOCUMENT.name, item, what) for item, what in error.problems]
    return []


def write(now: datetime) -> None:
    SelfCheckVersion.objects.record(load(), now)


PART = Loader("self-check", lambda: [DOCUMENT], problems, write)
