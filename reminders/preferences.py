"""What a person wants of all their reminders together: quiet hours, and how many in a day."""

from datetime import time

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reminders.policy import Quiet

MOST_A_DAY = 10


class PreferencesManager(models.Manager["Preferences"]):
    def of(self, user) -> "Preferences":
        """This person's choices; ours, unsaved, until they make some."""
        return self.filter(user=user).first() or Preferences(user=user)


class Preferences(models.Model):
    """One row a person who changed something."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="reminder_preferences"
    )
    quiet_from = models.TimeField(default=time(22, 0))
    quiet_until = models.TimeField(default=time(7, 0))
    most_a_day = models.PositiveSmallIntegerField(
        default=3, validators=[MinValueValidator(1), MaxValueValidator(MOST_A_DAY)]
    )

    objects = PreferencesManager()

    class Meta:
        verbose_name = verbose_name_plural = gettext_lazy("reminder preferences")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(most_a_day__gte=1, most_a_day__lte=MOST_A_DAY),
                name="reminders_1_to_10_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"preferences {self.pk}"

    @property
    def quiet(self) -> Quiet:
        return Quiet(self.quiet_from, self.quiet_until)

    def in_words(self) -> str:
        return _("%(start)s to %(end)s, at most %(most)s a day") % {
            "start": time_format(self.quiet_from, "H:i"),
            "end": time_format(self.quiet_until, "H:i"),
            "most": self.most_a_day,
        }
