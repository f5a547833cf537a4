"""Self-care: the properties of whatever is suggested to somebody without a danger sign."""

from collections.abc import Iterator, Mapping
from itertools import chain, combinations, product
from typing import Any

from routines import swaps
from symptoms import conditions
from symptoms.conditions import IRRITABILITY, Condition
from symptoms.proof_gates import FALSE
from symptoms.proof_ground import EXERCISES, SELF_CHECK, Claim, Ground, rank
from symptoms.proof_pins import KEPT_AWAY, Pin

Move = Mapping[str, Any]  # one item of exercises.yaml


def calm_people_get_an_answer(g: Ground) -> Claim:
    claim = Claim(
        "Every complete answer set without a danger sign gives exactly one irritability, a finding, one to three routines and advice (P3)."
    )
    values = list(g.irritabilities.values())
    pairs = [g.both(one, other) for n, one in enumerate(values) for other in values[:n]]
    wrong = {
        "irritability": (-g.gates.some(values), "no irritability is found"),
        "irritability twice": (g.gates.some(pairs), "two irritabilities are found"),
        "findings": (-g.one_of(g.run.decided.findings), "no finding is shown"),
        "primary_rules": (-g.one_of(g.run.decided.primary), "no main routine is suggested"),
        "advice": (-g.one_of(g.run.advice), "no advice is given"),
        "self_care": (-g.run.self_care, "the result is not self-care"),
    }
    for item, (literal, what) in wrong.items():
        says = f"Everything is answered, there is no danger sign, and {what}."
        claim.forbid(SELF_CHECK, item, g.both(g.run.clear, literal), says)
    return claim


def routines_keep_their_limits(g: Ground) -> Claim:
    """Against exercises.yaml, routines.yaml and the document themselves, not what was made of them."""
    claim = Claim(
        "No routine is above its irritability limit, excluded, or holds a move that a finding rules out, kneeling swaps included (P4)."
    )
    for key, routine in g.routines.items():
        keep_routine(g, claim, key, routine)
        for move in moves(g, routine):
            keep_move(g, claim, key, f"“{move.get('name')}” in “{routine.get('name')}”", move)
        keep_kneeling(g, claim, key, routine)
    for pin in g.pins.kept_away:
        if pin.id in g.routines:
            keep_pinned(g, claim, pin)
        elif pin.id in g.exercises:
            keep_pinned_move(g, claim, pin)
    return claim


def keep_routine(g: Ground, claim: Claim, key: str, routine: Move) -> None:
    name, here = routine.get("name"), g.suggested(key)
    above = g.both(here, g.above(routine.get("max_irritability", "")))
    claim.forbid(SELF_CHECK, key, above, f"“{name}” is suggested above its irritability limit.")
    for finding in (g.definition.document.get("routine_exclusions") or {}).get(key) or ():
        says = f"“{name}” is suggested although {finding} excludes it."
        claim.forbid(SELF_CHECK, key, g.both(here, g.found(finding)), says)
    for rule in g.definition.extra_exclusions:
        if rule.routine == key:
            says = f"“{name}” is suggested although: {rule.reason}"
            claim.forbid(SELF_CHECK, key, g.both(here, g.condition(rule.when)), says)


def moves(g: Ground, routine: Move) -> Iterator[Move]:
    """Its moves, and those shown in their place to somebody who cannot kneel."""
    for step in routine.get("steps") or ():
        move = g.exercises[step["ex"]]
        yield move
        if move.get("if_no_kneel") in g.exercises:
            yield g.exercises[move["if_no_kneel"]]


def keep_move(g: Ground, claim: Claim, key: str, what: str, move: Move) -> None:
    here = g.suggested(key)
    above = g.both(here, g.above(move.get("max_irritability", "")))
    claim.forbid(EXERCISES, move["id"], above, f"{what} is shown above its irritability limit.")
    for finding in move.get("avoid_if") or ():
        says = f"{what} is shown although {finding} rules it out."
        claim.forbid(EXERCISES, move["id"], g.both(here, g.found(finding)), says)


def keep_kneeling(g: Ground, claim: Claim, key: str, routine: Move) -> None:
    """Whoever cannot kneel is only given routines whose every kneeling move has another."""
    cannot = g.model.any_bit(g.rules.cannot_kneel, g.run.bits)
    for step in routine.get("steps") or ():
        move = g.exercises[step["ex"]]
        swap = g.exercises.get(move.get("if_no_kneel") or "", {"needs_kneeling": True})
        if move.get("needs_kneeling") and swap.get("needs_kneeling"):
            says = f"“{move.get('name')}” in “{routine.get('name')}” needs kneeling, and no other move stands in for it."
            claim.forbid(EXERCISES, move["id"], g.both(g.suggested(key), cannot), says)


def keep_pinned(g: Ground, claim: Claim, pin: Pin) -> None:
    when = g.pin_condition(claim, KEPT_AWAY.name, pin, FALSE)
    away = g.gates.some([g.above(pin.limit), FALSE if when is None else when])
    says = f"“{g.routines[pin.id].get('name')}” is suggested where it is pinned to be kept away."
    claim.forbid(KEPT_AWAY.name, pin.id, g.both(g.suggested(pin.id), away), says)


def keep_pinned_move(g: Ground, claim: Claim, pin: Pin) -> None:
    move = g.exercises[pin.id]
    condition, wrong = g.pinned.pinned(pin)
    lost = sorted(findings_in(condition) - set(move.get("avoid_if") or ()))
    wrong = wrong + [f"'avoid_if' no longer names {finding}." for finding in lost]
    if rank(move.get("max_irritability", "")) > rank(pin.limit):
        wrong.append(f"'max_irritability' is above {pin.limit}.")
    says = f"{' '.join(wrong)} It is pinned: put it back."
    claim.look(not wrong, KEPT_AWAY.name, pin.id, says)


def findings_in(condition: Condition) -> set[str]:
    match condition:
        case conditions.Every(parts) | conditions.Either(parts):
            return set().union(*map(findings_in, parts))
        case conditions.Found(finding):
            return {finding}
    return set()


def what_rules_a_move_out_is_found(g: Ground) -> Claim:
    claim = Claim(
        "Whatever keeps a move away is found: each pinned pattern, and each pinned irritability or a higher one."
    )
    for pin in g.pins.kept_away:
        pattern = ("finding", pin.id) in g.rules.atoms.bits
        known = pattern or pin.id in (*IRRITABILITY, *g.routines, *g.exercises)
        claim.look(known, KEPT_AWAY.name, pin.id, "It is gone. It is pinned: put it back.")
        if not pattern and pin.id not in IRRITABILITY:
            continue
        when = g.pin_condition(claim, KEPT_AWAY.name, pin, FALSE)
        reached = (
            g.found(pin.id)
            if pattern
            else g.gates.some([g.above(pin.id), g.irritabilities[pin.id]])
        )
        if when is not None:
            says = f"The answers pinned for “{pin.id}” are given, and it is not found."
            claim.forbid(KEPT_AWAY.name, pin.id, g.both(g.run.self_care, when, -reached), says)
    return claim


def swaps_keep_the_limits(g: Ground) -> Claim:
    """Every move, every set of the findings that rule a move out, every irritability, kneeling or not."""
    claim = Claim("No move that is offered in place of another is ruled out for that person.")
    library = [swaps.facts_of(move) for move in g.exercises.values()]
    ruling = sorted({finding for move in g.exercises.values() for finding in move["avoid_if"]})
    people = list(product(subsets(ruling), IRRITABILITY, (True, False)))
    for exercise in library:
        for findings, irritability, kneeling in people:
            for key in swaps.allowed_swaps(exercise, findings, irritability, library, kneeling):
                move = g.exercises[key]
                fine = rank(irritability) <= rank(move["max_irritability"])
                fine = fine and findings.isdisjoint(move["avoid_if"])
                fine = fine and (kneeling or not move["needs_kneeling"])
                who = (
                    f"irritability {irritability} and {', '.join(sorted(findings)) or 'no finding'}"
                )
                says = f"“{move['name']}” is offered in place of {exercise.key} with {who}."
                claim.look(fine, EXERCISES, key, says)
    return claim


def subsets(findings: list[str]) -> list[frozenset[str]]:
    every = chain.from_iterable(combinations(findings, n) for n in range(len(findings) + 1))
    return [frozenset(some) for some in every]


CLAIMS = (
    calm_people_get_an_answer,
    routines_keep_their_limits,
    what_rules_a_move_out_is_found,
    swaps_keep_the_limits,
)
