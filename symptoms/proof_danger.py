"""Danger signs: the properties that keep a person who reports one away from every exercise."""

from symptoms.atoms import each
from symptoms.conditions import NONE, UNSURE
from symptoms.proof_gates import FALSE, TRUE
from symptoms.proof_ground import SELF_CHECK, Case, Claim, Ground
from symptoms.proof_model import Given
from symptoms.proof_pins import DANGER_SIGNS, Pin
from symptoms.schema import DANGER

PUT_BACK = "It is pinned: put it back."


def a_sign_ends_self_care(g: Ground) -> Claim:
    claim = Claim(
        "A danger sign, alone or by several answers, or a “Not sure” about one, ends self-care: no routine (P1, P2)."
    )
    for one, option in g.signs():
        literal = g.both(g.bit(one.question.id, option.id), g.run.self_care)
        told = f"“{option.label}” on “{one.question.text}” is reported"
        claim.forbid(SELF_CHECK, option.id, literal, f"{told}, and a routine is still suggested.")
    for key, _level, found in g.run.flags:
        says = f"The danger sign {key} is found, and a routine is still suggested."
        claim.forbid(SELF_CHECK, key, g.both(found, g.run.self_care), says)
    kinds = [screen.safety for screen in g.definition.screens]
    in_order = kinds == sorted(kinds, reverse=True)
    claim.look(in_order, SELF_CHECK, "screens", "A symptom page comes before a danger-sign page.")
    return claim


def levels_hold(g: Ground) -> Claim:
    claim = Claim(
        "Every pinned danger sign leads to its pinned level or a more serious one, “Not sure” and signs made of several answers included."
    )
    for one, option in g.signs():
        level = one.question.unsure_level
        if option.id == UNSURE and level:
            told = f"“{option.label}” on “{one.question.text}” is ticked"
            bit = g.bit(one.question.id, UNSURE)
            level_holds(g, claim, SELF_CHECK, one.question.id, bit, level, told)
    for key, level, found in g.run.flags:
        told = f"The danger sign {key} is found"
        level_holds(g, claim, SELF_CHECK, key, found, level, told)
    for pin in g.pins.danger_signs:
        if pin.group and pin.group != pin.id:
            pinned_option(g, claim, pin)
        elif pin.limit:
            when = g.pin_condition(claim, DANGER_SIGNS.name, pin, FALSE)
            told = f"The answers pinned for {pin.id} are given"
            if when is not None:
                level_holds(g, claim, DANGER_SIGNS.name, pin.id, when, pin.limit, told)
    return claim


def level_holds(
    g: Ground, claim: Claim, file: str, item: str, literal: int, level: str, told: str
) -> None:
    wrong = g.both(literal, -g.run.serious[level])
    claim.forbid(file, item, wrong, f"{told}, and the result is less serious than “{level}”.")


def pinned_option(g: Ground, claim: Claim, pin: Pin) -> None:
    """A box, or another answer of a danger-sign page, that must stay."""
    question = g.definition.by_id.get(pin.group)
    options = question.options if question else ()
    option = next((one for one in options if pin.id in (one.id, one.flag)), None)
    gone = f"“{pin.id}” cannot be said on {pin.group} any more: whoever has it would go on to the exercises."
    claim.look(option is not None, DANGER_SIGNS.name, pin.id, f"{gone} {PUT_BACK}")
    if question and option and pin.limit:
        told = f"“{option.label}” on “{question.text}” is ticked"
        bit = g.bit(question.id, option.id)
        level_holds(g, claim, DANGER_SIGNS.name, pin.id, bit, pin.limit, told)


def follow_ups_are_asked(g: Ground) -> Claim:
    claim = Claim("Every page and follow-up question that a danger sign or a limit needs is asked.")
    for pin in g.pins.danger_signs:
        if pin.id != pin.group:
            continue
        question = g.definition.by_id.get(pin.id)
        gone = f"This page is gone. {PUT_BACK}"
        claim.look(question is not None, DANGER_SIGNS.name, pin.id, gone)
        when = g.pin_condition(claim, DANGER_SIGNS.name, pin, TRUE)
        if question and when is not None:
            says = f"“{question.text}” is not asked, though it must be."
            skipped = g.both(when, -g.run.asked[pin.id])
            claim.forbid(DANGER_SIGNS.name, pin.id, skipped, says)
    return claim


def one_more_sign_never_lowers(g: Ground) -> Claim:
    claim = Claim("Ticking one more danger sign never makes the result less serious.")
    added, after = one_added(g)
    beside = g.model.run(after)
    for level in DANGER:
        lowered = g.both(added, g.run.serious[level], -beside.serious[level])
        says = f"One more danger sign takes the result below “{level}”."
        claim.never.append(Case(SELF_CHECK, "danger signs", lowered, says, after))
    return claim


def one_added(g: Ground) -> tuple[int, Given]:
    """(just one sign is added where it was not, the answers with it).

    "None of these" may stay ticked beside it or be taken off. Where only one choice can be made,
    the sign takes the place of no answer or of "none".
    """
    bits = dict(g.given.bits)
    sense: list[int] = []
    every: list[int] = []
    for one in g.rules.asking:
        single = one.question.kind == "single"
        none = one.bits.get(NONE, 0)
        adds = {bit: g.gates.free() for bit in each(one.signs)}
        every += adds.values()
        for bit, add in adds.items():
            taken = each(one.every & ~none) if single else [bit]
            sense += [-g.both(add, g.given.bits[other]) for other in taken]
            bits[bit] = g.gates.some([g.given.bits[bit], add])
        if none and adds:
            untouched = -g.gates.some(adds.values())
            stays = untouched if single else g.gates.some([untouched, g.gates.free()])
            bits[none] = g.both(bits[none], stays)
    g.gates.at_most_one(every)
    return g.both(g.gates.some(every), *sense), Given(bits, g.given.readable)


def gaps_get_no_routine(g: Ground) -> Claim:
    claim = Claim("An answer that is missing or makes no sense never leads to a routine (P5).")
    for key, missing in g.run.missing.items():
        text = g.definition.by_id[key].text
        says = f"“{text}” has no usable answer, and a routine is still suggested."
        claim.forbid(SELF_CHECK, key, g.both(missing, g.run.self_care), says)
    return claim


def quick_screen_covers(g: Ground) -> Claim:
    claim = Claim(
        "The short screen before a session has a line for each page of danger signs, as serious as every sign on it."
    )
    lines = {line.group: line for line in g.definition.quick.lines}
    for group in g.definition.groups:
        line = lines.get(group.id)
        covered = line is not None or group.kind == "single"
        claim.look(
            covered, SELF_CHECK, "quick_screen", f"No line stands for {group.id}. Write one."
        )
        for flag in (flag for flag in g.definition.flags.values() if flag.group == group.id):
            mild = line is not None and DANGER.index(line.level) > DANGER.index(flag.level)
            says = f"Its line on the short screen is less serious than {flag.id}."
            claim.look(not mild, SELF_CHECK, group.id, says)
    return claim


CLAIMS = (
    a_sign_ends_self_care,
    levels_hold,
    follow_ups_are_asked,
    one_more_sign_never_lowers,
    gaps_get_no_routine,
    quick_screen_covers,
)
