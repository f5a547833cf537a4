"""What must hold for the exercises, the routines and the references before they may load.

Pure: it reads the parsed documents and says what is wrong, naming the file, the item and the
remedy. Each rule is one small generator.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from routines.content import Context, Problem, by_id, read
from routines.library import Difficulty, Exercise, Irritability, Reference, Routine
from routines.player import untimeable
from routines.templatetags.figures import has_figure

Item = dict[str, Any]
STRICTNESS = Irritability.values  # low < moderate < high: a higher limit admits more people

TEXT, WORDS, NUMBER, YES_NO, ANY = str, list, int, bool, object
EXERCISE = {
    "id": TEXT, "slug": TEXT, "name": TEXT, "aliases": WORDS, "category": TEXT, "targets": WORDS, "position": TEXT,
    "equipment": WORDS, "difficulty": NUMBER, "max_irritability": TEXT, "needs_kneeling": YES_NO, "dose": dict,
    "steps": WORDS, "feel": TEXT, "mistakes": WORDS, "easier": WORDS, "harder": WORDS, "avoid_if": WORDS,
    "stop_rules": WORDS, "evidence": dict,
}  # fmt: skip
EXERCISE_OPTIONAL = {"if_no_kneel": TEXT, "progression": TEXT}
DOSE = {
    "hold_s": NUMBER,
    "reps": NUMBER,
    "sets": NUMBER,
    "per_side": YES_NO,
    "tempo": TEXT,
    "frequency": TEXT,
}
ROUTINE = {
    "id": TEXT, "slug": TEXT, "name": TEXT, "cover": TEXT, "kind": TEXT, "who_for": TEXT, "max_irritability": TEXT,
    "difficulty": NUMBER, "when": TEXT, "steps": WORDS, "total_seconds": NUMBER, "progress": TEXT, "regress": TEXT,
    "see_someone": TEXT, "next": WORDS, "cites": WORDS,
}  # fmt: skip
STEP = {"ex": TEXT, "seconds": NUMBER, "note": TEXT}
STEP_OPTIONAL = {"hold_s": NUMBER, "reps": NUMBER, "sets": NUMBER, "from_week": NUMBER}
REFERENCE = {"title": TEXT, "by": TEXT, "year": NUMBER, "url": TEXT, "read": TEXT}
REFERENCE_OPTIONAL = {"seen_at": TEXT, "url_checked": YES_NO}
KINDS = {
    TEXT: "a text",
    WORDS: "a list",
    NUMBER: "a whole number",
    YES_NO: "true or false",
    dict: "a mapping",
}


def shape(
    say, item: Item, needed: Mapping[str, type], optional: Mapping[str, type], where: str = ""
) -> Iterator[Problem]:
    """Keys that are missing, unknown, or hold the wrong kind of value."""
    known = {**needed, **optional}
    for key in needed.keys() - item.keys():
        yield say(f"{where}write “{key}:”, {KINDS[needed[key]]}.")
    for key, value in item.items():
        kind = known.get(key)
        if kind is None:
            yield say(
                f"{where}“{key}” is not a known key; write one of {', '.join(sorted(known))}."
            )
        elif not isinstance(value, kind) or (kind is NUMBER and isinstance(value, bool)):
            yield say(f"{where}“{key}” must be {KINDS[kind]}, not {value!r}.")


def one_of(say, item: Item, key: str, allowed: Iterable[Any]) -> Iterator[Problem]:
    if key in item and item[key] not in (allowed := list(allowed)):
        yield say(f"“{key}” is {item[key]!r}; write one of {', '.join(map(str, allowed))}.")


def resolves(say, keys: Any, known: Iterable[str], what: str) -> Iterator[Problem]:
    for key in keys if isinstance(keys, list) else [keys]:
        if key not in known:
            yield say(f"{what} “{key}” does not exist; mend the id or add it.")


def repeated(file: str, items: Iterable[Item], key: str) -> Iterator[Problem]:
    for value, count in Counter(str(item.get(key)) for item in items).items():
        if count > 1:
            yield Problem(
                file, value, f"“{key}: {value}” is used {count} times; give each its own."
            )


def sound(items: Any, shape_of) -> list[Problem]:
    return [problem for item in items for problem in shape_of(item)]


# ------------------------------------------------------------------ references
def reference_problems(context: Context) -> list[Problem]:
    return list(_references(context.references))


def _references(references: dict[str, Item]) -> Iterator[Problem]:
    for key, entry in references.items():
        say = partial(Problem, "references.yaml", key)
        yield from shape(say, entry, REFERENCE, REFERENCE_OPTIONAL)
        yield from one_of(say, entry, "read", Reference.Read.values)
        if not str(entry.get("url")).startswith(("https://", "http://", "about:blank")):
            yield say("“url” must begin with https:// (or be about:blank when there is no page).")


# ------------------------------------------------------------------ exercises
def exercise_problems(context: Context) -> list[Problem]:
    document = read("exercises.yaml")
    items = document.get("exercises") or []
    badly_shaped = sound(items, _exercise_shape)
    repeats = [*repeated("exercises.yaml", items, "id"), *repeated("exercises.yaml", items, "slug")]
    if badly_shaped or repeats:
        return badly_shaped + repeats  # the finer checks would stumble over them
    meta = document.get("meta") or {}
    checks = [problem for item in items for problem in _exercise(item, by_id(items), context, meta)]
    return checks + list(_general(meta, "exercises.yaml", ["general_cites"], context))


def _exercise_shape(item: Item) -> Iterator[Problem]:
    say = partial(Problem, "exercises.yaml", str(item.get("id", "?")))
    yield from shape(say, item, EXERCISE, EXERCISE_OPTIONAL)
    if isinstance(item.get("dose"), dict):
        yield from shape(say, item["dose"], DOSE, {"alternate": YES_NO}, "dose: ")
    if isinstance(item.get("evidence"), dict):
        yield from shape(say, item["evidence"], {"grade": TEXT, "cites": WORDS}, {}, "evidence: ")


def _exercise(
    item: Item, known: dict[str, Item], context: Context, meta: Item
) -> Iterator[Problem]:
    say = partial(Problem, "exercises.yaml", item["id"])
    yield from one_of(say, item, "category", Exercise.Category.values)
    yield from one_of(say, item, "difficulty", Difficulty.values)
    yield from one_of(say, item, "max_irritability", STRICTNESS)
    yield from one_of(say, item["evidence"], "grade", meta.get("evidence_grade_key", {}))
    yield from resolves(say, item["easier"] + item["harder"], known, "exercise")
    yield from resolves(say, item["evidence"]["cites"], context.references, "reference")
    yield from resolves(
        say, item["avoid_if"], meta.get("leave_out_words", {}), "meta leave_out_words: finding"
    )
    yield from _picture(say, item["id"])
    yield from _dose(say, item["dose"])
    yield from _easier(say, item, known)
    yield from _swap(say, item, known)
    if not item["steps"]:
        yield say("“steps” is empty; write how the move is done.")


def _dose(say, dose: Item) -> Iterator[Problem]:
    limits = {"hold_s": (0, 600), "reps": (1, 60), "sets": (1, 6)}
    for key, (low, high) in limits.items():
        if not low <= dose[key] <= high:
            yield say(f"dose: “{key}” is {dose[key]}; write {low} to {high}.")
    if dose.get("alternate") and not dose["per_side"]:
        yield say("dose: “alternate” needs “per_side: true”.")


def _picture(say, key: str) -> Iterator[Problem]:
    if not has_figure(key):
        yield say("has no drawing; add its poses to static/js/poses and run script/figures.")


def _easier(say, item: Item, known: dict[str, Item]) -> Iterator[Problem]:
    """The player offers the easier move when this one hurts, so it must suit everyone this one does."""
    for key in item["easier"]:
        other = known.get(key)
        if other and (
            stricter(other["max_irritability"], item["max_irritability"])
            or left_out_more(other, item)
        ):
            yield say(f"easier: {key} suits fewer people than this exercise; choose another.")


def left_out_more(item: Item, than: Item) -> list[str]:
    return sorted(set(item["avoid_if"]) - set(than["avoid_if"]))


def _swap(say, item: Item, known: dict[str, Item]) -> Iterator[Problem]:
    """Who cannot kneel must never be handed a move that suits fewer people than the one it replaces."""
    swap = item.get("if_no_kneel")
    if item["needs_kneeling"] != (swap is not None):
        yield say("write “if_no_kneel:” with another exercise exactly when needs_kneeling is true.")
    if swap is None:
        return
    if swap not in known:
        yield from resolves(say, swap, known, "exercise")
        return
    other = known[swap]
    if other["needs_kneeling"]:
        yield say(f"if_no_kneel: {swap} needs kneeling too.")
    if stricter(other["max_irritability"], item["max_irritability"]):
        yield say(
            f"if_no_kneel: {swap} is only for {other['max_irritability']} irritability, this one for more."
        )
    if extra := left_out_more(other, item):
        yield say(
            f"if_no_kneel: {swap} is left out for {', '.join(extra)}; add them to avoid_if here too."
        )


def stricter(limit: str, than: str) -> bool:
    return (
        limit in STRICTNESS
        and than in STRICTNESS
        and STRICTNESS.index(limit) < STRICTNESS.index(than)
    )


# ------------------------------------------------------------------ routines
def routine_problems(context: Context) -> list[Problem]:
    document = read("routines.yaml")
    items = document.get("routines") or []
    badly_shaped = sound(items, _routine_shape)
    repeats = [*repeated("routines.yaml", items, "id"), *repeated("routines.yaml", items, "slug")]
    if badly_shaped or repeats:
        return badly_shaped + repeats
    checks = [problem for item in items for problem in _routine(item, by_id(items), context)]
    meta = document.get("meta") or {}
    return checks + list(_general(meta, "routines.yaml", ["dose_cites"], context))


def _routine_shape(item: Item) -> Iterator[Problem]:
    say = partial(Problem, "routines.yaml", str(item.get("id", "?")))
    yield from shape(say, item, ROUTINE, {})
    for number, step in enumerate(item.get("steps") or [], start=1):
        yield from shape(say, step, STEP, STEP_OPTIONAL, f"step {number}: ")


def _routine(item: Item, known: dict[str, Item], context: Context) -> Iterator[Problem]:
    say = partial(Problem, "routines.yaml", item["id"])
    yield from one_of(say, item, "kind", Routine.Kind.values)
    yield from one_of(say, item, "difficulty", Difficulty.values)
    yield from one_of(say, item, "max_irritability", STRICTNESS)
    yield from resolves(
        say, item["cover"], [step["ex"] for step in item["steps"]], "cover: step with exercise"
    )
    yield from resolves(say, item["next"], known, "routine")
    yield from resolves(say, item["cites"], context.references, "reference")
    total = sum(step["seconds"] for step in item["steps"])
    if total != item["total_seconds"]:
        yield say(
            f"“total_seconds” is {item['total_seconds']} but the steps add up to {total}; write {total}."
        )
    for number, step in enumerate(item["steps"], start=1):
        yield from _step(
            partial(Problem, "routines.yaml", f"{item['id']} step {number}"), step, item, context
        )


def _step(say, step: Item, routine: Item, context: Context) -> Iterator[Problem]:
    exercise = context.exercises.get(step["ex"])
    if exercise is None:
        yield from resolves(say, step["ex"], context.exercises, "exercise")
        return
    if stricter(exercise["max_irritability"], routine["max_irritability"]):
        yield say(
            f"{step['ex']} is only for {exercise['max_irritability']} irritability; "
            f"the routine allows {routine['max_irritability']}."
        )
    try:
        dose = exercise["dose"] | {
            key: step[key] for key in ("hold_s", "reps", "sets") if key in step
        }
        if trouble := untimeable(
            step["seconds"], **{key: dose[key] for key in ("hold_s", "reps", "sets", "per_side")}
        ):
            yield say(trouble)
    except KeyError:
        pass  # the exercise itself is badly shaped, and its own check says so


def _general(meta: Item, file: str, cited: list[str], context: Context) -> Iterator[Problem]:
    for key in cited:
        yield from resolves(
            partial(Problem, file, f"meta {key}"),
            meta.get(key, []),
            context.references,
            "reference",
        )
