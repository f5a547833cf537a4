"""Reading the shipped content into the database: everything is checked together before anything is written.

Each app adds its part to `LOADERS` (routines below, the others from their `AppConfig.ready()`).
`manage.py load_content` validates every part, then writes those whose files changed, all in one
transaction. A problem says which file, which item, and what to write there.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from routines.models import LoadedContent

FOLDER = Path(__file__).parent / "content"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend: file name, the item's id ("" for the whole file), and what to write."""

    file: str
    item: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.item + ': ' if self.item else ''}{self.message}"


class Context:
    """The documents as they stand in the files, for checks that cross from one part to another."""

    @cached_property
    def exercises(self) -> dict[str, dict[str, Any]]:
        return by_id(read("exercises.yaml").get("exercises"))

    @cached_property
    def routines(self) -> dict[str, dict[str, Any]]:
        return by_id(read("routines.yaml").get("routines"))

    @cached_property
    def references(self) -> dict[str, dict[str, Any]]:
        return read("references.yaml").get("references") or {}

    def unknown_references(self, keys: Iterable[str]) -> list[str]:
        return sorted(set(keys) - self.references.keys())


@dataclass(frozen=True)
class Loader:
    """One part of the content.

    files: the files it is made of, hashed to see whether they changed.
    validate: every problem in the files; must not touch the database.
    write: puts the files into the database; runs inside load's transaction, twice does no harm.
    """

    name: str
    files: Callable[[], Iterable[Path]]
    validate: Callable[[Context], Iterable[Problem]]
    write: Callable[[datetime], None]
    version: int = field(
        default=1
    )  # raise when `write` itself changes, so that unchanged files load again

    def digest(self) -> str:
        parts = hashlib.sha256(str(self.version).encode())
        for path in sorted(self.files()):
            parts.update(path.name.encode() + b"\0" + path.read_bytes())
        return parts.hexdigest()


LOADERS: list[Loader] = []
_listeners: list[Callable[[], None]] = []


class ContentError(Exception):
    """The content cannot be loaded; `problems` says why, all at once."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problem(s) in the content")
        self.problems = problems


def register(loader: Loader) -> None:
    """Add a part, once. Parts are written in the order they came."""
    if loader.name not in {known.name for known in LOADERS}:
        LOADERS.append(loader)


def when_loaded(listener: Callable[[], None]) -> None:
    """`listener` is called in the transaction that wrote something."""
    if listener not in _listeners:
        _listeners.append(listener)


def problems() -> list[Problem]:
    context = Context()
    return sorted(problem for loader in LOADERS for problem in loader.validate(context))


def load(now: datetime) -> list[str]:
    """Write every part whose files changed and return their names. Raises ContentError before any write."""
    known = dict(LoadedContent.objects.values_list("name", "digest"))
    changed = [
        (loader, digest)
        for loader in LOADERS
        if known.get(loader.name) != (digest := loader.digest())
    ]
    if not changed:
        return []
    if found := problems():
        raise ContentError(found)
    with transaction.atomic():
        for loader, digest in changed:
            loader.write(now)
            LoadedContent.objects.update_or_create(
                name=loader.name, defaults={"digest": digest, "loaded_at": now}
            )
        for listener in _listeners:
            listener()
    return [loader.name for loader, _digest in changed]


def read(name: str) -> dict[str, Any]:
    """One of our own YAML files as a dictionary. Raises ContentError when it is not YAML."""
    return read_yaml(FOLDER / name)


def read_yaml(path: Path) -> dict[str, Any]:
    """Any content file as a dictionary. Raises ContentError, with the line, when it is not YAML."""
    try:
        document = yaml.load(path.read_text(encoding="utf-8"), Loader=OneOfEach)  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        raise ContentError([Problem(path.name, "", f"This is not valid YAML: {error}")]) from None
    if not isinstance(document, dict):
        raise ContentError([Problem(path.name, "", "Write a mapping at the top of the file.")])
    return document


SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the fast one where it is built


class OneOfEach(SafeLoader):
    """Refuses a key written twice in one mapping, which YAML would quietly overwrite."""

    def construct_mapping(self, node, deep=False):
        keys = [self.construct_object(key, deep=True) for key, _value in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.constructor.ConstructorError(
                    None, None, f"“{key}” is written twice", node.start_mark
                )
        return super().construct_mapping(node, deep)


def by_id(items: Any) -> dict[str, dict[str, Any]]:
    """A list of mappings by their id; what is not a mapping with an id is left to the validator."""
    return {item["id"]: item for item in items or [] if isinstance(item, dict) and "id" in item}


@cache
def general() -> dict[str, Any]:
    """The rules that hold for every exercise and routine: stop rules, pain rules, grades. Read once a process."""
    return read("exercises.yaml")["meta"] | read("routines.yaml")["meta"]
