import logging

from celery import shared_task
from django.utils import timezone

from psoascare import backups

logger = logging.getLogger(__name__)


@shared_task(name="psoascare.backup", ignore_result=True)
def backup() -> None:
    """Every night where the database is a file of ours; a PostgreSQL has its own keepers."""
    try:
        backups.back_up(timezone.now())
    except backups.BackupError as error:
        logger.error("The nightly backup failed. %s", error)
