"""Every routines table, in one place for Django to find."""

from routines.library import Exercise, LoadedContent, Reference, Routine, Step
from routines.personal import ClearScreen, Hold, Plan, PlanDecision, Session
from routines.reports import Report

__all__ = [
    "ClearScreen",
    "Exercise",
    "Hold",
    "LoadedContent",
    "Plan",
    "PlanDecision",
    "Reference",
    "Report",
    "Routine",
    "Session",
    "Step",
]
