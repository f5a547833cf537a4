"""From the YAML document to a Definition, or to every problem found, in words.

A problem names the file, the item and what to write, for whoever edits the content.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping

from symptoms import conditions, schema
from symptoms.complaints import FILE, DefinitionError
from symptoms.conditions import IRRITABILITY
from symptoms.reading_conditions import ANSWERS, LATER, SIGNS
from symptoms.reading_pages import PageReader
from symptoms.schema import DANGER, LEVELS

__all__ = ["FILE", "DefinitionError", "Reader"]

TOP = [
    "meta",
    "levels",
    "screens",
    "red_flag_groups",
    "unsure",
    "quick_screen",
    "red_flags",
    "combined_flags",
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


class Reader(PageReader):
    """Reads the whole document once."""

    def __init__(
        self,
        document: Mapping,
        routines: Mapping[str, Mapping],
        exercises: Mapping[str, Mapping],
        references: Collection[str],
    ):
        super().__init__(document, references)
        self.routines = routines
        self.exercises = exercises

    def read(self) -> schema.Definition:
        for name in self.document:
            if name not in TOP:
                self.problem(str(name), f"is not a known section. Use: {', '.join(TOP)}.")
        meta = self.document.get("meta") or {}
        flags = self.read_flags()
        groups = self.read_groups(flags)
        quick = self.read_quick(groups, flags)
        combined = self.flags_together("combined_flags", SIGNS)
        questions = self.read_questions()
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
            screens=self.read_screens(groups + questions),
            groups=groups,
            questions=questions,
            flags=flags,
            combined_flags=combined,
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
            quick=quick,
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

    # -------------------------------------------------------------- rules

    def irritability(self) -> tuple[schema.IrritabilityRule, ...]:
        rules = tuple(
            schema.IrritabilityRule(
                value=self.one_of(where, item, "value", IRRITABILITY),
                when=self.when(where, item, may=ANSWERS),
                reason=self.text(where, item, "reason"),
                cites=self.cites(where, item),
            )
            for where, item in self.items("irritability")
        )
        if not rules or not isinstance(rules[-1].when, conditions.Always):
            self.problem("irritability", "the last rule must be 'when: {always: true}'.")
        return rules

    def late_flags(self) -> tuple[schema.Flag, ...]:
        return self.flags_together("late_flags", ANSWERS)

    def flags_together(self, section: str, may: frozenset[str]) -> tuple[schema.Flag, ...]:
        """Flags made by some answers together."""
        flags = []
        for where, item in self.items(section):
            self.only(where, item, "id level when why action cites")
            flags.append(
                schema.Flag(
                    id=self.unique(where, item),
                    level=self.one_of(where, item, "level", DANGER),
                    why=self.text(where, item, "why"),
                    action=self.action(where, item),
                    cites=self.cites(where, item),
                    when=self.when(where, item, may=may),
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
            self.only(where, item, "id when routine reason cites")
            rules.append(
                schema.RoutineRule(
                    id=self.unique(where, item),
                    when=self.when(where, item, may=LATER),
                    routine=self.routine(where, item.get("routine")),
                    reason=self.text(where, item, "reason"),
                    cites=self.cites(where, item),
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
                cites=self.cites(where, item),
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
        return schema.RoutineFacts(
            key=key,
            name=routine.get("name", ""),
            max_irritability=IRRITABILITY[lowest],
            avoid=avoid,
            kneels=any(move.get("needs_kneeling") for move in moves),
        )

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


def digest(document: Mapping) -> str:
    """SHA-256 of what the document says: comments and spacing do not change it."""
    plain = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
