from django.core.management.base import BaseCommand

from accounts import erasure, erasure_list
from reminders import restoring


class Command(BaseCommand):
    help = (
        "Run once after restoring a backup, before the site starts: whoever asked to be erased is erased again, "
        "and reminders that fell due since then are not sent again."
    )

    def handle(self, *args, **options) -> None:
        people = erasure_list.back_again()
        for person in people:
            erasure.erase(person)
        self.stdout.write(f"{len(people)} people who had asked to be erased were erased again.")
        self.stdout.write(f"{restoring.let_go_of_the_past()} reminders of the past were let go.")
