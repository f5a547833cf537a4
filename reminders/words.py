"""Days and times in the words a person uses."""

from datetime import datetime, time, timedelta

from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import date_format, time_format
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


def tied(rhythm: str, cue: str) -> str:
    """The pattern with what it is tied to: "Weekdays at 17:30, when I finish work"."""
    return f"{rhythm}, {lower_first(cue)}" if cue else rhythm


def lower_first(words: str) -> str:
    """As in the middle of a sentence; "I" and names in capitals stay as they are."""
    second_is_small = len(words) > 1 and words[1].islower()
    return words[0].lower() + words[1:] if second_is_small else words


def moment(at: datetime, local_time: time) -> str:
    """When a reminder rings, on its own clock, with a word if the clocks change in that night.

    at: the moment, in the reminder's zone. local_time: the time that was asked for.
    """
    shown = date_format(at, "l j F, H:i")
    note = clock_note(at, local_time)
    return f"{shown} ({note})" if note else shown


def clock_note(at: datetime, local_time: time) -> str:
    """What the clocks do in the night before, or of, this moment; "" if nothing."""
    noon = at.replace(hour=12, minute=0, fold=0)
    before, after = (noon - timedelta(days=1)).utcoffset(), noon.utcoffset()
    if before == after or before is None or after is None:
        return ""
    asked = time_format(local_time, "H:i")
    if at.time().replace(fold=0) != local_time:
        return _("clocks change that night and skip %(time)s") % {"time": asked}
    if at.replace(fold=0).utcoffset() != at.replace(fold=1).utcoffset():
        return _("clocks change that night: %(time)s comes twice, we ring once") % {"time": asked}
    if after > before:
        return _("clocks go forward that night")
    return _("clocks go back that night")
