from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from psoascare import backups


class Command(BaseCommand):
    help = "Copy the database into VAR_DIR/backups while the site runs. Copies older than 30 days are thrown away."

    def handle(self, *args, **options) -> None:
        try:
            path = backups.back_up(timezone.now())
        except backups.BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{path} ({path.stat().st_size:,} bytes). Try it: manage.py restore_check"
        )
