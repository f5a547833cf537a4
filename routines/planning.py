"""A member's plan and what comes next in it: the rows, read for the rule; the rule's offer, carried out."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db import transaction

from routines import progress
from routines.models import Plan, PlanDecision
from routines.mornings import mornings
from routines.progress import Done, Offer, Share, State

UPKEEP_PER_WEEK = 2


def offer(plan: Plan, today: date) -> Offer:
    return progress.next_step(sessions(plan), state(plan), today)


def sessions(plan: Plan) -> list[Done]:
    """The plan's sessions of the last 6 weeks or so, each with its morning after."""
    rows = plan.user.sessions.filter(finished_at__gte=plan.created_at).order_by("-finished_at")
    words = mornings(plan.user)
    return [
        Done(
            row.finished_at,
            row.local_date,
            row.pain_during,
            row.felt,
            words.get(row.local_date + timedelta(days=1), ""),
        )
        for row in rows[:60]
    ]


def state(plan: Plan) -> State:
    decided: dict[str, datetime] = {}
    for decision in plan.decisions.order_by("decided_at"):
        decided[decision.offer] = decision.decided_at
    settled = plan.decisions.filter(offer="upkeep", accepted=True).order_by("-decided_at").first()
    zone = plan.user.zone
    return State(
        began=plan.created_at.astimezone(zone).date(),
        half=plan.dose == Plan.Dose.HALF,
        week=plan.week,
        stages=stages(plan),
        upkeep_since=settled.decided_at.astimezone(zone).date()
        if settled and plan.upkeep
        else None,
        decided=decided,
    )


def stages(plan: Plan) -> tuple[int, ...]:
    weeks = plan.routine.steps.values_list("from_week", flat=True)
    return tuple(sorted({1, *weeks}))


def share(plan: Plan, today: date) -> Share:
    first = today - timedelta(days=progress.SHARE_DAYS - 1)
    days = plan.user.sessions.filter(local_date__gte=first).values_list("local_date", flat=True)
    began = plan.created_at.astimezone(plan.user.zone).date()
    return progress.share(set(days), plan.per_week, began, today)


@transaction.atomic
def answer(plan: Plan, made: Offer, accepted: bool, now: datetime) -> None:
    """Write down what was answered, and do it if it was a yes."""
    PlanDecision.objects.create(
        plan=plan, offer=made.name, why=made.why, accepted=accepted, decided_at=now
    )
    if accepted and made.name in CARRY_OUT:
        CARRY_OUT[made.name](plan, now)


def step_up(plan: Plan, now: datetime) -> None:
    """One thing at a time: the whole dose first, then the next stage; after that, the routine's own words."""
    following = state(plan).next_stage
    if plan.dose == Plan.Dose.HALF:
        plan.dose = Plan.Dose.FULL
    elif following:
        plan.week = following
    plan.save(update_fields=["dose", "week"])


def step_down(plan: Plan, now: datetime) -> None:
    plan.dose = Plan.Dose.HALF
    plan.save(update_fields=["dose"])


def settle(plan: Plan, now: datetime) -> None:
    plan.upkeep, plan.per_week = True, min(plan.per_week, UPKEEP_PER_WEEK)
    plan.save(update_fields=["upkeep", "per_week"])


def stop(plan: Plan, now: datetime) -> None:
    plan.end(now)


CARRY_OUT: dict[str, Callable[[Plan, datetime], None]] = {
    "up": step_up,
    "down": step_down,
    "upkeep": settle,
    "stop": stop,
}
