from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from psoascare import backups


class Command(BaseCommand):
    help = (
        "Read a backup as a restore would, and say how much is in it. Exits 1 if it is of no use."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="the newest one, if left out")

    def handle(self, file: Path | None, *args, **options) -> None:
        if file is None and not (kept := backups.kept()):
            raise CommandError("There is no backup yet. manage.py backup makes one.")
        path = file or kept[-1]
        try:
            rows = backups.try_out(path)
        except backups.BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{path.name} can be restored: {len(rows)} tables, {sum(rows.values()):,} rows, "
            f"{rows[backups.PEOPLE]:,} people."
        )
