"""The path: nothing is skipped that matters, and everything written can happen."""

from collections.abc import Iterable, Iterator
from typing import Any

from symptoms.atoms import each
from symptoms.proof_gates import TRUE
from symptoms.proof_ground import SELF_CHECK, Claim, Ground
from symptoms.proof_model import Run
from symptoms.rules import Asking

HIDDEN = "No answers lead to it. Move it up, change it or remove it."


def skipped_questions_change_nothing(g: Ground) -> Claim:
    """On the rules without the path's filter: the answer to a skipped question is let in."""
    claim = Claim(
        "A question is skipped only when no answer to it could change anything shown, kneeling swaps included."
    )
    for one in g.rules.asking:
        if one.when is None and not one.matters:
            continue
        key = one.question.id
        pairs = zip(shown(g, g.run), shown(g, g.model.run(g.given, forced=key)), strict=True)
        changed = g.gates.some(g.gates.differ(mine, its) for mine, its in pairs)
        says = f"“{one.question.text}” is skipped, although an answer to it would change what is shown. Ask it more often."
        claim.forbid(SELF_CHECK, key, g.both(skipped(g, one), changed), says)
    return claim


def skipped(g: Ground, one: Asking) -> int:
    """All else is answered, and there is an answer to this. (A ticked sign always counts anyway.)"""
    key = one.question.id
    signs = [-g.given.bits[bit] for bit in each(one.signs)]
    return g.both(g.complete, -g.run.asked[key], g.run.answered[key], *signs)


def shown(g: Ground, run: Run) -> list[int]:
    """One literal for everything a person can see, the questions they are asked included."""
    asked = (
        run.asked[q.id] if q.safety else g.both(run.asked[q.id], -run.danger)
        for q in g.definition.asked
    )
    irritability = [run.decided.bits[bit] for bit in g.rules.atoms.of("irritability").values()]
    inside = (*run.decided.findings, *run.decided.routines, *run.advice, *run.physio)
    seen = (*irritability, *(x for _rule, x in inside), *g.model.swaps(run.decided))
    return [
        *(x for _id, _level, x in run.flags),
        *asked,
        run.self_care,
        *(g.both(run.self_care, x) for x in seen),
    ]


# ------------------------------------------------------------------ everything written can happen


def every_rule_can_fire(g: Ground) -> Claim:
    claim = Claim("Every rule can fire, and none is hidden behind the others.")
    run, decided = g.run, g.run.decided
    found = {key: x for key, _level, x in run.flags}
    for flag in g.definition.combined_flags:
        claim.expect(f"combined_flags {flag.id}", g.both(g.complete, found[flag.id]), HIDDEN)
    for flag in g.definition.late_flags:
        literal = g.both(g.complete, -run.danger, found[flag.id])
        claim.expect(f"late_flags {flag.id}", literal, HIDDEN)
    sections = {
        "irritability": ((rule.item.value, x) for rule, x in decided.irritability),
        "findings": ids(decided.findings),
        "primary_rules": ids(decided.primary),
        "secondary_rules": ids(decided.secondary),
        "advice": ids(run.advice),
        "physio_rules": ids(run.physio),
        "extra_exclusions": exclusions(g),
        "routines": ((key, g.suggested(key)) for key in g.routines),
    }
    for section, rules in sections.items():
        for key, literal in rules:
            claim.expect(f"{section} {key}", g.both(run.self_care, literal), HIDDEN)
    return claim


def ids(fired: Iterable[tuple[Any, int]]) -> Iterator[tuple[str, int]]:
    return ((rule.item.id, literal) for rule, literal in fired)


def exclusions(g: Ground) -> Iterator[tuple[str, int]]:
    """Each takes its routine from somebody for whom it was a candidate."""
    bits, rules = g.run.decided.bits, g.rules
    for exclusion in g.definition.extra_exclusions:
        key = exclusion.routine
        mine = (rule for rule in (*rules.primary, *rules.secondary) if rule.item.routine == key)
        wanted = g.gates.some(g.model.holds(rule.when, bits) for rule in mine)
        forbidden = g.model.any_bit(rules.limits[key].forbidden, bits)
        yield key, g.both(wanted, -forbidden, g.condition(exclusion.when))


def every_answer_can_be_given(g: Ground) -> Claim:
    claim = Claim("Every page can be reached, every question asked, every answer given.")
    for screen in g.definition.screens:
        reached = g.gates.some(reaches(g, question.id) for question in screen.questions)
        claim.expect(screen.slug, reached, "Nobody reaches this page. Mend its 'ask_if'.")
    for one in g.rules.asking:
        key = one.question.id
        claim.expect(key, reaches(g, key), "Nobody is asked this. Mend its 'ask_if'.")
        if one.when is not None:
            always = "Everybody is asked this. Remove its 'ask_if'."
            claim.expect(key, g.both(g.complete, -g.run.asked[key]), always)
        for option, bit in g.rules.atoms.of(key).items():
            literal = g.both(reaches(g, key), g.run.bits[bit])
            claim.expect(f"{key} {option}", literal, "Nobody can give this answer. Remove it.")
    return claim


def reaches(g: Ground, key: str) -> int:
    """Somebody who answered everything was asked this."""
    calm = TRUE if g.definition.by_id[key].safety else -g.run.danger
    return g.both(g.complete, g.run.asked[key], calm)


CLAIMS = (skipped_questions_change_nothing, every_rule_can_fire, every_answer_can_be_given)
