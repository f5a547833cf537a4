"""The self-check that is live in this process: read from YAML once, checked, then kept."""

from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path

from routines.content import Context, read_yaml
from symptoms.reading import DefinitionError, Reader
from symptoms.schema import Definition

__all__ = ["DOCUMENT", "Definition", "DefinitionError", "load", "parse"]

DOCUMENT = Path(__file__).resolve().parent / "content" / "self_check.yaml"


def parse(
    document: Mapping,
    *,
    routines: Mapping[str, Mapping],
    exercises: Mapping[str, Mapping],
    references: Collection[str],
) -> Definition:
    """The checked definition.

    routines, exercises: the items of routines.yaml and exercises.yaml by id. references: the
    keys of references.yaml. Raises DefinitionError with every problem found.
    """
    return Reader(document, routines, exercises, references).read()


def parse_beside(context: Context, document: Mapping | None = None) -> Definition:
    """The shipped document, or this one, checked against the routines it points to."""
    return parse(
        read_yaml(DOCUMENT) if document is None else document,
        routines=context.routines,
        exercises=context.exercises,
        references=context.references,
    )


@cache
def load() -> Definition:
    """The definition shipped with this code. The same object for the life of the process."""
    return parse_beside(Context())
