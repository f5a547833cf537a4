"""Logic as clauses: what a SAT solver reads. A literal is a whole number, minus means "not".

Every gate is defined both ways (Tseitin 1968), so it may be asked whether it can hold and
whether it can fail. The same gate is made once, however often it is asked for.
"""

from collections.abc import Iterable

TRUE, FALSE = 1, -1


class Gates:
    def __init__(self) -> None:
        self.count = TRUE
        self.clauses: list[list[int]] = [[TRUE]]
        self.made: dict[tuple[int, ...], int] = {}

    def free(self) -> int:
        """A literal that may be true or false."""
        self.count += 1
        return self.count

    def require(self, *literals: int) -> None:
        """At least one of these holds in everything that follows."""
        self.clauses.append(list(literals))

    def every(self, literals: Iterable[int]) -> int:
        parts = set(literals) - {TRUE}
        if FALSE in parts or any(-part in parts for part in parts):
            return FALSE
        if len(parts) < 2:
            return parts.pop() if parts else TRUE
        key = tuple(sorted(parts))
        if key not in self.made:
            gate = self.made[key] = self.free()
            self.clauses.extend([-gate, part] for part in key)
            self.clauses.append([gate, *(-part for part in key)])
        return self.made[key]

    def some(self, literals: Iterable[int]) -> int:
        return -self.every(-literal for literal in literals)

    def differ(self, one: int, other: int) -> int:
        if one == other:
            return FALSE
        return self.some([self.every([one, -other]), self.every([-one, other])])

    def at_most_one(self, literals: Iterable[int]) -> None:
        """Required of these, whatever else is asked."""
        parts = list(literals)
        for place, one in enumerate(parts):
            for other in parts[:place]:
                self.require(-one, -other)
