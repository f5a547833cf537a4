"""Reading a `when:` or an `ask_if:` into the tree of symptoms.conditions."""

from collections.abc import Callable, Collection, Mapping

from symptoms import conditions
from symptoms.complaints import Complaints
from symptoms.conditions import IRRITABILITY
from symptoms.schema import Question


class ConditionReader(Complaints):
    """Knows the questions and findings read so far: a rule may speak only of those."""

    def __init__(self, document: Mapping, references: Collection[str]):
        super().__init__(document, references)
        self.questions_read: dict[str, Question] = {}
        self.finding_ids: set[str] = set()

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
        screen = self.questions_read.get(key)
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
        screen = self.questions_read.get(key)
        if screen is None or screen.kind != "scale":
            self.problem(where, f"'{key}' is not a scale question.")
        elif not isinstance(points, int) or not screen.low < points <= screen.high:
            self.problem(where, f"'gte: {points}' must lie from {screen.low + 1} to {screen.high}.")
        else:
            return conditions.AtLeast(key, points)
        return conditions.Always()

    def asked(self, where: str, key) -> conditions.Condition:
        screen = self.questions_read.get(key)
        if screen is None or screen.ask_if is None or isinstance(screen.ask_if, conditions.Matters):
            self.problem(where, f"'asked: {key}' needs a question that has an 'ask_if'.")
            return conditions.Always()
        return conditions.Asked(key, screen.ask_if)

    def known_finding(self, where: str, key: str) -> None:
        if key not in self.finding_ids:
            self.problem(where, f"the finding '{key}' is not in findings.")

    def found(self, where: str, key) -> conditions.Condition:
        self.known_finding(where, key)
        return conditions.Found(key)

    def irritable(self, where: str, values) -> conditions.Condition:
        if not isinstance(values, list) or not set(values) <= set(IRRITABILITY):
            self.problem(where, f"'irritability' is a list from {', '.join(IRRITABILITY)}.")
            return conditions.Always()
        return conditions.Irritable(frozenset(values))


ANSWERS = frozenset(
    {"always", "all", "any", "not", "q in", "q any_in", "q gte", "group in", "asked"}
)
LATER = ANSWERS | {"finding", "irritability"}
SIGNS = frozenset({"all", "any", "group in"})  # combined flags read the danger-sign pages alone
Build = Callable[[ConditionReader, str, Mapping, frozenset[str]], conditions.Condition]
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
    frozenset({"asked"}): ("asked", lambda r, w, c, m: r.asked(w, c["asked"])),
    frozenset({"matters"}): ("matters", lambda r, w, c, m: conditions.Matters()),
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
