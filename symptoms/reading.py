"""From the YAML document to a Definition, or to every problem found, in words.

A problem names the file, the item and what to write, for whoever edits the content.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Mapping

from symptoms import conditions, schema
from symptoms.schema import IRRITABILITY, LEVELS, NONE, UNSURE, Option, Question

FILE = "self_check.yaml"
DANGER = LEVELS[:-1]
KINDS = ("single", "multi", "scale")
ENDINGS = (Option(NONE, "None of these"), Option(UNSURE, "Not sure"))
TOP = [
    "meta",
    "levels",
    "red_flag_groups",
    "unsure",
    "red_flags",
    "questions",
    "irritability",
    "irritability_note",
    "late_flags",
    "findings",
    "routine_exclusions",
    "extra_exclusions",
    "primary_rules",
    "secondary_rules",
    "advice",
    "physio_rules",
    "if_worse",
]


class DefinitionError(ValueError):
    """The document cannot be used. `problems` has (item, what to write) for each thing to mend."""

    def __init__(self, problems: list[tuple[str, str]]):
        self.problems = problems
        super().__init__("\n".join(f"{FILE}: {item}: {what}" for item, what in problems))


class Reader:
    """Reads one document once. Collects problems; gives up at the end, not at the first."""

    def __init__(
        self,
        document: Mapping,
        routines: Mapping[str, Mapping],
        exercises: Mapping[str, Mapping],
        references: Collection[str],
    ):
        self.document = document
        self.routines = routines
        self.exercises = exercises
        self.references = frozenset(references)
        self.problems: list[tuple[str, str]] = []
        self.ids: set[str] = set()
        self.screens: dict[str, Question] = {}
        self.finding_ids: set[str] = set()

    # -------------------------------------------------------------- small steps

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

    # -------------------------------------------------------------- the whole

    def read(self) -> schema.Definition:
        for name in self.document:
            if name not in TOP:
                self.problem(str(name), f"is not a known section. Use: {', '.join(TOP)}.")
        meta = self.document.get("meta") or {}
        groups, flags = self.groups_and_flags()
        questions = self.questions()
        self.distinct_addresses(groups + questions)
        irritability = self.irritability()
        late = self.late_flags()
        findings = self.findings()
        definition = schema.Definition(
            version=self.text("meta", meta, "version"),
            status=self.text("meta", meta, "status"),
            hash=digest(self.document),
            document=self.document,
            levels=self.levels(),
            terms=self.terms(meta),
            unsure=self.unsure(),
            groups=groups,
            questions=questions,
            flags=flags,
            late_flags=late,
            irritability=irritability,
            irritability_note=self.text("document", self.document, "irritability_note"),
            findings=findings,
            routines=self.routine_facts(),
            excluded=self.excluded(),
            extra_exclusions=self.extra_exclusions(),
            primary=self.rules("primary_rules"),
            secondary=self.rules("secondary_rules"),
            advice=self.tips("advice", "id when text cites"),
            physio=self.tips("physio_rules", "id when text within cites"),
            if_worse=self.if_worse(),
        )
        if self.problems:
            raise DefinitionError(self.problems)
        return definition

    def levels(self) -> dict[str, schema.Level]:
        section = self.document.get("levels") or {}
        levels = {}
        for rank, key in enumerate(LEVELS):
            where, item = f"levels {key}", section.get(key) or {}
            if item.get("rank") != rank:
                self.problem(where, f"the rank must be {rank}. Write 'rank: {rank}'.")
            levels[key] = schema.Level(
                id=key,
                rank=rank,
                card=self.text(where, item, "card"),
                heading=self.text(where, item, "heading"),
                body=self.text(where, item, "body"),
            )
        return levels

    def terms(self, meta: Mapping) -> schema.RegionalTerms:
        words, phones = meta.get("regional_terms") or {}, meta.get("phones") or {}
        for name in ("emergency", "urgent"):
            if "default" not in (words.get(name) or {}):
                self.problem("meta regional_terms", f"'{name}' needs a 'default' wording.")
        return schema.RegionalTerms(
            emergency=words.get("emergency") or {},
            urgent=words.get("urgent") or {},
            emergency_phone=phones.get("emergency") or {},
            urgent_phone=phones.get("urgent") or {},
        )

    def unsure(self) -> schema.Unsure:
        item = self.document.get("unsure") or {}
        action = item.get("action") or {}
        actions = {level: self.text("unsure action", action, level) for level in DANGER}
        return schema.Unsure(why=self.text("unsure", item, "why"), action=actions)

    # -------------------------------------------------------------- danger signs

    def groups_and_flags(self):
        flags = {}
        for where, item in self.items("red_flags"):
            flag = self.flag(where, item)
            flags[flag.id] = flag
        groups = tuple(self.group(*named, flags) for named in self.items("red_flag_groups"))
        known = {group.id for group in groups}
        for flag in flags.values():
            if flag.group not in known:
                self.problem(f"red_flags {flag.id}", f"the group '{flag.group}' is not known.")
        offered = {option.flag for group in groups for option in group.options}
        for key in flags.keys() - offered:
            self.problem(f"red_flags {key}", "no page offers it. Add it to its group.")
        return groups, flags

    def flag(self, where: str, item: Mapping) -> schema.Flag:
        self.only(where, item, "id group level label why action cites")
        return schema.Flag(
            id=self.unique(where, item),
            group=self.text(where, item, "group"),
            level=self.one_of(where, item, "level", DANGER),
            label=self.text(where, item, "label"),
            why=self.text(where, item, "why"),
            action=self.action(where, item),
            cites=self.cites(where, item),
        )

    def action(self, where: str, item: Mapping) -> str:
        text = self.text(where, item, "action")
        if "{" in text.replace("{emergency}", "").replace("{urgent}", ""):
            self.problem(where, "'action' may only use {emergency} and {urgent}.")
        return text

    def group(self, where: str, item: Mapping, flags: Mapping) -> Question:
        self.only(where, item, "id type text help why options unsure_level")
        key = self.unique(where, item)
        kind = self.one_of(where, item, "type", ("single", "multi"))
        if kind == "multi":
            options = self.signs(key, flags) + ENDINGS
            exclusive = frozenset({NONE, UNSURE})
            level = self.one_of(where, item, "unsure_level", DANGER)
        else:
            options, exclusive, level = self.group_options(where, item, flags), frozenset(), None
        return self.screen(where, item, key, kind, options, exclusive, safety=True, level=level)

    def signs(self, group: str, flags: Mapping) -> tuple[Option, ...]:
        mine = (flag for flag in flags.values() if flag.group == group)
        return tuple(Option(flag.id, flag.label, flag.id) for flag in mine)

    def group_options(self, where: str, item: Mapping, flags: Mapping) -> tuple[Option, ...]:
        options = []
        for row in item.get("options") or []:
            flag = row.get("flag")
            if flag is not None and flag not in flags:
                self.problem(where, f"the flag '{flag}' is not in red_flags.")
            label = self.text(f"{where} option {row.get('id')}", row, "label")
            options.append(Option(str(row.get("id")), label, flag))
        return tuple(options)

    def screen(self, where, item, key, kind, options, exclusive, safety=False, level=None):
        if kind != "scale" and len({option.id for option in options}) < max(2, len(options)):
            self.problem(where, "needs two or more options, each with an id of its own.")
        screen = Question(
            id=key,
            kind=kind,
            text=self.text(where, item, "text"),
            help=self.text(where, item, "help"),
            why=self.text(where, item, "why") if safety else "",
            options=options,
            exclusive=exclusive,
            low=item.get("min", 0),
            high=item.get("max", 10),
            safety=safety,
            unsure_level=level,
        )
        self.screens[key] = screen
        return screen

    # -------------------------------------------------------------- symptom questions

    def questions(self) -> tuple[Question, ...]:
        return tuple(self.question(*named) for named in self.items("questions"))

    def question(self, where: str, item: Mapping) -> Question:
        self.only(where, item, "id type required text help options exclusive min max code")
        key = self.unique(where, item)
        kind = self.one_of(where, item, "type", KINDS)
        if item.get("required") is not True:
            self.problem(where, "every question must be answered. Write 'required: true'.")
        options = tuple(
            Option(str(name), str(label)) for name, label in (item.get("options") or {}).items()
        )
        exclusive = frozenset(item.get("exclusive") or ())
        for name in exclusive - {option.id for option in options}:
            self.problem(where, f"the exclusive option '{name}' is not one of its options.")
        return self.screen(where, item, key, kind, options, exclusive)

    def distinct_addresses(self, screens: tuple[Question, ...]) -> None:
        taken: dict[str, str] = {}
        reserved = {"answers", "result", "clear", "save", "region"}
        for screen in screens:
            if "_" not in screen.id:
                self.problem(screen.id, "the id needs a prefix, such as g_ or q_.")
            elif screen.slug in taken or screen.slug in reserved:
                self.problem(screen.id, f"its address '{screen.slug}' is taken. Write another id.")
            else:
                taken[screen.slug] = screen.id

    # -------------------------------------------------------------- rules

    def irritability(self) -> tuple[schema.IrritabilityRule, ...]:
        rules = tuple(
            schema.IrritabilityRule(
                value=self.one_of(where, item, "value", IRRITABILITY),
                when=self.when(where, item, may=ANSWERS),
            )
            for where, item in self.items("irritability")
        )
        if not rules or not isinstance(rules[-1].when, conditions.Always):
            self.problem("irritability", "the last rule must be 'when: {always: true}'.")
        return rules

    def late_flags(self) -> tuple[schema.Flag, ...]:
        flags = []
        for where, item in self.items("late_flags"):
            self.only(where, item, "id level when why action cites")
            flags.append(
                schema.Flag(
                    id=self.unique(where, item),
                    level=self.one_of(where, item, "level", DANGER),
                    why=self.text(where, item, "why"),
                    action=self.action(where, item),
                    cites=self.cites(where, item),
                    when=self.when(where, item, may=ANSWERS),
                )
            )
        return tuple(flags)

    def findings(self) -> tuple[schema.Finding, ...]:
        found = []
        for where, item in self.items("findings"):
            self.only(where, item, "id title plain when cites")
            found.append(
                schema.Finding(
                    id=self.unique(where, item),
                    title=self.text(where, item, "title"),
                    plain=self.text(where, item, "plain"),
                    when=self.when(where, item, may=ANSWERS | {"none_of_findings"}),
                    cites=self.cites(where, item),
                )
            )
        if not found or not isinstance(found[-1].when, conditions.NothingFound):
            self.problem("findings", "the last one must be 'when: {none_of_findings: true}'.")
        self.finding_ids = {finding.id for finding in found}
        return tuple(found)

    def rules(self, section: str) -> tuple[schema.RoutineRule, ...]:
        rules = []
        for where, item in self.items(section):
            self.only(where, item, "id when routine reason")
            rules.append(
                schema.RoutineRule(
                    id=self.unique(where, item),
                    when=self.when(where, item, may=LATER),
                    routine=self.routine(where, item.get("routine")),
                    reason=self.text(where, item, "reason"),
                )
            )
        return tuple(rules)

    def tips(self, section: str, names: str) -> tuple[schema.Tip, ...]:
        tips = []
        for where, item in self.items(section):
            self.only(where, item, names)
            tips.append(
                schema.Tip(
                    id=self.unique(where, item),
                    when=self.when(where, item, may=LATER),
                    text=self.text(where, item, "text"),
                    cites=self.cites(where, item),
                    within=self.text(where, item, "within") if "within" in names else None,
                )
            )
        return tuple(tips)

    def if_worse(self) -> tuple[schema.IfWorse, ...]:
        steps = []
        for where, item in self.items("if_worse"):
            self.only(where, item, "id when_plain do cites")
            steps.append(
                schema.IfWorse(
                    id=self.unique(where, item),
                    when=self.text(where, item, "when_plain"),
                    do=self.text(where, item, "do"),
                    cites=self.cites(where, item),
                )
            )
        return tuple(steps)

    # -------------------------------------------------------------- routines

    def routine(self, where: str, key) -> str:
        if key not in self.routines:
            self.problem(where, f"the routine '{key}' is not in routines.yaml.")
        return str(key)

    def excluded(self) -> dict[str, frozenset[str]]:
        section = self.document.get("routine_exclusions") or {}
        for key, findings in section.items():
            where = f"routine_exclusions {key}"
            self.routine(where, key)
            for finding in findings:
                self.known_finding(where, finding)
        return {key: frozenset(findings) for key, findings in section.items()}

    def extra_exclusions(self) -> tuple[schema.Exclusion, ...]:
        return tuple(
            schema.Exclusion(
                routine=self.routine(where, item.get("routine")),
                when=self.when(where, item, may=LATER),
                reason=self.text(where, item, "reason"),
            )
            for where, item in self.items("extra_exclusions")
        )

    def routine_facts(self) -> dict[str, schema.RoutineFacts]:
        return {key: self.facts_of(key, routine) for key, routine in self.routines.items()}

    def facts_of(self, key: str, routine: Mapping) -> schema.RoutineFacts:
        """What its moves, and the moves swapped in for kneeling, forbid.

        routines.yaml has its own checks; whatever is amiss there counts as the strictest here.
        """
        moves = list(self.moves(key, routine))
        limits = [item.get("max_irritability") for item in (routine, *moves)]
        lowest = min((IRRITABILITY.index(x) if x in IRRITABILITY else 0 for x in limits), default=0)
        avoid = frozenset(finding for move in moves for finding in move.get("avoid_if") or ())
        for finding in sorted(avoid):
            self.known_finding(f"exercises.yaml avoid_if, used by {key}", finding)
        return schema.RoutineFacts(key, routine.get("name", ""), IRRITABILITY[lowest], avoid)

    def moves(self, key: str, routine: Mapping) -> Iterator[Mapping]:
        for step in routine.get("steps") or ():
            exercise = self.exercises.get(step.get("ex", ""))
            if exercise is None:
                self.problem(f"routine {key}", f"the move '{step.get('ex')}' is not known.")
                continue
            yield exercise
            swap = self.exercises.get(exercise.get("if_no_kneel", ""))
            if swap:
                yield swap

    def known_finding(self, where: str, key: str) -> None:
        if key not in self.finding_ids:
            self.problem(where, f"the finding '{key}' is not in findings.")

    # -------------------------------------------------------------- conditions

    def when(self, where: str, item: Mapping, may: frozenset[str]) -> conditions.Condition:
        return self.condition(where, item.get("when"), may)

    def condition(self, where: str, raw, may: frozenset[str]) -> conditions.Condition:
        """One node of the grammar in symptoms.conditions; anything else is a problem."""
        keys = frozenset(raw) if isinstance(raw, Mapping) else frozenset()
        for shape, (name, build) in GRAMMAR.items():
            if keys == shape and name in may:
                return build(self, where, raw, may)
        self.problem(
            where, f"'when: {raw}' is not a rule allowed here. Use: {', '.join(sorted(may))}."
        )
        return conditions.Always()

    def parts(self, where: str, raw, may: frozenset[str]) -> tuple[conditions.Condition, ...]:
        if not isinstance(raw, list) or not raw:
            self.problem(where, "'all' and 'any' need a list of one or more rules.")
            return ()
        return tuple(self.condition(where, part, may) for part in raw)

    def chosen(self, where: str, key, options, kinds: tuple[str, ...]) -> conditions.Condition:
        screen = self.screens.get(key)
        if screen is None or screen.kind not in kinds:
            self.problem(where, f"'{key}' is not a {' or '.join(kinds)} question.")
        elif not isinstance(options, list) or not options:
            self.problem(where, f"the answers to '{key}' must be a list, such as [a, b].")
        else:
            for option in options:
                if option not in screen.labels:
                    self.problem(where, f"'{option}' is not an answer to '{key}'.")
            return conditions.Chosen(key, frozenset(options))
        return conditions.Always()

    def at_least(self, where: str, key, points) -> conditions.Condition:
        screen = self.screens.get(key)
        if screen is None or screen.kind != "scale":
            self.problem(where, f"'{key}' is not a scale question.")
        elif not isinstance(points, int) or not screen.low <= points <= screen.high:
            self.problem(where, f"'gte: {points}' must lie from {screen.low} to {screen.high}.")
        return conditions.AtLeast(key, points)

    def found(self, where: str, key) -> conditions.Condition:
        self.known_finding(where, key)
        return conditions.Found(key)

    def irritable(self, where: str, values) -> conditions.Condition:
        if not isinstance(values, list) or not set(values) <= set(IRRITABILITY):
            self.problem(where, f"'irritability' is a list from {', '.join(IRRITABILITY)}.")
            return conditions.Always()
        return conditions.Irritable(frozenset(values))


ANSWERS = frozenset({"always", "all", "any", "not", "q in", "q any_in", "q gte", "group in"})
LATER = ANSWERS | {"finding", "irritability"}
Build = Callable[[Reader, str, Mapping, frozenset[str]], conditions.Condition]
GRAMMAR: dict[frozenset[str], tuple[str, Build]] = {
    frozenset({"always"}): ("always", lambda r, w, c, m: conditions.Always()),
    frozenset({"all"}): ("all", lambda r, w, c, m: conditions.Every(r.parts(w, c["all"], m))),
    frozenset({"any"}): ("any", lambda r, w, c, m: conditions.Either(r.parts(w, c["any"], m))),
    frozenset({"not"}): ("not", lambda r, w, c, m: conditions.Not(r.condition(w, c["not"], m))),
    frozenset({"q", "in"}): (
        "q in",
        lambda r, w, c, m: r.chosen(w, c["q"], c["in"], ("single",)),
    ),
    frozenset({"q", "any_in"}): (
        "q any_in",
        lambda r, w, c, m: r.chosen(w, c["q"], c["any_in"], ("multi",)),
    ),
    frozenset({"q", "gte"}): ("q gte", lambda r, w, c, m: r.at_least(w, c["q"], c["gte"])),
    frozenset({"group", "in"}): (
        "group in",
        lambda r, w, c, m: r.chosen(w, c["group"], c["in"], ("single", "multi")),
    ),
    frozenset({"finding"}): ("finding", lambda r, w, c, m: r.found(w, c["finding"])),
    frozenset({"irritability"}): (
        "irritability",
        lambda r, w, c, m: r.irritable(w, c["irritability"]),
    ),
    frozenset({"none_of_findings"}): (
        "none_of_findings",
        lambda r, w, c, m: conditions.NothingFound(),
    ),
}


def digest(document: Mapping) -> str:
    """SHA-256 of what the document says: comments and spacing do not change it."""
    plain = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
