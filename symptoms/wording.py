"""Words we never use, looked for in everything a person may read: content/wording.yaml holds the list.

Content and templates are read as files; words in the code are the arguments of gettext. A myth that an
article quotes to put it right is somebody else's words and is left alone, as are titles of sources.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from routines.content import Context, Loader, Problem, SafeLoader, read_yaml

LIST = Path(__file__).parent / "content" / "wording.yaml"
NOT_OURS = {"references.yaml", LIST.name}
NOT_WORDS = {
    "cites",
    "sources",
    "evidence",
    "quote",
}  # keys into the sources, titles, others' words
NO_CONDITIONS = ("findings", "primary_rules", "secondary_rules")  # of the self-check
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
QUOTE = re.compile(r"^quote:.*$", re.MULTILINE)


@dataclass(frozen=True)
class Phrase:
    forms: re.Pattern
    unless: re.Pattern | None
    instead: str

    def found(self, text: str) -> str:
        """The first place where these words stand and should not; empty if there is none."""
        left = self.unless.sub(" ", text) if self.unless else text
        match = self.forms.search(left)
        return match[0] if match else ""


@cache
def phrases() -> tuple[Phrase, ...]:
    return tuple(
        Phrase(any_of(one["forms"]), any_of(one.get("unless", [])), one["instead"])
        for one in read_yaml(LIST)["phrases"]
    )


@cache
def conditions() -> Phrase:
    names = any_of(read_yaml(LIST)["conditions"])
    return Phrase(names, None, "Describe what is felt. Only a danger sign names what it warns of.")


@cache
def medicines() -> Phrase:
    """Not forbidden anywhere: a hard word that a sentence about a medicine cannot do without."""
    return Phrase(any_of(read_yaml(LIST)["medicines"]), None, "")


def any_of(forms: Iterable[str]) -> Any:
    """Whole words in any case, however they are spaced; None for none."""
    patterns = [r"\s+".join(map(re.escape, form.split())) for form in forms]
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE) if patterns else None


def faults(text: str) -> Iterator[str]:
    """What to mend in this text, each as a sentence."""
    for phrase in phrases():
        if words := phrase.found(text):
            yield f"“{words}” must not stand here. {phrase.instead}"


# ------------------------------------------------------------------ everything a person may read


@dataclass(frozen=True)
class Text:
    file: str
    item: str
    words: str


def content_texts() -> Iterator[Text]:
    for path in sorted(settings.BASE_DIR.glob("*/content/*.yaml")):
        if path.name not in NOT_OURS:
            yield from strings(path.name, "", yaml.load(path.read_text(), SafeLoader))  # noqa: S506
    for path in sorted(settings.BASE_DIR.glob("*/content/*.md")):
        yield Text(path.name, "", QUOTE.sub("", path.read_text()))


def template_texts() -> Iterator[Text]:
    folder = settings.BASE_DIR / "templates"
    for path in sorted(path for kind in ("html", "txt") for path in folder.rglob(f"*.{kind}")):
        yield Text(str(path.relative_to(folder)), "", path.read_text())


def strings(file: str, item: str, value: Any) -> Iterator[Text]:
    """Every text in a document, with the id of the nearest item around it."""
    if isinstance(value, dict):
        item = str(value.get("id", item))
        for key, inner in value.items():
            if key not in NOT_WORDS:
                yield from strings(file, item or str(key), inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(file, item, inner)
    elif isinstance(value, str):
        yield Text(file, item, value)


def code_texts(apps: Iterable[str]) -> Iterator[Text]:
    """The texts that our Python translates."""
    for path in sorted(path for app in apps for path in (settings.BASE_DIR / app).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in GETTEXT:
                for word in node.args:
                    if isinstance(word, ast.Constant) and isinstance(word.value, str):
                        yield Text(
                            f"{path.parent.name}/{path.name}", f"line {word.lineno}", word.value
                        )


# ------------------------------------------------------------------ the step of load_content


def problems(context: Context) -> Iterable[Problem]:
    for text in (*content_texts(), *template_texts()):
        for fault in faults(text.words):
            yield Problem(text.file, text.item, fault)
    yield from named_conditions()


def named_conditions() -> Iterator[Problem]:
    """A pattern or a reason for a routine that names a condition: that would be a diagnosis."""
    document = read_yaml(LIST.parent / "self_check.yaml")
    for part in NO_CONDITIONS:
        for text in strings("self_check.yaml", "", document.get(part, [])):
            if name := conditions().found(text.words):
                yield Problem(
                    text.file, text.item, f"“{name}” must not stand here. {conditions().instead}"
                )


PART = Loader("wording", lambda: [LIST], problems, lambda now: None)
