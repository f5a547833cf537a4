from django.core.management.base import BaseCommand, CommandError

from articles import citations, loading, reading, source
from articles.source import Source
from routines.content import Context

COLUMNS = [
    "article",
    "words",
    "citations",
    "sources",
    "graded",
    "figures",
    "reading age",
    "planned",
]


class Command(BaseCommand):
    help = (
        "List the words, citations, reading age and figures of each shipped article. Fails when a "
        "link inside the site is dead, a citation has no reference, or a statement names no source."
    )

    def handle(self, **options) -> None:
        rows = [COLUMNS, *(self.row(source.read(path)) for path in source.files())]
        widths = [max(len(row[n]) for row in rows) for n in range(len(COLUMNS))]
        for first, *rest in rows:
            numbers = "  ".join(cell.rjust(w) for cell, w in zip(rest, widths[1:], strict=True))
            self.stdout.write(f"{first.ljust(widths[0])}  {numbers}")
        self.fail_on_problems()

    def row(self, found: Source) -> list[str]:
        """One line of the list."""
        blocks = loading.built(found)
        texts = "\n".join(str(fields) for _kind, fields in found.blocks)
        keys = citations.keys_in(texts)
        figures = sum(kind == "figure" for kind, _fields in found.blocks)
        age = f"{reading.age(blocks):.1f}"
        counts = [loading.count_words(blocks), len(keys), len(set(keys))]
        counts += [len(citations.strengths_in(texts)), figures]
        return [found.front["slug"], *map(str, counts), age, str(found.front["reading_age"])]

    def fail_on_problems(self) -> None:
        problems = sorted(loading.validate(Context()))
        for problem in problems:
            self.stderr.write(str(problem))
        if problems:
            raise CommandError(f"Mend the {len(problems)} problem(s) above.")
