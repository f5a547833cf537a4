"""Reading the pages: danger signs, symptom questions, and which of them share a screen."""

from collections.abc import Mapping

from symptoms import conditions, schema
from symptoms.conditions import NONE, UNSURE
from symptoms.reading_conditions import ANSWERS, ConditionReader
from symptoms.schema import DANGER, Option, Question, Screen

KINDS = ("single", "multi", "scale")
ENDINGS = (Option(NONE, "None of these"), Option(UNSURE, "Not sure"))
MOST_TOGETHER = 3  # questions on one subject that may share a page
RESERVED = {"answers", "result", "clear", "save", "region", "quick", "history", "start-again"}


class PageReader(ConditionReader):
    # -------------------------------------------------------------- danger signs

    def read_flags(self) -> dict[str, schema.Flag]:
        flags = (self.flag(where, item) for where, item in self.items("red_flags"))
        return {flag.id: flag for flag in flags}

    def flag(self, where: str, item: Mapping) -> schema.Flag:
        self.only(where, item, "id group level label hint why action cites")
        return schema.Flag(
            id=self.unique(where, item),
            group=self.text(where, item, "group"),
            level=self.one_of(where, item, "level", DANGER),
            label=self.text(where, item, "label"),
            hint=self.hint(where, item),
            why=self.text(where, item, "why"),
            action=self.action(where, item),
            cites=self.cites(where, item),
        )

    def hint(self, where: str, item: Mapping) -> str:
        return self.text(where, item, "hint") if "hint" in item else ""

    def action(self, where: str, item: Mapping) -> str:
        text = self.text(where, item, "action")
        if "{" in text.replace("{emergency}", "").replace("{urgent}", ""):
            self.problem(where, "'action' may only use {emergency} and {urgent}.")
        return text

    def read_groups(self, flags: Mapping[str, schema.Flag]) -> tuple[Question, ...]:
        groups = tuple(self.group(*named, flags) for named in self.items("red_flag_groups"))
        known = {group.id for group in groups}
        for flag in flags.values():
            if flag.group not in known:
                self.problem(f"red_flags {flag.id}", f"the group '{flag.group}' is not known.")
        offered = {option.flag for group in groups for option in group.options}
        for key in flags.keys() - offered:
            self.problem(f"red_flags {key}", "no page offers it. Add it to its group.")
        return groups

    def group(self, where: str, item: Mapping, flags: Mapping) -> Question:
        self.only(where, item, "id type text help why options facts unsure_level ask_if")
        key = self.unique(where, item)
        kind = self.one_of(where, item, "type", ("single", "multi"))
        if kind == "multi":
            options = self.signs(key, flags) + self.facts(where, item) + ENDINGS
            exclusive = frozenset({NONE, UNSURE})
        else:
            options, exclusive = self.group_options(where, item, flags), frozenset()
        level = None
        if UNSURE in {option.id for option in options}:
            level = self.one_of(where, item, "unsure_level", DANGER)
        return self.question(where, item, key, kind, options, exclusive, safety=True, level=level)

    def signs(self, group: str, flags: Mapping) -> tuple[Option, ...]:
        mine = (flag for flag in flags.values() if flag.group == group)
        return tuple(Option(flag.id, flag.label, flag.id, flag.hint) for flag in mine)

    def facts(self, where: str, item: Mapping) -> tuple[Option, ...]:
        """Boxes that are no sign alone; a rule may join one with another answer."""
        rows = item.get("facts") or []
        return tuple(
            Option(
                id=str(row.get("id")),
                label=self.text(f"{where} fact {row.get('id')}", row, "label"),
                hint=self.hint(where, row),
            )
            for row in rows
        )

    def group_options(self, where: str, item: Mapping, flags: Mapping) -> tuple[Option, ...]:
        options = []
        for row in item.get("options") or []:
            flag = row.get("flag")
            if flag is not None and flag not in flags:
                self.problem(where, f"the flag '{flag}' is not in red_flags.")
            label = self.text(f"{where} option {row.get('id')}", row, "label")
            options.append(Option(str(row.get("id")), label, flag))
        return tuple(options)

    # -------------------------------------------------------------- one question

    def question(self, where, item, key, kind, options, exclusive, safety=False, level=None):
        if kind != "scale" and len({option.id for option in options}) < max(2, len(options)):
            self.problem(where, "needs two or more options, each with an id of its own.")
        question = Question(
            id=key,
            kind=kind,
            text=self.text(where, item, "text"),
            help=self.text(where, item, "help"),
            why=self.text(where, item, "why"),
            options=options,
            exclusive=exclusive,
            low=item.get("min", 0),
            high=item.get("max", 10),
            safety=safety,
            unsure_level=level,
            ask_if=self.ask_if(where, item),
            code=item.get("code", ""),
        )
        self.questions_read[key] = question
        return question

    def ask_if(self, where: str, item: Mapping) -> conditions.Condition | None:
        """A question may look back only: it is asked because of answers given before it."""
        if "ask_if" not in item:
            return None
        return self.condition(where, item["ask_if"], ANSWERS | {"matters"})

    def read_questions(self) -> tuple[Question, ...]:
        return tuple(self.symptom(*named) for named in self.items("questions"))

    def symptom(self, where: str, item: Mapping) -> Question:
        self.only(where, item, "id type text help why options exclusive min max code ask_if")
        key = self.unique(where, item)
        kind = self.one_of(where, item, "type", KINDS)
        options = tuple(
            Option(str(name), str(label)) for name, label in (item.get("options") or {}).items()
        )
        exclusive = frozenset(item.get("exclusive") or ())
        for name in exclusive - {option.id for option in options}:
            self.problem(where, f"the exclusive option '{name}' is not one of its options.")
        return self.question(where, item, key, kind, options, exclusive)

    # -------------------------------------------------------------- screens

    def read_screens(self, asked: tuple[Question, ...]) -> tuple[Screen, ...]:
        """The questions in their order, those named together on one page."""
        shared = [self.shared(where, item, asked) for where, item in self.items("screens")]
        home = {question.id: screen for screen in shared for question in screen.questions}
        screens = [home.get(question.id) or alone(question) for question in asked]
        pages = tuple(dict.fromkeys(screens))
        self.distinct_addresses(pages)
        self.only_the_last_may_matter(asked)
        return pages

    def shared(self, where: str, item: Mapping, asked: tuple[Question, ...]) -> Screen:
        self.only(where, item, "id title asks")
        keys = item.get("asks") or []
        order = [question.id for question in asked]
        known = [key for key in keys if key in order]
        start = order.index(known[0]) if known else 0
        questions = asked[start : start + len(known)]
        if not 2 <= len(keys) <= MOST_TOGETHER or [q.id for q in questions] != keys:
            self.problem(where, "'asks' must name two or three questions that follow each other.")
        for question in questions:
            if set(keys) & set(asks_about(question.ask_if)):
                self.problem(where, f"'{question.id}' depends on an answer of its own page.")
        slug = str(item.get("id", "")).replace("_", "-")
        return Screen(slug, questions, self.text(where, item, "title"))

    def distinct_addresses(self, screens: tuple[Screen, ...]) -> None:
        taken: set[str] = set()
        for screen in screens:
            first = screen.questions[0].id if screen.questions else "screens"
            if "_" not in first:
                self.problem(first, "the id needs a prefix, such as g_ or q_.")
            elif screen.slug in taken | RESERVED:
                self.problem(first, f"its address '{screen.slug}' is taken. Write another id.")
            taken.add(screen.slug)

    def only_the_last_may_matter(self, asked: tuple[Question, ...]) -> None:
        for question in asked[:-1]:
            if isinstance(question.ask_if, conditions.Matters):
                self.problem(question.id, "'matters' is only for the very last question.")

    # -------------------------------------------------------------- the short screen

    def read_quick(self, groups: tuple[Question, ...], flags: Mapping[str, schema.Flag]):
        item = self.document.get("quick_screen") or {}
        lines = tuple(self.quick_line(row, flags) for row in item.get("lines") or [])
        covered = {line.group for line in lines}
        for group in groups:
            if group.kind == "multi" and group.id not in covered:
                self.problem("quick_screen", f"'{group.id}' has no line. Write one for it.")
        return schema.QuickScreen(
            text=self.text("quick_screen", item, "text"),
            help=self.text("quick_screen", item, "help"),
            lines=lines,
        )

    def quick_line(self, row: Mapping, flags: Mapping[str, schema.Flag]) -> schema.QuickLine:
        where = f"quick_screen {row.get('id')}"
        self.only(where, row, "id group label")
        levels = [flag.level for flag in flags.values() if flag.group == row.get("group")]
        if not levels:
            self.problem(where, f"the group '{row.get('group')}' has no danger signs.")
        return schema.QuickLine(
            id=self.unique(where, row),
            group=self.text(where, row, "group"),
            label=self.text(where, row, "label"),
            level=min(levels, key=DANGER.index, default=DANGER[0]),
        )


def alone(question: Question) -> Screen:
    return Screen(question.slug, (question,), question.text)


def asks_about(condition: conditions.Condition | None) -> list[str]:
    """The questions that a rule reads."""
    match condition:
        case conditions.Every(parts) | conditions.Either(parts):
            return [key for part in parts for key in asks_about(part)]
        case conditions.Not(part) | conditions.Asked(_, part):
            return asks_about(part)
        case conditions.Chosen(key, _) | conditions.AtLeast(key, _):
            return [key]
    return []
