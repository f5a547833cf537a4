import json

from django.core.management.base import BaseCommand

from reminders.clock import database_now
from reminders.health import counts, sweep_status


class Command(BaseCommand):
    help = "Count the reminders in each state, with the age of the oldest due one and the last sweep. Names nobody."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--json", action="store_true", help="One JSON object instead of lines.")

    def handle(self, *args, **options) -> None:
        report = {"deliveries": counts(), **sweep_status(database_now())}
        if options["json"]:
            self.stdout.write(json.dumps(report, default=lambda moment: moment.isoformat()))
            return
        self.stdout.write(f"{'state':12}{'last day':>10}{'all':>10}")
        for state, number in report["deliveries"].items():
            self.stdout.write(f"{state:12}{report['states'][state]:>10}{number:>10}")
        self.stdout.write(f"oldest due      {report['due_age_seconds']} s")
        self.stdout.write(f"oldest unknown  {report['oldest_unknown'] or 'none'}")
        self.stdout.write(f"last sweep      {report['last_sweep'] or 'never'}")
