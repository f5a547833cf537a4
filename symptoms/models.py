"""Every symptoms table, in one place for Django to find."""

from symptoms.check_models import SelfCheckResult, SelfCheckVersion
from symptoms.log_models import LogEntry
from symptoms.report_models import Report, ReportLink

__all__ = ["LogEntry", "Report", "ReportLink", "SelfCheckResult", "SelfCheckVersion"]
