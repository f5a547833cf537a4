"""Makes waiting pictures ready: part of the sweep, one picture at a time, in a process of its own.

The row is the work. A sweep that dies leaves a lease that runs out, and the next one takes the
picture up again; what was made before has the same names, so doing it twice changes nothing.
"""

import json
import logging
import subprocess
import sys
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from articles import picture_block, picture_files
from articles.picture import Picture, Rendition

LEASE = timedelta(minutes=3)
PATIENCE = 60  # seconds; a picture of 40 megapixels takes about ten
MOST_TRIES = 3

logger = logging.getLogger(__name__)


def make_next(now: datetime) -> bool:
    """Make the one that has waited longest ready. False when none is waiting."""
    picture = claim(now)
    if picture is None:
        return False
    made = run(picture)
    if made:
        keep(picture, made)
    else:
        set_aside(picture)
    return True


@transaction.atomic
def claim(now: datetime) -> Picture | None:
    """Take one up, so that no other sweep does. One that was left behind too often is given up."""
    picture = Picture.objects.to_do(now).select_for_update(skip_locked=True).first()
    if picture is None:
        return None
    if picture.tries >= MOST_TRIES:
        Picture.objects.filter(pk=picture.pk).update(state=Picture.State.FAILED, lease_until=None)
        return None
    Picture.objects.filter(pk=picture.pk).update(
        state=Picture.State.MAKING, tries=F("tries") + 1, lease_until=now + LEASE
    )
    return picture


def run(picture: Picture) -> list[dict]:
    """The renditions made, or none when the file cannot be read after all."""
    command = [sys.executable, "-m", "articles.renditions"]
    paths = [picture.original.path, str(picture_files.renditions())]
    try:
        done = subprocess.run(
            [*command, *paths],
            cwd=settings.BASE_DIR,
            capture_output=True,
            timeout=PATIENCE,
            check=True,
        )
    except subprocess.TimeoutExpired:
        logger.warning("Picture %s took too long", picture.pk)
        return []
    except subprocess.CalledProcessError as error:
        logger.warning("Picture %s cannot be read: %s", picture.pk, error.stderr[-80:].decode())
        return []
    return json.loads(done.stdout)


@transaction.atomic
def keep(picture: Picture, made: list[dict]) -> None:
    """Write down what was made, and put it into the articles that show the picture already."""
    if not Picture.objects.select_for_update().filter(pk=picture.pk).exists():
        return  # deleted meanwhile
    picture.renditions.all().delete()
    Rendition.objects.bulk_create(Rendition(picture=picture, **one) for one in made)
    Picture.objects.filter(pk=picture.pk).update(state=Picture.State.READY, lease_until=None)
    picture_block.refresh(picture)


def set_aside(picture: Picture) -> None:
    mine = Picture.objects.filter(pk=picture.pk, state=Picture.State.MAKING)
    mine.update(state=Picture.State.FAILED, lease_until=None)
