"""What dead senders held, and what an outage made too late: put right in bulk at the start of a sweep."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet

from reminders.models import Channel, Delivery, Occurrence

BATCH = 1000
State, Reason = Delivery.State, Delivery.Reason


@transaction.atomic
def free(now: datetime, most_tries: int) -> None:
    """Claimed and never begun: due again, or parked if it keeps killing its sender. Begun: nobody can know."""
    rows = Delivery.objects.abandoned(now).select_for_update(skip_locked=True).order_by("pk")
    held = Delivery.objects.filter(pk__in=list(rows.values_list("pk", flat=True)[:BATCH]))
    claimed, worn = held.filter(state=State.CLAIMED), Q(attempts__gte=most_tries)
    sending = held.filter(state=State.SENDING)
    end(sending.filter(channel=Channel.PUSH), State.DUE, "")  # shown once, however often it is sent
    end(sending.exclude(channel=Channel.PUSH), State.UNKNOWN, Reason.CUT_SHORT)
    end(claimed.filter(worn), State.FAILED, Reason.OUR_FAULT)
    end(claimed.exclude(worn), State.DUE, "", lost=F("lost") + 1)


def end(rows: QuerySet[Delivery], state: str, reason: str, **more) -> None:
    rows.update(state=state, reason=reason, owner="", lease_until=None, **more)


def let_go(now: datetime) -> None:
    """Record what is more than the limit late as left out, oldest first, so that the rest need not wait for it."""
    while let_go_batch(now) == BATCH:
        pass


@transaction.atomic
def let_go_batch(now: datetime) -> int:
    rows = Delivery.objects.hopeless(now).select_for_update(skip_locked=True)
    found = list(rows.order_by("next_try_at").values_list("pk", "occurrence")[:BATCH])
    Occurrence.objects.filter(pk__in=[occurrence for _, occurrence in found]).update(
        status=Occurrence.Status.CLOSED
    )
    end(Delivery.objects.filter(pk__in=[pk for pk, _ in found]), State.SKIPPED, Reason.LATE)
    return len(found)
