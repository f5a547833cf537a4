"""Days and times in the words a person uses."""

from datetime import time

from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import time_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from reminders.schedule import EVERY_DAY

WORKING_DAYS, WEEKEND = frozenset(range(5)), frozenset({5, 6})


def days_in_words(days: frozenset[int]) -> str:
    """Such as "Every day", "Weekdays", "Tuesdays", or "Mon, Wed and Fri"."""
    if days == EVERY_DAY:
        return _("Every day")
    if days == WORKING_DAYS:
        return _("Weekdays")
    if days == WEEKEND:
        return _("Weekends")
    if len(days) == 1:
        return _("Every %(day)s") % {"day": WEEKDAYS[min(days)]}
    return get_text_list([str(WEEKDAYS_ABBR[day]) for day in sorted(days)], _("and"))


def rhythm(days: frozenset[int], local_time: time) -> str:
    """The whole pattern as one phrase: "Weekdays at 17:30"."""
    return _("%(days)s at %(time)s") % {
        "days": days_in_words(days),
        "time": time_format(local_time, "H:i"),
    }
