"""Compares what the post office took with what the ledger says. Neither is believed without the other."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Verdict:
    """What a storm left. `wrong` is empty when every promise was kept."""

    states: Counter
    accepted: int
    swallowed: int
    unknown_allowed: int
    again: int = 0  # copies on the wire beyond the first: pushes only
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        found = ", ".join(f"{state} {number}" for state, number in sorted(self.states.items()))
        return f"{found}; taken {self.accepted}, copies {self.again}, answers swallowed {self.swallowed}, unknown allowed {self.unknown_allowed}"


def judge(
    ledger: list, accepted: list[str], swallowed: list[str], count: int, cut_short: int
) -> Verdict:
    """ledger: [name, state, reason] of each delivery; accepted, swallowed: the same names, as the post office saw them.

    count: how many fell due; cut_short: how many sends kills and crashes can have interrupted.
    """
    verdict, taken = compare(ledger, accepted, swallowed, count, cut_short)
    twice = [name for name, times in taken.items() if times > 1]
    if twice:
        verdict.wrong.append(f"{len(twice)} came twice: {twice[:3]}")
    return verdict


def judge_pushes(
    ledger: list, accepted: list[str], swallowed: list[str], count: int, cut_short: int
) -> Verdict:
    """A push may be on the wire again after a kill or a lost answer, under the same name: the device shows one."""
    verdict, taken = compare(ledger, accepted, swallowed, count, cut_short)
    verdict.again = sum(times - 1 for times in taken.values())
    if verdict.again > verdict.unknown_allowed:
        verdict.wrong.append(
            f"{verdict.again} copies, more than interrupted sends and lost answers"
        )
    if verdict.states["unknown"]:
        verdict.wrong.append("a push was given up as unknown, although it may be sent again")
    return verdict


def compare(
    ledger: list, accepted: list[str], swallowed: list[str], count: int, cut_short: int
) -> tuple[Verdict, Counter]:
    state_of = {name: state for name, state, _reason in ledger}
    taken = Counter(accepted)
    states = Counter(state_of.values())
    verdict = Verdict(states, len(accepted), len(swallowed), cut_short + len(swallowed))
    final = ("sent", "unknown", "skipped", "failed")
    facts = {
        "sent, says the ledger, but never came": [
            name for name, state in state_of.items() if state == "sent" and name not in taken
        ],
        "came, but the ledger says it did not": [
            name for name in taken if state_of.get(name) not in ("sent", "unknown")
        ],
        "still open": [name for name, state in state_of.items() if state not in final],
    }
    verdict.wrong = [f"{len(names)} {what}: {names[:3]}" for what, names in facts.items() if names]
    if sum(states[state] for state in final) != count:
        verdict.wrong.append(f"the states sum to {sum(states.values())}, not to {count}")
    if states["unknown"] > verdict.unknown_allowed:
        verdict.wrong.append("more unknown than interrupted sends and swallowed answers")
    return verdict, taken
