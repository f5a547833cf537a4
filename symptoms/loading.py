"""The self-check's part in `load_content`: check and prove it, and keep each wording once."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from routines import loading as routines
from routines.content import FOLDER, Context, Loader, Problem
from symptoms import proof
from symptoms.definition import DOCUMENT, DefinitionError, load, parse_beside
from symptoms.models import SelfCheckVersion
from symptoms.proof_pins import PINNED


def problems(context: Context) -> Iterable[Problem]:
    try:
        definition = parse_beside(context)
    except DefinitionError as error:
        return [Problem(DOCUMENT.name, item, what) for item, what in error.problems]
    if any(True for part in routines.PARTS for _problem in part.validate(context)):
        return []  # told there; nothing is loaded before it is mended
    return [fault.problem() for fault in proof.beside(definition, context).faults]


def write(now: datetime) -> None:
    SelfCheckVersion.objects.record(load(), now, proof.shipped().summary())


def files() -> list[Path]:
    """Everything the proof reads."""
    return [DOCUMENT, *PINNED, FOLDER / "exercises.yaml", FOLDER / "routines.yaml"]


PART = Loader("self-check", files, problems, write, version=2)
