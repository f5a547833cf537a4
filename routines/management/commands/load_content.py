from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from routines import content


class Command(BaseCommand):
    help = "Check all shipped content together, then write what changed into the database."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="Check only; write nothing.")

    def handle(self, *, check: bool, **options) -> None:
        try:
            loaded = self.check_only() if check else content.load(timezone.now())
        except content.ContentError as error:
            for problem in error.problems:
                self.stderr.write(str(problem))
            raise CommandError(
                f"Mend the {len(error.problems)} problem(s) above; nothing was written."
            ) from None
        self.stdout.write(
            f"Loaded: {', '.join(loaded)}."
            if loaded
            else "Content is up to date."
            if not check
            else "Content is in order."
        )

    def check_only(self) -> list[str]:
        if found := content.problems():
            raise content.ContentError(found)
        return []
