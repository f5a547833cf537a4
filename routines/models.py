"""Every routines table, in one place for Django to find."""

from routines.library import Exercise, LoadedContent, Reference, Routine, Step
from routines.personal import Hold, Plan, Session
from routines.reports import Report

__all__ = [
    "Exercise",
    "Hold",
    "LoadedContent",
    "Plan",
    "Reference",
    "Report",
    "Routine",
    "Session",
    "Step",
]
