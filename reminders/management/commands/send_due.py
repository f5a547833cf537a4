from django.core.management.base import BaseCommand
from django.utils import timezone

from reminders import sending


class Command(BaseCommand):
    help = "Plan and send the reminders that are due, once. For cron or a timer; may run beside beat and workers."

    def handle(self, *args, **options) -> None:
        sending.sweep(now=timezone.now())
