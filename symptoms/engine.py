"""Deciding, and nothing else: no Django, no clock, no database, no chance.

`evaluate` turns a person's answers into an Outcome. A danger sign, a "not sure", answers that are
a sign together, or an answer that is missing or makes no sense always win, and then there is no
routine. It never raises, whatever it is given.

The questions are replayed in order. An answer to a question that these answers do not lead to is
ignored, except that a ticked danger sign always counts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from symptoms.atoms import holds
from symptoms.conditions import UNSURE
from symptoms.outcome import Advised, FlagHit, Outcome, Pattern, Suggestion
from symptoms.reasons import explain, to_answers
from symptoms.rules import Asking, Because, Limits, Rule, Rules
from symptoms.schema import Definition, Flag, Question

Derived = tuple[int, Rule | None, list[Rule]]
Decision = tuple[int, Rule | None, list[Rule], list[Rule]]

MOST_SECONDARY = 2  # at most one main routine and two more


def evaluate(definition: Definition, answers: Mapping) -> Outcome:
    """The outcome of these answers.

    answers: question id -> option id (single), list of option ids (multi) or points (scale).
    Symptom questions only count as missing when no danger sign was reported.
    """
    rules = definition.rules
    walk = replay(rules, answers)
    flags = find_flags(definition, rules, walk.mask)
    missing = walk.missing
    if flags or missing:
        level = flags[0].level if flags else "see_clinician"
        return Outcome(level=level, flags=flags, missing=missing)
    return self_care(definition, rules, walk.mask, walk.derived)


# ------------------------------------------------------------------ reading the answers


@dataclass(slots=True)
class Walk:
    """The questions these answers lead to, in order, and what they said.

    mask: the answers that count, as bits. asked: each question on the path, and whether it has a
    usable answer. whole: all have. danger: a sign was reported, so the symptom questions are not
    asked for.
    derived: what was worked out on the way, before the last question.
    """

    mask: int
    asked: list[tuple[Question, bool]]
    whole: bool
    danger: bool
    derived: Derived | None = None

    @property
    def path(self) -> list[tuple[Question, bool]]:
        """The questions this person has to answer."""
        if self.danger:
            return [row for row in self.asked if row[0].safety]
        return self.asked

    @property
    def missing(self) -> tuple[str, ...]:
        if self.whole:
            return ()
        return tuple([question.id for question, answered in self.path if not answered])


def replay(rules: Rules, answers: Any) -> Walk:
    """Walk through the questions with these answers. Symptom answers count beside a danger sign too."""
    given = answers if isinstance(answers, Mapping) else {}
    mask, asked, whole, derived = 0, [], True, None
    for one in rules.asking:
        question = one.question
        value = given.get(question.id)
        if one.matters:
            derived = derive(rules, mask) if whole else None
            on_path = derived is not None and matters(rules, one, derived[0])
        else:
            on_path = one.when is None or (
                mask & one.need != 0 and (one.enough or holds(one.when, mask))
            )
        if on_path:
            bits, sense = one.read(value)
            mask |= bits
            whole = whole and sense
            asked.append((question, sense))
        elif value is not None and (signs := one.read(value)[0] & one.signs):
            mask |= signs  # a ticked danger sign always counts, and can be corrected
            asked.append((question, True))
    return Walk(mask, asked, whole, has_sign(rules, mask), derived if rules.settled else None)


def has_sign(rules: Rules, mask: int) -> bool:
    """Was a danger sign reported, alone or by two answers together?"""
    return bool(mask & rules.signs) or bool(fired(rules.combined, mask))


def matters(rules: Rules, one: Asking, mask: int) -> bool:
    """Would some answer to this last question change a routine, or the moves in it?

    mask: with what was derived. The proof shows that skipping the question changes nothing else.
    """
    first, *others = (ways(rules, mask | bit) for bit in one.bits.values())
    return any(other != first for other in others)


def ways(rules: Rules, mask: int) -> tuple:
    routines = suggest(rules, mask)
    return routines, [swapped(rules, rule, mask) for rule in routines]


def swapped(rules: Rules, rule: Rule, mask: int) -> bool:
    """Are its kneeling moves swapped for others?"""
    return bool(mask & rules.cannot_kneel) and rules.limits[rule.item.routine].kneels


def fired(rules: Iterable[Rule], mask: int) -> list[Rule]:
    return [rule for rule in rules if mask & rule.need and (rule.enough or holds(rule.when, mask))]


def signs_in(definition: Definition, answers: Mapping) -> bool:
    """Do these answers, taken alone, hold a ticked danger sign or a "not sure"?"""
    return any(
        one.read(answers[one.question.id])[0] & one.signs
        for one in definition.rules.asking
        if one.question.id in answers
    )


# ------------------------------------------------------------------ danger signs


def find_flags(definition: Definition, rules: Rules, mask: int) -> tuple[FlagHit, ...]:
    hits = [*ticked(definition, rules, mask)] if mask & rules.signs else []
    for rule in fired(rules.together, mask):
        hits.append(together(rule, explain(rules, mask, rule.evidence(mask))))
    return by_level(definition, hits) if hits else ()


def ticked(definition: Definition, rules: Rules, mask: int) -> Iterable[FlagHit]:
    for one in rules.asking:
        for choice in one.question.options if mask & one.signs else ():
            if not mask & one.bits[choice.id] & one.signs:
                continue
            if choice.flag:
                yield sign(one.question, choice.label, definition.flags[choice.flag])
            else:
                yield not_sure(definition, one.question, choice.label)


def sign(question: Question, label: str, flag: Flag) -> FlagHit:
    because = (Because(question.id, question.text, label),)
    return FlagHit(
        flag.id, flag.level, flag.why, flag.action, question.id, label, flag.cites, because
    )


def not_sure(definition: Definition, question: Question, label: str) -> FlagHit:
    level = question.unsure_level or "see_clinician"
    return FlagHit(
        id=f"{UNSURE}_{question.id}",
        level=level,
        why=definition.unsure.why,
        action=definition.unsure.action[level],
        question=question.id,
        answer=f"{question.text} {label}",
        cites=(),
        because=(Because(question.id, question.text, label),),
    )


def together(rule: Rule, because: tuple[Because, ...]) -> FlagHit:
    flag = rule.item
    return FlagHit(
        id=flag.id,
        level=flag.level,
        why=flag.why,
        action=flag.action,
        question=because[-1].question,
        answer="; ".join(f"{b.text} {b.answer}" for b in because),
        cites=flag.cites,
        because=because,
    )


def by_level(definition: Definition, hits: Iterable[FlagHit]) -> tuple[FlagHit, ...]:
    return tuple(sorted(hits, key=lambda hit: definition.levels[hit.level].rank))


# ------------------------------------------------------------------ self-care


def decide(rules: Rules, mask: int, derived: Derived | None = None) -> Decision:
    """(mask with what was derived, the irritability rule, the findings, the routine rules)."""
    with_derived, irritability, findings = derived or derive(rules, mask)
    mask |= with_derived
    return mask, irritability, findings, suggest(rules, mask)


def derive(rules: Rules, mask: int) -> Derived:
    """(mask with the bits of) the irritability and the findings."""
    irritability = next(iter(fired(rules.irritability, mask)), None)
    mask |= irritability.bit if irritability else 0
    findings = []
    for rule in rules.findings:  # "no clear pattern" stands last and sees what came before
        if mask & rule.need and (rule.enough or holds(rule.when, mask)):
            mask |= rule.bit
            findings.append(rule)
    return mask, irritability, findings


def suggest(rules: Rules, mask: int) -> list[Rule]:
    """The first primary rule whose routine is allowed, then at most two more."""
    for rule in rules.primary:
        holding = mask & rule.need and (rule.enough or holds(rule.when, mask))
        if holding and allowed(rules.limits[rule.item.routine], mask):
            return [rule, *others(rules, mask, rule.item.routine)]
    return []


def others(rules: Rules, mask: int, first: str) -> list[Rule]:
    """At most two more, none for the same routine as another."""
    chosen: dict[str, Rule] = {}
    for rule in rules.secondary:
        if mask & rule.need and (rule.enough or holds(rule.when, mask)):
            key = rule.item.routine
            if key != first and key not in chosen and allowed(rules.limits[key], mask):
                chosen[key] = rule
                if len(chosen) == MOST_SECONDARY:
                    break
    return [*chosen.values()]


def allowed(limits: Limits, mask: int) -> bool:
    if mask & limits.forbidden:
        return False
    return not limits.extra or not any(holds(terms, mask) for terms in limits.extra)


def self_care(definition: Definition, rules: Rules, mask: int, derived: Derived | None) -> Outcome:
    mask, irritability, findings, routines = decide(rules, mask, derived)
    if not (irritability and findings and routines):  # no rule matched: err on care
        return Outcome(level="see_clinician")
    behind = {rule.bit: rule.evidence(mask) for rule in (irritability, *findings)}

    def because(rule: Rule) -> tuple[Because, ...]:
        bits = rule.evidence(mask)
        if among := bits & rules.derived:
            bits = to_answers(bits, among, behind)
        return explain(rules, mask, bits)

    def advised(tips: tuple[Rule, ...]) -> tuple[Advised, ...]:
        return tuple([Advised(tip.item, because(tip)) for tip in fired(tips, mask)])

    return Outcome(
        level="self_care",
        irritability=irritability.item.value,
        patterns=tuple(
            [Pattern(rule.item, explain(rules, mask, behind[rule.bit])) for rule in findings]
        ),
        routines=tuple(
            [
                Suggestion(
                    routine=rule.item.routine,
                    rule=rule.item.id,
                    reason=rule.item.reason,
                    because=because(rule),
                    swapped=swapped(rules, rule, mask),
                )
                for rule in routines
            ]
        ),
        advice=advised(rules.advice),
        physio=advised(rules.physio),
        if_worse=definition.if_worse,
    )
