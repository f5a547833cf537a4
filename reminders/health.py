"""Is the sweep alive, and is anything waiting too long?"""

from datetime import datetime, timedelta

from django.db.models import Count, Min

from reminders.models import Delivery, Heartbeat

DAY = timedelta(days=1)


def sweep_status(now: datetime) -> dict:
    """For /healthz and the report. Every figure comes from an index, however long the ledger is.

    due_age_seconds: how long the oldest due reminder has waited, 0 if none waits.
    last_sweep: when a sweep last came to its end, or to the end of a batch; None before the first.
    oldest_unknown: when the oldest one fell due that was handed over without an answer, or None.
    states: how many of those that fell due in the last 24 hours stand in each state.
    """
    oldest = Delivery.objects.due(now).aggregate(at=Min("next_try_at"))["at"]
    beat = Heartbeat.objects.filter(name="sweep").first()
    unknown = Delivery.objects.filter(state=Delivery.State.UNKNOWN)
    return {
        "due_age_seconds": int((now - oldest).total_seconds()) if oldest else 0,
        "last_sweep": beat.at if beat else None,
        "oldest_unknown": unknown.aggregate(at=Min("next_try_at"))["at"],
        "states": counts(Delivery.objects.filter(next_try_at__gt=now - DAY, next_try_at__lte=now)),
    }


def counts(rows=None) -> dict[str, int]:
    """How many deliveries stand in each state; every state is named. Of all there are unless told."""
    rows = Delivery.objects.all() if rows is None else rows
    found = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    return {state: found.get(state, 0) for state in Delivery.State.values}
