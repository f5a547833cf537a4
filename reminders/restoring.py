"""After a backup was restored: what fell due since it was taken may have been sent, so it is let go."""

from django.db import transaction

from reminders import abandoned, planner
from reminders.clock import database_now
from reminders.models import Delivery, Occurrence, Schedule

State, Reason = Delivery.State, Delivery.Reason


def let_go_of_the_past() -> int:
    """Plan up to now, then skip all whose time has come; what was on its way is not confirmed. Returns how many."""
    now = database_now()
    Schedule.objects.live().update(plan_at=now)
    while waiting := planner.to_plan(now):
        planner.plan_batch(waiting, now)
    with transaction.atomic():
        past = Delivery.objects.filter(occurrence__due_at__lte=now)
        open_rows = past.filter(state__in=[State.DUE, State.CLAIMED])
        pks = list(open_rows.values_list("pk", flat=True))
        Occurrence.objects.filter(deliveries__in=open_rows).update(status=Occurrence.Status.CLOSED)
        abandoned.end(past.filter(state=State.SENDING), State.UNKNOWN, Reason.CUT_SHORT)
        abandoned.end(Delivery.objects.filter(pk__in=pks), State.SKIPPED, Reason.LATE)
    return len(pks)
