import os
import sys

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts import export
from accounts.management.person import add_person, find_person


class Command(BaseCommand):
    help = "Write everything held about one person as JSON."

    def add_arguments(self, parser):
        add_person(parser)
        parser.add_argument(
            "--output",
            metavar="FILE",
            help="write here, readable by you alone, rather than to the screen",
        )

    def handle(self, email, output, **options):
        text = export.as_json(find_person(email), timezone.now())
        if not output:
            return text
        with open(
            os.open(output, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w", encoding="utf-8"
        ) as file:
            file.write(text)
        print(f"Written to {output}", file=sys.stderr)
