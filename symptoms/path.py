"""Where somebody is in the self-check. Never stored: replayed from the answers each time."""

from collections.abc import Mapping
from dataclasses import dataclass

from symptoms.engine import Walk, replay
from symptoms.schema import Definition, Question, Screen


@dataclass(frozen=True)
class Page:
    """One screen as this person sees it: the questions of it that their answers lead to."""

    screen: Screen
    questions: tuple[Question, ...]
    answered: bool


@dataclass(frozen=True)
class Path:
    """The pages of one person, danger signs first, then symptoms unless a sign was reported."""

    walk: Walk
    pages: tuple[Page, ...]

    @property
    def danger(self) -> bool:
        return self.walk.danger

    @property
    def waiting(self) -> Page | None:
        """The first page with a question not yet answered; None when all are answered."""
        return next((page for page in self.pages if not page.answered), None)

    def page(self, screen: Screen) -> Page | None:
        """This screen, if every page before it is answered: then it may be asked, or changed."""
        for page in self.pages:
            if page.screen == screen:
                return page
            if not page.answered:
                return None
        return None

    def before(self, page: Page) -> Screen | None:
        """The page that Back leads to; None from the first one."""
        position = self.pages.index(page)
        return self.pages[position - 1].screen if position else None

    def place(self, page: Page) -> tuple[int, int]:
        """(2, 9): this is the second of nine pages in its part, as far as is known by now."""
        part = [other for other in self.pages if other.screen.safety == page.screen.safety]
        return part.index(page) + 1, len(part)


def follow(definition: Definition, answers: Mapping) -> Path:
    walk = replay(definition.rules, answers)
    met: dict[Screen, list[tuple[Question, bool]]] = {}
    for question, answered in walk.path:
        met.setdefault(definition.screen_of[question.id], []).append((question, answered))
    pages = (
        Page(screen, tuple(q for q, _ in rows), all(answered for _, answered in rows))
        for screen, rows in met.items()
    )
    return Path(walk, tuple(pages))
