"""How often a person means to log, and the suggestion that fits them now."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from symptoms import easing
from symptoms.easing import Facts, Look, Pace, Step

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

START_ROWS = 40  # enough for seven days, at several entries a day
RECENT = timedelta(days=35)

TITLES: "dict[Step, StrOrPromise]" = {
    Step.WORSE: _("It may be time to ask somebody"),
    Step.NO_BETTER: _("Six weeks, and not much better"),
    Step.EASE: _("Once a week is enough now"),
    Step.STOP: _("You may stop logging"),
}
WHY: "dict[Step, StrOrPromise]" = {
    Step.WORSE: _(
        "Your log says it is worse than when you started. A physiotherapist or your GP can look at it with you."
    ),
    Step.NO_BETTER: _(
        "It has been six weeks and your log is about where it was. That is a good time to see a physiotherapist. One page tells them what you tried."
    ),
    Step.EASE: _(
        "Four quiet weeks in a row. A short look back once a week now tells you as much as a daily log."
    ),
    Step.STOP: _(
        "It has stayed quiet for weeks. You do not need a log for that. Write down what helped first, for a day when it comes back."
    ),
}


class LogChoicesManager(models.Manager["LogChoices"]):
    def of(self, user) -> "LogChoices":
        """This person's choices; ours, unsaved, until they make some."""
        return self.filter(user=user).first() or LogChoices(user=user)


class LogChoices(models.Model):
    """One row a person who chose something about their log."""

    class Paces(models.TextChoices):
        DAILY = Pace.DAILY.value, _("Every day, or when you like")
        WEEKLY = Pace.WEEKLY.value, _("Once a week")
        STOPPED = Pace.STOPPED.value, _("Stopped")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="log_choices"
    )
    pace = models.CharField(max_length=8, choices=Paces.choices, default=Paces.DAILY)
    since = models.DateField(null=True, blank=True, help_text=_("When this pace began."))
    refused_on = models.DateField(
        null=True, blank=True, help_text=_("When a suggestion to do less was last refused.")
    )
    weekly = models.BooleanField(default=True, help_text=_("Ask for a look back once a week."))

    objects = LogChoicesManager()

    class Meta:
        verbose_name = verbose_name_plural = _("choices about the log")

    def __str__(self) -> str:
        return f"log choices {self.pk}"

    @property
    def wants_weekly(self) -> bool:
        return self.weekly and self.pace != Pace.STOPPED

    def go(self, pace: Pace, today: date) -> None:
        self.pace, self.since, self.refused_on = pace, today, None
        self.save()

    def refuse(self, today: date) -> None:
        self.refused_on = today
        self.save()


@dataclass(frozen=True)
class Standing:
    """Where a person is with their log, and the one thing to suggest."""

    pace: Pace
    since: date | None
    step: Step
    weekly: bool

    @property
    def title(self) -> str:
        return str(TITLES.get(self.step, ""))

    @property
    def why(self) -> str:
        return str(WHY.get(self.step, ""))

    @property
    def has_words(self) -> bool:
        """Is there anything to say: a suggestion, or a slower pace to come back from?"""
        return bool(self.step) or self.pace != Pace.DAILY

    @property
    def leads_to_care(self) -> bool:
        return self.step in {Step.WORSE, Step.NO_BETTER}


def standing(user, today: date) -> Standing:
    chosen = LogChoices.objects.of(user)
    pace = Pace(chosen.pace)
    known = Facts(
        today,
        worst_days(user.log_entries, today),
        looks(user),
        pace,
        chosen.since,
        chosen.refused_on,
    )
    return Standing(pace, chosen.since, easing.next_step(known), chosen.wants_weekly)


def worst_days(entries, today: date) -> dict[date, int]:
    """The first week or so and the last five weeks: however long somebody logs, it is a few rows."""
    first = entries.order_by("local_date").values_list("local_date", "worst")[:START_ROWS]
    last = entries.filter(local_date__gt=today - RECENT).values_list("local_date", "worst")
    found: dict[date, int] = {}
    for day, score in [*first, *last]:
        found[day] = max(score, found.get(day, 0))
    return found


def looks(user) -> list[Look]:
    rows = user.weekly_checks.values_list("local_date", "average", "change", "flares")
    return [Look(*row) for row in rows]
