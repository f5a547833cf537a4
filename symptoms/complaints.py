"""Reading one document once: the small steps, each with words for what to write instead."""

from collections.abc import Collection, Mapping

FILE = "self_check.yaml"


class DefinitionError(ValueError):
    """The document cannot be used. `problems` has (item, what to write) for each thing to mend."""

    def __init__(self, problems: list[tuple[str, str]]):
        self.problems = problems
        super().__init__("\n".join(f"{FILE}: {item}: {what}" for item, what in problems))


class Complaints:
    """Collects problems; gives up at the end, not at the first."""

    def __init__(self, document: Mapping, references: Collection[str]):
        self.document = document
        self.references = frozenset(references)
        self.problems: list[tuple[str, str]] = []
        self.ids: set[str] = set()

    def problem(self, where: str, what: str) -> None:
        self.problems.append((where, what))

    def items(self, section: str) -> list[tuple[str, Mapping]]:
        """The section's items, each with the name that problems will call it by."""
        rows = self.document.get(section)
        if not isinstance(rows, list):
            self.problem(section, f"is missing. Write a list under '{section}:'.")
            return []
        named = []
        for number, row in enumerate(rows, start=1):
            if isinstance(row, Mapping):
                named.append((f"{section} {row.get('id', f'item {number}')}", row))
            else:
                self.problem(f"{section} item {number}", "is not a set of 'name: value' pairs.")
        return named

    def unique(self, where: str, item: Mapping) -> str:
        key = item.get("id")
        if not isinstance(key, str) or not key:
            self.problem(where, "has no id. Write 'id: a_short_name'.")
            return ""
        if key in self.ids:
            self.problem(where, f"the id '{key}' is used twice. Write another one.")
        self.ids.add(key)
        return key

    def text(self, where: str, item: Mapping, name: str) -> str:
        value = item.get(name)
        if isinstance(value, str) and value.strip():
            return value
        self.problem(where, f"'{name}' is missing. Write a sentence in quotes.")
        return ""

    def one_of(self, where: str, item: Mapping, name: str, allowed: Collection) -> str:
        value = item.get(name)
        if isinstance(value, str) and value in allowed:
            return value
        wanted = ", ".join(str(a) for a in allowed)
        self.problem(where, f"'{name}: {value}' is not known. Write one of: {wanted}.")
        return next(iter(allowed), "")

    def cites(self, where: str, item: Mapping) -> tuple[str, ...]:
        keys = item.get("cites")
        if not isinstance(keys, list) or not keys:
            self.problem(where, "has no sources. Write 'cites: [key]' from references.yaml.")
            return ()
        for key in keys:
            if key not in self.references:
                self.problem(where, f"the source '{key}' is not in references.yaml.")
        return tuple(str(key) for key in keys)

    def only(self, where: str, item: Mapping, names: str) -> None:
        for name in item:
            if name not in names.split():
                self.problem(where, f"'{name}' is not known here. Use only: {names}.")
