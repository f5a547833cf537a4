"""Old rows of the ledger become counts: after 90 days nobody can tell who was reminded when.

What can no longer be undone in a log is let go in the same round: this is the house's one broom.
"""

from collections import Counter
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from reminders.models import Delivery, Heartbeat, Occurrence, Tally
from symptoms import log_before

KEPT = timedelta(days=90)
EVERY = timedelta(hours=1)
BATCH = 2000


def fold(now: datetime) -> None:
    """Once an hour. Stops after one batch; what is left waits for the next time."""
    if Heartbeat.turn("fold", now, EVERY):
        fold_batch(now - KEPT)
        log_before.forget(now)


@transaction.atomic
def fold_batch(before: datetime) -> int:
    """Count and delete up to BATCH deliveries that fell due before then, and the occurrences they leave bare."""
    old = Delivery.objects.filter(next_try_at__lt=before, occurrence__due_at__lt=before)
    rows = list(old.select_related("occurrence").order_by("next_try_at")[:BATCH])
    kinds = Counter(
        (row.occurrence.due_at.date(), row.channel, row.state, row.reason) for row in rows
    )
    for (day, channel, state, reason), number in kinds.items():
        tally, _made = Tally.objects.get_or_create(
            day=day, channel=channel, state=state, reason=reason
        )
        Tally.objects.filter(pk=tally.pk).update(number=F("number") + number)
    Delivery.objects.filter(pk__in=[row.pk for row in rows]).delete()
    Occurrence.objects.filter(pk__in={row.occurrence_id for row in rows}, deliveries=None).delete()
    return len(rows)
