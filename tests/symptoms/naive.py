"""A second evaluator, slow and plain, written from the grammar's description on the raw YAML.

It shares nothing with symptoms.engine, so that the two can be held against each other.
"""

from dataclasses import dataclass

LEVELS = ["emergency", "urgent", "see_clinician", "self_care"]
IRRITABILITY = ["low", "moderate", "high"]


@dataclass
class Asked:
    """A question as the YAML says it."""

    id: str
    kind: str
    options: dict  # option id -> the flag it reports, "unsure", or None
    exclusive: set
    low: int
    high: int
    ask_if: dict | None
    unsure_level: str | None
    danger_page: bool


class Naive:
    def __init__(self, document, routines, exercises):
        self.document, self.routines, self.exercises = document, routines, exercises
        self.flag_levels = {flag["id"]: flag["level"] for flag in document["red_flags"]}
        groups = [self.group(item) for item in document["red_flag_groups"]]
        self.questions = groups + [self.symptom(item) for item in document["questions"]]
        self.by_id = {question.id: question for question in self.questions}

    def group(self, item):
        if item["type"] == "multi":
            signs = {
                f["id"]: f["id"] for f in self.document["red_flags"] if f["group"] == item["id"]
            }
            options = signs | {fact["id"]: None for fact in item.get("facts", [])}
            options |= {"none": None, "unsure": "unsure"}
            exclusive = {"none", "unsure"}
        else:
            options = {o["id"]: o.get("flag") for o in item["options"]}
            if "unsure" in options:
                options["unsure"] = "unsure"
            exclusive = set()
        return Asked(item["id"], item["type"], options, exclusive, 0, 0, item.get("ask_if"), item.get("unsure_level"), True)  # fmt: skip

    def symptom(self, item):
        options = dict.fromkeys(item.get("options") or {})
        exclusive = set(item.get("exclusive") or ())
        low, high = item.get("min", 0), item.get("max", 10)
        return Asked(item["id"], item["type"], options, exclusive, low, high, item.get("ask_if"), None, False)  # fmt: skip

    # ---------------------------------------------------------------- one rule

    def true(self, when, said, derived=None):
        """said: question -> set of options, or points. derived: findings and irritability."""
        if "always" in when:
            return True
        if "all" in when:
            return all(self.true(part, said, derived) for part in when["all"])
        if "any" in when:
            return any(self.true(part, said, derived) for part in when["any"])
        if "not" in when:
            return not self.true(when["not"], said, derived)
        if "gte" in when:
            return when["q"] in said and said[when["q"]] >= when["gte"]
        if "any_in" in when:
            return bool(said.get(when["q"], set()) & set(when["any_in"]))
        if "in" in when:
            return bool(said.get(when.get("q") or when.get("group"), set()) & set(when["in"]))
        if "asked" in when:
            return self.true(self.by_id[when["asked"]].ask_if, said, derived)
        if "finding" in when:
            return when["finding"] in derived["findings"]
        if "irritability" in when:
            return derived["irritability"] in when["irritability"]
        if "none_of_findings" in when:
            return not derived["findings"]
        raise AssertionError(when)

    # ---------------------------------------------------------------- one answer

    def read(self, question, value):
        """(what was said, does it make sense?)"""
        if question.kind == "scale":
            fine = type(value) is int and question.low <= value <= question.high
            return (value if fine else None), fine
        if question.kind == "single":
            fine = isinstance(value, str) and value in question.options
            return ({value} if fine else set()), fine
        if not isinstance(value, list | tuple):
            return set(), False
        known = {one for one in value if isinstance(one, str) and one in question.options}
        alone = known & question.exclusive
        fine = bool(known) and all(one in known for one in value if isinstance(one, str))
        fine = fine and all(isinstance(one, str) for one in value)
        return known, fine and (not alone or len(known) == 1)

    def signs(self, question, said):
        return {o for o in said if question.options.get(o)} if isinstance(said, set) else set()

    def walk(self, answers):
        answers = answers if isinstance(answers, dict) else {}
        said, asked, whole = {}, {}, True
        for question in self.questions:
            value, sense = self.read(question, answers.get(question.id))
            if self.is_asked(question, said, whole):
                asked[question.id] = sense
                whole = whole and sense
                if value is not None:
                    said[question.id] = value
            elif signs := self.signs(question, value):
                said[question.id] = signs
        return said, asked

    def is_asked(self, question, said, whole):
        if question.ask_if is None:
            return True
        if "matters" not in question.ask_if:
            return self.true(question.ask_if, said)
        if not whole:
            return False
        results = [self.shown({**said, question.id: {option}}) for option in question.options]
        return any(result != results[0] for result in results)

    # ---------------------------------------------------------------- the whole

    def evaluate(self, answers):
        said, asked = self.walk(answers)
        levels = {}
        for question in self.questions:
            for option in self.signs(question, said.get(question.id)):
                flag = question.options[option]
                if flag == "unsure":
                    levels[f"unsure_{question.id}"] = question.unsure_level or "see_clinician"
                else:
                    levels[flag] = self.flag_levels[flag]
        combined = self.matching("combined_flags", said)
        danger = bool(levels) or bool(combined)
        for flag in [*combined, *self.matching("late_flags", said)]:
            levels[flag["id"]] = flag["level"]
        missing = [
            k
            for k, sense in asked.items()
            if not sense and (self.by_id[k].danger_page or not danger)
        ]
        if levels or missing:
            level = min(levels.values(), key=LEVELS.index, default="see_clinician")
            return {"level": level, "flags": set(levels), "missing": missing}
        shown = self.shown(said)
        if not (shown["findings"] and shown["routines"]):
            return {"level": "see_clinician", "flags": set(), "missing": []}
        return {"level": "self_care", "flags": set(), "missing": [], **shown}

    def matching(self, section, said, derived=None):
        return [item for item in self.document[section] if self.true(item["when"], said, derived)]

    def shown(self, said):
        derived = self.derive(said)
        routines = self.suggest(said, derived)
        cannot = "cannot" in said.get("q_kneel", set())
        return {
            **derived,
            "routines": [
                (r["id"], r["routine"], cannot and self.kneels(r["routine"])) for r in routines
            ],
            "late": [flag["id"] for flag in self.matching("late_flags", said)],
            "advice": [tip["id"] for tip in self.matching("advice", said, derived)],
            "physio": [tip["id"] for tip in self.matching("physio_rules", said, derived)],
        }

    def derive(self, said):
        irritability = self.matching("irritability", said)[0]["value"]
        derived = {"irritability": irritability, "findings": []}
        for finding in self.document["findings"]:
            if self.true(finding["when"], said, derived):
                derived["findings"].append(finding["id"])
        return derived

    def suggest(self, said, derived):
        chosen = []
        for rule in self.document["primary_rules"]:
            if self.true(rule["when"], said, derived) and self.may(rule["routine"], said, derived):
                chosen = [rule]
                break
        for rule in self.document["secondary_rules"] if chosen else ():
            taken = {one["routine"] for one in chosen}
            fits = self.true(rule["when"], said, derived) and self.may(
                rule["routine"], said, derived
            )
            if fits and len(chosen) < 3 and rule["routine"] not in taken:
                chosen.append(rule)
        return chosen

    # ---------------------------------------------------------------- what keeps a routine away

    def moves(self, key):
        for step in self.routines[key]["steps"]:
            move = self.exercises[step["ex"]]
            yield move
            if move.get("if_no_kneel"):
                yield self.exercises[move["if_no_kneel"]]

    def kneels(self, key):
        return any(move["needs_kneeling"] for move in self.moves(key))

    def may(self, key, said, derived):
        excluded = set(self.document["routine_exclusions"].get(key, []))
        extra = [x for x in self.document["extra_exclusions"] if x["routine"] == key]
        return (
            self.suits(key, derived)
            and not excluded & set(derived["findings"])
            and not any(self.true(x["when"], said, derived) for x in extra)
        )

    def suits(self, key, derived):
        """Neither the routine nor one of its moves is ruled out."""
        now = IRRITABILITY.index(derived["irritability"])
        limits = [self.routines[key], *self.moves(key)]
        calm = all(now <= IRRITABILITY.index(item["max_irritability"]) for item in limits)
        return calm and not any(
            set(m["avoid_if"]) & set(derived["findings"]) for m in self.moves(key)
        )
