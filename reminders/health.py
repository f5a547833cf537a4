"""Is the sweep alive, and is anything waiting too long?"""

from datetime import datetime

from django.db.models import Count, Min

from reminders.models import Delivery, Heartbeat


def sweep_status(now: datetime) -> dict:
    """For /healthz. due_age_seconds: how long the oldest due reminder has waited, 0 if none waits.

    last_sweep: when the last sweep ended its work, or None before the first. unknown: how many were
    handed over without an answer, ever.
    """
    oldest = Delivery.objects.due(now).aggregate(at=Min("next_try_at"))["at"]
    beat = Heartbeat.objects.filter(name="sweep").first()
    return {
        "due_age_seconds": int((now - oldest).total_seconds()) if oldest else 0,
        "last_sweep": beat.at if beat else None,
        "unknown": Delivery.objects.filter(state=Delivery.State.UNKNOWN).count(),
    }


def counts() -> dict[str, int]:
    """How many deliveries stand in each state; every state is named."""
    found = dict(Delivery.objects.order_by().values_list("state").annotate(Count("pk")))
    return {state: found.get(state, 0) for state in Delivery.State.values}
