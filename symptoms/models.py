"""Every symptoms table, in one place for Django to find."""

from symptoms.check_models import SelfCheckResult, SelfCheckVersion
from symptoms.log_models import LogEntry

__all__ = ["LogEntry", "SelfCheckResult", "SelfCheckVersion"]
