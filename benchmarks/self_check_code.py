"""The compiled rules of the self-check written out as one Python function: the benchmark's yardstick."""

from collections.abc import Callable, Iterable

from symptoms.atoms import Terms
from symptoms.engine import MOST_SECONDARY
from symptoms.rules import Asking, Rule, Rules
from symptoms.schema import Definition


def generated(definition: Definition) -> Callable[[dict], tuple]:
    """answers -> (level, flags, missing, irritability, findings, routine rules, advice, physio), by id."""
    names: dict = {one.question.id: one.bits or one.points for one in definition.rules.asking}
    names = {f"of_{key}": value for key, value in names.items()}
    exec(compile(source(definition), "self-check", "exec"), names)
    return names["decide"]


def source(definition: Definition) -> str:
    rules = definition.rules
    return "\n".join([*shown(rules), *decide(definition, rules)])


def expression(terms: Terms) -> str:
    return " or ".join(" and ".join(clause(*one) for one in term) or "True" for term in terms)


def clause(yes: int, no: int) -> str:
    parts = ([f"m & {yes}"] if yes else []) + ([f"~m & {no}"] if no else [])
    return f"({' or '.join(parts)})"


# ------------------------------------------------------------------ from the answers to what is shown


def shown(rules: Rules) -> Iterable[str]:
    """def shown(m): everything that is decided once the answers are one number."""
    yield "def shown(m):"
    yield "    irritability = None"
    for number, rule in enumerate(rules.irritability):
        yield f"    {'el' if number else ''}if {expression(rule.when)}:"
        yield f"        irritability = {rule.item.value!r}; m |= {rule.bit}"
    yield "    found = []"
    for rule in rules.findings:
        yield f"    if {expression(rule.when)}: m |= {rule.bit}; found.append({rule.item.id!r})"
    yield "    main = taken = None"
    for number, rule in enumerate(rules.primary):
        yield f"    {'el' if number else ''}if {wanted(rules, rule)}: main, taken = {rule.item.id!r}, [{rule.item.routine!r}]"
    yield "    routines = [main]"
    for rule in rules.secondary:
        key = rule.item.routine
        yield f"    if len(routines) < {1 + MOST_SECONDARY} and {key!r} not in taken and {wanted(rules, rule)}: routines.append({rule.item.id!r}); taken.append({key!r})"
    for name in ("advice", "physio", "late"):
        yield f"    {name} = []"
        for rule in getattr(rules, name):
            yield f"    if {expression(rule.when)}: {name}.append({rule.item.id!r})"
    kneeling = {key for key, limits in rules.limits.items() if limits.kneels}
    yield f"    swaps = [m & {rules.cannot_kneel} and key in {kneeling!r} for key in taken]"
    yield "    return irritability, found, routines, advice, physio, late, swaps"


def wanted(rules: Rules, rule: Rule) -> str:
    limits = rules.limits[rule.item.routine]
    kept = "".join(f" and not ({expression(terms)})" for terms in limits.extra)
    return f"({expression(rule.when)}) and not m & {limits.forbidden}{kept}"


# ------------------------------------------------------------------ reading, path and danger signs


def decide(definition: Definition, rules: Rules) -> Iterable[str]:
    yield "def decide(answers):"
    yield "    m = 0; missing = []; late_missing = []; get = answers.get; last = None"
    for one in rules.asking:
        yield from ask(one)
    yield f"    flags = [] if m & {rules.signs} else None"
    yield "    if flags is not None:"
    yield from (f"        {line}" for line in ticked(definition, rules))
    yield "    else: flags = []"
    for rule in rules.combined:
        yield f"    if {expression(rule.when)}: flags.append(({level(definition, rule)}, {rule.item.id!r}))"
    yield "    if not flags: missing += late_missing"
    for rule in rules.late:
        yield f"    if {expression(rule.when)}: flags.append(({level(definition, rule)}, {rule.item.id!r}))"
    levels = {definition.levels[key].rank: key for key in definition.levels}
    yield "    flags.sort(key=lambda flag: flag[0])"
    yield "    if flags or missing:"
    yield f"        named = {levels!r}[flags[0][0]] if flags else 'see_clinician'"
    yield "        return named, tuple(f[1] for f in flags), tuple(missing), None, (), (), (), ()"
    yield "    irritability, found, routines, advice, physio, _late, _swaps = last or shown(m)"
    yield "    return 'self_care', (), (), irritability, tuple(found), tuple(routines), tuple(advice), tuple(physio)"


def level(definition: Definition, rule: Rule) -> int:
    return definition.levels[rule.item.level].rank


def ticked(definition: Definition, rules: Rules) -> Iterable[str]:
    for one in rules.asking:
        for option in one.question.options:
            bit = one.bits[option.id]
            if bit & one.signs:
                of = (
                    definition.flags[option.flag].level
                    if option.flag
                    else one.question.unsure_level
                )
                name = option.flag or f"unsure_{one.question.id}"
                yield f"if m & {bit}: flags.append(({definition.levels[of].rank}, {name!r}))"


def ask(one: Asking) -> Iterable[str]:
    key, out = one.question.id, "missing" if one.question.safety else "late_missing"
    if one.matters:
        yield "    if not missing and not late_missing:"
        options = {name: f"shown(m | {bit})" for name, bit in one.bits.items()}
        yield f"        ways = {{{', '.join(f'{name!r}: {code}' for name, code in options.items())}}}"
        yield "        first = next(iter(ways.values()))"
        yield "        if any(way[1:] != first[1:] for way in ways.values()):"
        yield f"            last = ways.get(get({key!r}))"
        yield f"            if last is None: {out}.append({key!r})"
        return
    indent = "    "
    if one.when is not None:
        yield f"    if {expression(one.when)}:"
        indent = "        "
    yield f"{indent}v = get({key!r})"
    if one.question.kind == "single":
        yield f"{indent}b = of_{key}.get(v)"
        yield f"{indent}if b is None: {out}.append({key!r})"
        yield f"{indent}else: m |= b"
    elif one.question.kind == "scale":
        yield f"{indent}if type(v) is int and {one.question.low} <= v <= {one.question.high}: m |= of_{key}[v - {one.question.low}]"
        yield f"{indent}else: {out}.append({key!r})"
    else:
        yield f"{indent}n = 0"
        yield f"{indent}for pick in v or (): n |= of_{key}.get(pick, 0)"
        yield f"{indent}m |= n; alone = n & {one.exclusive}"
        yield f"{indent}if not n or alone and n != alone & -alone: {out}.append({key!r})"
