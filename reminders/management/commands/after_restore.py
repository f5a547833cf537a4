from django.core.management.base import BaseCommand

from reminders import restoring


class Command(BaseCommand):
    help = "Run once after restoring a backup, before the site starts: reminders that fell due since then are not sent again."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"{restoring.let_go_of_the_past()} reminders of the past were let go.")
