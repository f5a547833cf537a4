"""The API's description turned into what the reference page shows: chapters, addresses, fields."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

DEEPEST = 3  # levels of fields within fields that the page shows


@dataclass(frozen=True)
class Field:
    name: str  # dotted, with [] for "each one of a list"
    kind: str
    required: bool
    about: str


@dataclass(frozen=True)
class Answer:
    code: str
    about: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Operation:
    id: str
    method: str
    path: str
    title: str
    about: str
    members_only: bool
    parameters: tuple[Field, ...]
    body: tuple[Field, ...]
    answers: tuple[Answer, ...]


def chapters(document: Mapping) -> dict[str, list[Operation]]:
    """Chapter title -> its operations, both in the order of the addresses."""
    found: dict[str, list[Operation]] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            chapter = (operation.get("tags") or ["About"])[0]
            found.setdefault(chapter, []).append(describe(document, path, method, operation))
    return found


def describe(document: Mapping, path: str, method: str, operation: Mapping) -> Operation:
    content = operation.get("requestBody", {}).get("content", {})
    answers = operation["responses"].items()
    return Operation(
        id=operation["operationId"].replace("_", "-"),
        method=method.upper(),
        path=path,
        title=operation.get("summary") or operation["operationId"].replace("_", " ").capitalize(),
        about=operation.get("description", ""),
        members_only=any(operation.get("security", ())),
        parameters=tuple(parameter(p) for p in operation.get("parameters", ())),
        body=tuple(body_fields(document, content)),
        answers=tuple(
            Answer(
                code,
                answer.get("description", ""),
                tuple(body_fields(document, answer.get("content", {}))),
            )
            for code, answer in answers
            if code != "default"
        ),
    )


def parameter(given: Mapping) -> Field:
    return Field(
        name=given["name"],
        kind=f"{kind_of(given.get('schema', {}))}, in the {given['in']}",
        required=given.get("required", False),
        about=given.get("description", ""),
    )


def body_fields(document: Mapping, content: Mapping) -> Iterator[Field]:
    for media in content.values():
        yield from fields(document, media.get("schema", {}))
        return  # every media type shows the same


def fields(document: Mapping, schema: Mapping, prefix: str = "", depth: int = 1) -> Iterator[Field]:
    schema = resolved(document, schema)
    if schema.get("type") == "array":
        yield from fields(document, schema["items"], f"{prefix}[]" if prefix else "", depth)
        return
    for name, inner in schema.get("properties", {}).items():
        whole = resolved(document, inner)
        path = f"{prefix}.{name}" if prefix else name
        required = name in schema.get("required", ())
        yield Field(path, kind_of(whole), required, whole.get("description", ""))
        if depth < DEEPEST:
            yield from fields(document, whole, path, depth + 1)


def resolved(document: Mapping, schema: Mapping) -> dict:
    """The schema a reference stands for; what is said beside the reference wins."""
    beside = {key: value for key, value in schema.items() if key not in ("$ref", "allOf")}
    parts = schema.get("allOf", [])
    if "$ref" in schema:
        parts = [{"$ref": schema["$ref"]}]
    found: dict = {}
    for part in parts:
        reference = part.get("$ref", "")
        inner = (
            document["components"]["schemas"][reference.rsplit("/", 1)[-1]] if reference else part
        )
        found.update(resolved(document, inner))
    return {**found, **beside}


def kind_of(schema: Mapping) -> str:
    if "enum" in schema:
        return "one of " + ", ".join(str(value) for value in schema["enum"])
    kind = schema.get("format") or schema.get("type") or "any"
    if schema.get("type") == "array":
        return "list"
    return f"{kind} or null" if schema.get("nullable") else str(kind)
