import time

from django.conf import settings
from django.core.management.base import BaseCommand

from reminders.tick import tick


class Command(BaseCommand):
    help = "Plan and send the reminders that are due. For cron or a timer; may run beside beat and workers."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--for",
            type=int,
            default=0,
            dest="seconds",
            metavar="SECONDS",
            help="Go on looking for this long, so that a timer that rings once a minute is as punctual as beat.",
        )

    def handle(self, *args, **options) -> None:
        until = time.monotonic() + options["seconds"]
        tick()
        while time.monotonic() + settings.SWEEP_SECONDS < until:
            time.sleep(settings.SWEEP_SECONDS)
            tick()
