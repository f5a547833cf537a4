"""Writes docs/trend-thresholds.md: how often the trend rules speak, and how often they should not have."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from symptoms import trend_table

FILE = Path(settings.BASE_DIR) / "docs" / "trend-thresholds.md"


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser) -> None:
        parser.add_argument("--people", type=int, default=1000, help="for each kind of diary")

    def handle(self, *, people: int, **options) -> None:
        FILE.write_text(trend_table.written(people))
        self.stdout.write(f"Wrote {FILE.relative_to(settings.BASE_DIR)}.")
