"""What a person's log says about the mornings after, for their plan."""

from datetime import date, timedelta

from django.utils import timezone

from symptoms.log_models import LogEntry, Morning

DAYS = 60
WORDS = {Morning.BACK_TO_USUAL: "calm", Morning.STILL_SORE: "sore"}


def told(user) -> dict[date, str]:
    """calm or sore by local day, for the last 60 days. A day that was called both was sore."""
    first = user.local_date(timezone.now()) - timedelta(days=DAYS)
    entries = LogEntry.objects.filter(user=user, local_date__gte=first, morning__in=WORDS)
    said: dict[date, str] = {}
    for day, morning in entries.values_list("local_date", "morning"):
        said[day] = "sore" if said.get(day) == "sore" else WORDS[Morning(morning)]
    return said
