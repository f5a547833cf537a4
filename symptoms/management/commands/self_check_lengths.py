from django.conf import settings
from django.core.management.base import BaseCommand

from symptoms.definition import load
from symptoms.lengths import report


class Command(BaseCommand):
    help = "Count the screens and questions of the self-check; writes docs/self-check-lengths.md."

    def handle(self, *args, **options):
        path = settings.BASE_DIR / "docs" / "self-check-lengths.md"
        path.write_text(report(load()), encoding="utf-8")
        self.stdout.write(f"Wrote {path.relative_to(settings.BASE_DIR)}.")
