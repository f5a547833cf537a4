"""What changed between two kept results. Pure: two sets of words in, the differences out.

Works on what was kept (`SelfCheckResult.told` and `.answered`), so two versions of the self-check can
be compared: questions are matched by their id, and one that only one version asked says so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Changed:
    """One question answered differently; an empty answer was not asked, or not given."""

    text: str
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """What left, what came and what stayed, each in words."""

    gone: tuple[str, ...]
    new: tuple[str, ...]
    same: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    answers: tuple[Changed, ...]
    unchanged: int  # answers that are the same
    signs: Difference
    findings: Difference
    routines: Difference
    same_level: bool
    same_version: bool


def compare(before, after) -> Comparison:
    """Two kept results, the earlier first."""
    changed = changes(before.answered, after.answered)
    asked = {row["question"] for row in (*before.answered, *after.answered)}
    return Comparison(
        answers=changed,
        unchanged=len(asked) - len(changed),
        signs=difference(before.told["flags"], after.told["flags"], "id", "answer"),
        findings=difference(before.told["findings"], after.told["findings"], "id", "title"),
        routines=difference(before.told["routines"], after.told["routines"], "slug", "name"),
        same_level=before.level == after.level,
        same_version=before.told["hash"] == after.told["hash"],
    )


def changes(before: Sequence[Mapping], after: Sequence[Mapping]) -> tuple[Changed, ...]:
    """In the order of the later check; what only the earlier one asked comes last."""
    was = {row["question"]: row for row in before}
    now = {row["question"]: row for row in after}
    found = []
    for key in [*now, *(key for key in was if key not in now)]:
        old, new = was.get(key), now.get(key)
        pair = (old["answer"] if old else "", new["answer"] if new else "")
        if pair[0] != pair[1]:
            text = (new or old or {})["text"]
            found.append(Changed(text, *pair))
    return tuple(found)


def difference(
    before: Iterable[Mapping], after: Iterable[Mapping], key: str, words: str
) -> Difference:
    was = {item[key]: item[words] for item in before}
    now = {item[key]: item[words] for item in after}
    return Difference(
        gone=tuple(text for name, text in was.items() if name not in now),
        new=tuple(text for name, text in now.items() if name not in was),
        same=tuple(text for name, text in now.items() if name in was),
    )
