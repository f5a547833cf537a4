"""Every symptoms table, in one place for Django to find."""

from symptoms.check_models import SelfCheckResult, SelfCheckVersion
from symptoms.flare_models import FlarePlan
from symptoms.log_before import EntryBefore
from symptoms.log_models import LogEntry
from symptoms.pace import LogChoices
from symptoms.report_models import Report, ReportLink
from symptoms.weekly_models import Activity, WeeklyCheck

__all__ = [
    "Activity",
    "EntryBefore",
    "FlarePlan",
    "LogChoices",
    "LogEntry",
    "Report",
    "ReportLink",
    "SelfCheckResult",
    "SelfCheckVersion",
    "WeeklyCheck",
]
