"""Every routines table, in one place for Django to find."""

from routines.library import Exercise, LoadedContent, Reference, Routine, Step
from routines.personal import Hold, Plan, Session

__all__ = ["Exercise", "Hold", "LoadedContent", "Plan", "Reference", "Routine", "Session", "Step"]
