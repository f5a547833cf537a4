"""Which session a reminder is for, and whether it is already done."""

from datetime import date

from reminders.models import Schedule
from routines.models import Plan, Routine


def routine_for(schedule: Schedule) -> Routine | None:
    """The routine chosen for this reminder, else the plan's main one. None if there is neither."""
    if schedule.routine and not schedule.routine.retired:
        return schedule.routine
    plan = Plan.objects.current(schedule.user)
    return plan.routine if plan else None


def done_on(schedule: Schedule, local_date: date) -> bool:
    """Was this session finished that day? Any routine of the plan counts for "my plan"."""
    if schedule.routine:
        counts = [schedule.routine]
    else:
        plan = Plan.objects.current(schedule.user)
        counts = [plan.routine, *plan.others.all()] if plan else []
    return schedule.user.sessions.filter(local_date=local_date, routine__in=counts).exists()
