"""Where somebody is in the self-check. Never stored: replayed from the answers each time."""

from collections.abc import Mapping

from symptoms.engine import has_danger_sign, is_answered
from symptoms.schema import Definition, Question


def path(definition: Definition, answers: Mapping) -> tuple[Question, ...]:
    """The pages this person is asked: danger signs, then symptoms unless a sign was ticked."""
    if has_danger_sign(definition, answers):
        return definition.groups
    return definition.screens


def next_screen(definition: Definition, answers: Mapping) -> Question | None:
    """The first page without an answer; None when all are answered."""
    unanswered = (s for s in path(definition, answers) if not is_answered(s, answers.get(s.id)))
    return next(unanswered, None)


def may_open(definition: Definition, answers: Mapping, screen: Question) -> bool:
    """Is every page before this one answered? Then it may be asked, or changed."""
    asked = path(definition, answers)
    waiting = next_screen(definition, answers)
    if screen not in asked:
        return False
    return waiting is None or asked.index(screen) <= asked.index(waiting)


def before(definition: Definition, screen: Question) -> Question | None:
    """The page that Back leads to; None from the first one."""
    position = definition.screens.index(screen)
    return definition.screens[position - 1] if position else None


def place(definition: Definition, screen: Question) -> tuple[int, int]:
    """(2, 9): this is the second of nine pages in its part."""
    part = definition.groups if screen.safety else definition.questions
    return part.index(screen) + 1, len(part)
