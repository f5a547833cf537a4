"""Deciding, and nothing else: no Django, no clock, no database, no chance.

`evaluate` turns a person's answers into an Outcome. A danger sign, a "not sure", a late flag
or an answer that is missing or makes no sense always wins, and then there is no routine.
It never raises, whatever it is given.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from symptoms.conditions import Evidence, Facts
from symptoms.schema import (
    IRRITABILITY,
    UNSURE,
    Definition,
    Finding,
    Flag,
    IfWorse,
    Option,
    Question,
    Tip,
)

MOST_SECONDARY = 2  # at most one main routine and two more


@dataclass(frozen=True)
class Because:
    """One answer that led to something, in the words the person saw."""

    question: str  # id
    text: str
    answer: str


@dataclass(frozen=True)
class FlagHit:
    id: str
    level: str
    why: str
    action: str  # may hold {emergency} and {urgent}: see symptoms.regions
    question: str  # where to correct it
    answer: str
    cites: tuple[str, ...]


@dataclass(frozen=True)
class Suggestion:
    routine: str  # key
    rule: str
    reason: str
    because: tuple[Because, ...]


@dataclass(frozen=True)
class Pattern:
    finding: Finding
    because: tuple[Because, ...]


@dataclass(frozen=True)
class Outcome:
    """What the answers lead to. Below self_care only level, flags and missing are filled."""

    level: str
    flags: tuple[FlagHit, ...] = ()  # most serious first
    missing: tuple[str, ...] = ()  # ids of pages not answered, or answered with nonsense
    irritability: str | None = None
    patterns: tuple[Pattern, ...] = ()
    routines: tuple[Suggestion, ...] = ()
    advice: tuple[Tip, ...] = ()
    physio: tuple[Tip, ...] = ()
    if_worse: tuple[IfWorse, ...] = ()

    @property
    def complete(self) -> bool:
        return not self.missing

    @property
    def clear(self) -> bool:
        """May this person be shown a routine?"""
        return self.level == "self_care"

    def summary(self) -> dict:
        """Ids only, for keeping beside the answers; the words are in the version."""
        return {
            "level": self.level,
            "flags": [hit.id for hit in self.flags],
            "missing": list(self.missing),
            "irritability": self.irritability,
            "findings": [pattern.finding.id for pattern in self.patterns],
            "routines": [asdict(suggestion) for suggestion in self.routines],
            "advice": [tip.id for tip in self.advice],
            "physio": [tip.id for tip in self.physio],
        }


def evaluate(definition: Definition, answers: Mapping) -> Outcome:
    """The outcome of these answers.

    answers: page id -> option id (single), list of option ids (multi) or points (scale).
    Symptom questions only count as missing when no danger sign was ticked.
    """
    facts, bad = read(definition, answers)
    signs = danger_signs(definition, facts)
    asked = definition.groups if signs else definition.screens
    missing = tuple(screen.id for screen in asked if screen.id in bad)
    flags = by_level(definition, signs + late_flags(definition, facts))
    if flags or missing:
        level = flags[0].level if flags else "see_clinician"
        return Outcome(level=level, flags=flags, missing=missing)
    return self_care(definition, facts)


# ------------------------------------------------------------------ reading the answers


def read(definition: Definition, answers: Mapping) -> tuple[Facts, set[str]]:
    """The answers that can be understood, and the ids of the pages that cannot.

    A danger sign ticked beside "none of these" is bad data, but it still counts as ticked.
    """
    given = answers if isinstance(answers, Mapping) else {}
    chosen: dict[str, frozenset[str]] = {}
    points: dict[str, int] = {}
    bad: set[str] = set()
    for screen in definition.screens:
        value = given.get(screen.id)
        if screen.kind == "scale":
            if isinstance(value, int) and in_range(screen, value):
                points[screen.id] = value
            else:
                bad.add(screen.id)
            continue
        picked = [value] if screen.kind == "single" else value
        chosen[screen.id] = known_options(screen, picked)
        if not is_answer(screen, picked):
            bad.add(screen.id)
    return Facts(chosen=chosen, points=points), bad


def in_range(screen: Question, value) -> bool:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return whole and screen.low <= value <= screen.high


def known_options(screen: Question, picked) -> frozenset[str]:
    if not isinstance(picked, list | tuple):
        return frozenset()
    return frozenset(p for p in picked if isinstance(p, str) and p in screen.labels)


def is_answer(screen: Question, picked) -> bool:
    """At least one known option, no stranger among them, and an exclusive one alone."""
    options = known_options(screen, picked)
    if not options or any(not isinstance(p, str) or p not in options for p in picked):
        return False
    return len(options) == 1 or options.isdisjoint(screen.exclusive)


def is_answered(screen: Question, value) -> bool:
    """Would the engine understand this value as the answer to this page?"""
    if screen.kind == "scale":
        return in_range(screen, value)
    return is_answer(screen, [value] if screen.kind == "single" else value)


# ------------------------------------------------------------------ danger signs


def has_danger_sign(definition: Definition, answers: Mapping) -> bool:
    """Was a danger sign ticked, or "not sure"? Then the symptom questions are not asked."""
    facts, _bad = read(definition, answers)
    return bool(danger_signs(definition, facts))


def danger_signs(definition: Definition, facts: Facts) -> list[FlagHit]:
    hits = []
    for group in definition.groups:
        for option in group.options:
            if option.id not in facts.chosen[group.id]:
                continue
            if option.flag:
                hits.append(ticked(group, option, definition.flags[option.flag]))
            elif option.id == UNSURE and group.unsure_level:
                hits.append(not_sure(definition, group, option, group.unsure_level))
    return hits


def ticked(group: Question, option: Option, flag: Flag) -> FlagHit:
    return FlagHit(
        id=flag.id,
        level=flag.level,
        why=flag.why,
        action=flag.action,
        question=group.id,
        answer=option.label,
        cites=flag.cites,
    )


def not_sure(definition: Definition, group: Question, option: Option, level: str) -> FlagHit:
    return FlagHit(
        id=f"{UNSURE}_{group.id}",
        level=level,
        why=definition.unsure.why,
        action=definition.unsure.action[level],
        question=group.id,
        answer=f"{group.text} {option.label}",
        cites=(),
    )


def late_flags(definition: Definition, facts: Facts) -> list[FlagHit]:
    hits = []
    for flag in definition.late_flags:
        if flag.when and flag.when.holds(facts):
            because = explain(definition, flag.when.evidence(facts))
            hits.append(
                FlagHit(
                    id=flag.id,
                    level=flag.level,
                    why=flag.why,
                    action=flag.action,
                    question=because[0].question if because else definition.questions[0].id,
                    answer="; ".join(f"{b.text} {b.answer}" for b in because),
                    cites=flag.cites,
                )
            )
    return hits


def by_level(definition: Definition, hits: Iterable[FlagHit]) -> tuple[FlagHit, ...]:
    return tuple(sorted(hits, key=lambda hit: definition.levels[hit.level].rank))


# ------------------------------------------------------------------ self-care


def self_care(definition: Definition, facts: Facts) -> Outcome:
    set_irritability(definition, facts)
    patterns = find_patterns(definition, facts)
    routines = suggest(definition, facts)
    if not (facts.irritability and patterns and routines):  # no rule matched: err on care
        return Outcome(level="see_clinician")
    return Outcome(
        level="self_care",
        irritability=facts.irritability,
        patterns=patterns,
        routines=routines,
        advice=tuple(tip for tip in definition.advice if tip.when.holds(facts)),
        physio=tuple(tip for tip in definition.physio if tip.when.holds(facts)),
        if_worse=definition.if_worse,
    )


def set_irritability(definition: Definition, facts: Facts) -> None:
    for rule in definition.irritability:
        if rule.when.holds(facts):
            facts.irritability = rule.value
            facts.irritability_evidence = rule.when.evidence(facts)
            return


def find_patterns(definition: Definition, facts: Facts) -> tuple[Pattern, ...]:
    """In the document's order: "no clear pattern" stands last and sees what came before."""
    patterns = []
    for finding in definition.findings:
        if finding.when.holds(facts):
            evidence = finding.when.evidence(facts)
            facts.findings[finding.id] = evidence
            patterns.append(Pattern(finding, explain(definition, evidence)))
    return tuple(patterns)


def suggest(definition: Definition, facts: Facts) -> tuple[Suggestion, ...]:
    """The first primary rule whose routine is allowed, then at most two more."""
    suggestions: list[Suggestion] = []
    taken: set[str] = set()
    for rules, most in ((definition.primary, 1), (definition.secondary, 1 + MOST_SECONDARY)):
        for rule in rules:
            if len(suggestions) == most:
                break
            if rule.routine in taken or not rule.when.holds(facts):
                continue
            if allowed(definition, facts, rule.routine):
                taken.add(rule.routine)
                because = explain(definition, rule.when.evidence(facts))
                suggestions.append(Suggestion(rule.routine, rule.id, rule.reason, because))
        if not suggestions:
            return ()
    return tuple(suggestions)


def allowed(definition: Definition, facts: Facts, key: str) -> bool:
    """Within the irritability limit, no ruled-out finding, no ruled-out answer."""
    routine = definition.routines[key]
    limit = IRRITABILITY.index(routine.max_irritability)
    if IRRITABILITY.index(facts.irritability) > limit:
        return False
    ruled_out = routine.avoid | definition.excluded.get(key, frozenset())
    if not ruled_out.isdisjoint(facts.findings):
        return False
    extra = (e for e in definition.extra_exclusions if e.routine == key)
    return not any(exclusion.when.holds(facts) for exclusion in extra)


# ------------------------------------------------------------------ saying why


def explain(definition: Definition, evidence: Evidence) -> tuple[Because, ...]:
    return tuple(
        Because(screen.id, screen.text, answer_label(screen, answer))
        for screen, answer in ((definition.by_id[key], answer) for key, answer in evidence)
    )


def answer_label(screen: Question, answer) -> str:
    """An answer in the words the person saw; the options keep the page's order."""
    if screen.kind == "scale":
        return f"{answer} out of {screen.high}"
    picked = {answer} if isinstance(answer, str) else set(answer)
    return ", ".join(option.label for option in screen.options if option.id in picked)
