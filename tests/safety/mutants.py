"""Small changes to the self-check and the exercises, of every kind that an editor could make."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

LEVELS = ["emergency", "urgent", "see_clinician"]
IRRITABILITY = ["low", "moderate", "high"]
RULES = ["combined_flags", "late_flags", "irritability", "findings"]


@dataclass
class Mutant:
    """named: the questions it touches, where known; answers near them tell most."""

    what: str
    document: dict
    exercises: dict
    named: set


class Maker:
    def __init__(self, document: dict, exercises: dict):
        self.text = json.dumps([document, exercises])

    def fresh(self) -> tuple[dict, dict]:
        return json.loads(self.text)

    def row(self, document: dict, section: str, place: int) -> dict:
        return document[section][place]

    def mutant(self, what: str, change: Any) -> Mutant:
        document, exercises = self.fresh()
        touched = change(document, exercises)
        return Mutant(what, document, exercises, set(questions_in(touched)))

    # ---------------------------------------------------------------- the kinds

    def dropped_flags(self) -> Iterator[Mutant]:
        document, _ = self.fresh()
        for section in ("red_flags", "combined_flags", "late_flags"):
            for place, item in enumerate(document[section]):
                yield self.mutant(
                    f"drop {item['id']}", lambda d, e, s=section, p=place: drop(d, s, p)
                )

    def lowered_levels(self) -> Iterator[Mutant]:
        document, _ = self.fresh()
        for section in ("red_flags", "combined_flags", "late_flags"):
            for place, item in enumerate(document[section]):
                if item["level"] != LEVELS[-1]:
                    yield self.mutant(
                        f"lower {item['id']}",
                        lambda d, e, s=section, p=place: lower(d[s][p], "level"),
                    )
        for place, group in enumerate(document["red_flag_groups"]):
            if group.get("unsure_level") not in (None, LEVELS[-1]):
                yield self.mutant(
                    f"lower not sure of {group['id']}",
                    lambda d, e, p=place: lower(d["red_flag_groups"][p], "unsure_level"),
                )

    def reordered_rules(self) -> Iterator[Mutant]:
        document, _ = self.fresh()
        for section in ("irritability", "findings", "primary_rules", "secondary_rules"):
            for place in range(1, len(document[section])):
                yield self.mutant(
                    f"{section}: {place} goes up", lambda d, e, s=section, p=place: swap(d[s], p)
                )

    def changed_conditions(self) -> Iterator[Mutant]:
        document, _ = self.fresh()
        for section in RULES:
            for place, item in enumerate(document[section]):
                name = item.get("id") or item.get("value")
                for number in range(count_edits(item["when"])):
                    yield self.mutant(
                        f"{name}: edit {number}",
                        lambda d, e, s=section, p=place, n=number: edited(d[s][p], "when", n),
                    )

    def changed_paths(self) -> Iterator[Mutant]:
        document, _ = self.fresh()
        for section in ("red_flag_groups", "questions"):
            for place, item in enumerate(document[section]):
                if "ask_if" not in item:
                    continue
                yield self.mutant(
                    f"{item['id']}: always asked",
                    lambda d, e, s=section, p=place: d[s][p].pop("ask_if"),
                )
                for number in range(count_edits(item["ask_if"])):
                    yield self.mutant(
                        f"{item['id']}: ask_if edit {number}",
                        lambda d, e, s=section, p=place, n=number: edited(d[s][p], "ask_if", n),
                    )

    def dropped_exclusions(self) -> Iterator[Mutant]:
        document, _ = self.fresh()
        for key, findings in document["routine_exclusions"].items():
            for finding in findings:
                yield self.mutant(
                    f"{key} no longer excludes {finding}",
                    lambda d, e, k=key, f=finding: d["routine_exclusions"][k].remove(f),
                )
        for place in range(len(document["extra_exclusions"])):
            yield self.mutant(
                f"extra exclusion {place} goes",
                lambda d, e, p=place: drop(d, "extra_exclusions", p),
            )

    def bolder_moves(self) -> Iterator[Mutant]:
        _, exercises = self.fresh()
        for key, move in exercises.items():
            for finding in move["avoid_if"]:
                yield self.mutant(
                    f"{key} no longer avoids {finding}",
                    lambda d, e, k=key, f=finding: e[k]["avoid_if"].remove(f),
                )
            if move["max_irritability"] != "high":
                yield self.mutant(f"{key} for a sorer hip", lambda d, e, k=key: bolder(e[k]))


KINDS = [
    "dropped_flags",
    "lowered_levels",
    "reordered_rules",
    "changed_conditions",
    "changed_paths",
    "dropped_exclusions",
    "bolder_moves",
]


def drop(document: dict, section: str, place: int) -> Any:
    """The item goes, and with it the flag that a choice reports."""
    item = document[section].pop(place)
    for group in document["red_flag_groups"]:
        for option in group.get("options", ()):
            if option.get("flag") == item.get("id") is not None:
                option.pop("flag")
    return [item.get("when"), item.get("group")]


def lower(item: dict, name: str) -> Any:
    item[name] = LEVELS[LEVELS.index(item[name]) + 1]
    return [item.get("when"), item.get("group") or item["id"]]


def swap(rows: list, place: int) -> Any:
    rows[place - 1], rows[place] = rows[place], rows[place - 1]
    return [rows[place - 1].get("when"), rows[place].get("when")]


def bolder(move: dict) -> None:
    move["max_irritability"] = IRRITABILITY[IRRITABILITY.index(move["max_irritability"]) + 1]


def edited(item: dict, name: str, number: int) -> Any:
    before = [item[name], item.get("id")]
    item[name] = list(edits(item[name]))[number]
    return before


def count_edits(when: dict) -> int:
    return len(list(edits(when)))


def edits(when: dict) -> Iterator[dict]:
    """Every condition that is one small step away: a part or an answer less, a point more or less, all for any."""
    for name in ("all", "any"):
        for place, part in enumerate(when.get(name, ())):
            rest = [*when[name][:place], *when[name][place + 1 :]]
            if rest:
                yield {name: rest}
            for other in edits(part):
                yield {name: [*when[name][:place], other, *when[name][place + 1 :]]}
        if len(when.get(name, ())) > 1:
            yield {"any" if name == "all" else "all": when[name]}
    for name in ("in", "any_in"):
        for option in when.get(name, ()) if len(when.get(name, ())) > 1 else ():
            yield when | {name: [one for one in when[name] if one != option]}
    if "gte" in when:
        yield when | {"gte": when["gte"] + 1}
        if when["gte"] > 1:
            yield when | {"gte": when["gte"] - 1}
    if "not" in when:
        yield when["not"]


def questions_in(touched: Any) -> Iterator[str]:
    if isinstance(touched, dict):
        yield from (touched[name] for name in ("q", "group", "asked") if name in touched)
        touched = list(touched.values())
    if isinstance(touched, list | tuple):
        for part in touched:
            yield from questions_in(part)
    elif isinstance(touched, str) and touched[:2] in ("g_", "q_"):
        yield touched
