"""Writing the exercises, routines and references into their tables."""

from datetime import datetime
from typing import Any

from routines import content, validation
from routines.content import Context, Loader
from routines.library import Exercise, Reference, Routine, Step

Item = dict[str, Any]
AS_THEY_ARE = [
    "slug",
    "name",
    "aliases",
    "category",
    "targets",
    "position",
    "equipment",
    "difficulty",
]
AS_THEY_ARE += [
    "max_irritability",
    "needs_kneeling",
    "steps",
    "feel",
    "mistakes",
    "avoid_if",
    "stop_rules",
]
OFF_THE_FLOOR = (
    "sitting",
    "standing",
    "walking",
)  # how the position of a move done without lying down begins


def write_references(now: datetime) -> None:
    for rank, (key, entry) in enumerate(Context().references.items()):
        url = "" if entry["url"].startswith("about:") else entry["url"]
        values = {name: entry[name] for name in ("title", "by", "year", "read")}
        values |= {
            "url": url,
            "url_checked": entry.get("url_checked", True),
            "rank": rank,
            "retired": False,
        }
        Reference.objects.update_or_create(key=key, defaults=values)
    retire(Reference, Context().references)


def write_exercises(now: datetime) -> None:
    items = Context().exercises
    free_slugs(Exercise, items)
    rows = {key: write_exercise(key, item, rank) for rank, (key, item) in enumerate(items.items())}
    sources = dict(Reference.objects.in_bulk(field_name="key"))
    for key, item in items.items():
        row = rows[key]
        row.if_no_kneel = rows.get(item.get("if_no_kneel", ""))
        row.save(update_fields=["if_no_kneel"])
        row.easier.set(rows[other] for other in item["easier"])
        row.harder.set(rows[other] for other in item["harder"])
        row.references.set(sources[cited] for cited in item["evidence"]["cites"])
    retire(Exercise, items)


def write_exercise(key: str, item: Item, rank: int) -> Exercise:
    values = {name: item[name] for name in AS_THEY_ARE} | {"alternate": False} | item["dose"]
    values |= {"progression": item.get("progression", ""), "grade": item["evidence"]["grade"]}
    return Exercise.objects.update_or_create(
        key=key, defaults=values | {"rank": rank, "retired": False}
    )[0]


def write_routines(now: datetime) -> None:
    context = Context()
    free_slugs(Routine, context.routines)
    rows = {
        key: write_routine(key, item, rank, context)
        for rank, (key, item) in enumerate(context.routines.items())
    }
    sources, exercises = (
        Reference.objects.in_bulk(field_name="key"),
        Exercise.objects.in_bulk(field_name="key"),
    )
    for key, item in context.routines.items():
        rows[key].leads_to.set(rows[other] for other in item["next"])
        rows[key].references.set(sources[cited] for cited in item["cites"])
        rows[key].steps.all().delete()
        Step.objects.bulk_create(
            make_step(rows[key], position, step, exercises[step["ex"]])
            for position, step in enumerate(item["steps"], 1)
        )
    retire(Routine, context.routines)


def write_routine(key: str, item: Item, rank: int, context: Context) -> Routine:
    copied = [
        "slug",
        "name",
        "kind",
        "cover",
        "who_for",
        "max_irritability",
        "difficulty",
        "when",
        "total_seconds",
    ]
    values = {name: item[name] for name in [*copied, "progress", "regress", "see_someone"]}
    moves = [context.exercises[step["ex"]] for step in item["steps"]]
    values["needs_floor"] = not all(move["position"].startswith(OFF_THE_FLOOR) for move in moves)
    values["needs_kneeling"] = any(move["needs_kneeling"] for move in moves)
    return Routine.objects.update_or_create(
        key=key, defaults=values | {"rank": rank, "retired": False}
    )[0]


def make_step(routine: Routine, position: int, item: Item, exercise: Exercise) -> Step:
    dose = {name: item.get(name, getattr(exercise, name)) for name in ("hold_s", "reps", "sets")}
    timing = {"seconds": item["seconds"], "from_week": item.get("from_week", 1)}
    return Step(
        routine=routine, position=position, exercise=exercise, note=item["note"], **timing, **dose
    )


def free_slugs(model: Any, items: dict[str, Item]) -> None:
    """Let two entries trade addresses: rows whose slug is about to change step aside first."""
    for row in model._default_manager.all():
        if row.key not in items or items[row.key]["slug"] != row.slug:
            model._default_manager.filter(pk=row.pk).update(slug=f"was-{row.pk}")


def retire(model: Any, items: dict[str, Item]) -> None:
    """Keep what a plan or a session may still point at, out of sight."""
    model._default_manager.exclude(key__in=items).update(retired=True)


def part(name: str, files: list[str], validate, write) -> Loader:
    return Loader(name, lambda: [content.FOLDER / file for file in files], validate, write)


PARTS = [
    part("references", ["references.yaml"], validation.reference_problems, write_references),
    part("exercises", ["exercises.yaml"], validation.exercise_problems, write_exercises),
    part(
        "routines", ["routines.yaml", "exercises.yaml"], validation.routine_problems, write_routines
    ),
]
