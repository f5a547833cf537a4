"""Which session a reminder is for, and whether it is already done."""

from datetime import date

from reminders.models import Schedule
from routines.models import Plan, Routine


def routine_for(schedule: Schedule) -> Routine | None:
    """The routine chosen for this reminder, else the plan's main one. None if there is neither."""
    if schedule.routine and not schedule.routine.retired:
        return schedule.routine
    plan = current_plan(schedule)
    return plan.routine if plan else None


def done_on(schedule: Schedule, local_date: date) -> bool:
    """Was this session finished that day? Any routine of the plan counts for "my plan"."""
    done = set(
        schedule.user.sessions.filter(local_date=local_date).values_list("routine", flat=True)
    )
    return bool(done) and not done.isdisjoint(counting(schedule))


def counting(schedule: Schedule) -> set[int]:
    """The routines that count as the session this reminder is for."""
    if schedule.routine:
        return {schedule.routine.pk}
    plan = current_plan(schedule)
    return {plan.routine_id, *(other.pk for other in plan.others.all())} if plan else set()


def current_plan(schedule: Schedule) -> Plan | None:
    """Asked for once a schedule in hand: the last look and the message speak of the same plan."""
    known = schedule.__dict__
    if "current_plan" not in known:
        known["current_plan"] = Plan.objects.current(schedule.user)
    return known["current_plan"]
