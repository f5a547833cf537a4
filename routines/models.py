"""Every routines table, in one place for Django to find."""

from routines.library import Exercise, LoadedContent, Reference, Routine, Step
from routines.personal import ClearScreen, Hold, Plan, PlanDecision, Session

__all__ = [
    "ClearScreen",
    "Exercise",
    "Hold",
    "LoadedContent",
    "Plan",
    "PlanDecision",
    "Reference",
    "Routine",
    "Session",
    "Step",
]
