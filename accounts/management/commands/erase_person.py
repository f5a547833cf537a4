from django.core.management.base import BaseCommand, CommandError

from accounts import erasure
from accounts.management.person import add_person, find_person


class Command(BaseCommand):
    help = "Delete one person and everything that belongs to them, and print a receipt. It cannot be undone."

    def add_arguments(self, parser):
        add_person(parser)
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, email, yes, **options):
        user = find_person(email)
        if (
            not yes
            and input(f"Delete everything about {email}? Type yes: ").strip().lower() != "yes"
        ):
            raise CommandError("Nothing was deleted.")
        for label, count in erasure.erase(user).items():
            self.stdout.write(f"{count:6} {label}")
