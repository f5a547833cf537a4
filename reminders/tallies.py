"""What is kept of old reminders: how many, and nobody's."""

from django.db import models


class Tally(models.Model):
    """How many deliveries of one day ended in one way. Older ledger rows are folded into these."""

    day = models.DateField()
    channel = models.CharField(max_length=10)
    state = models.CharField(max_length=8)
    reason = models.CharField(max_length=12, blank=True)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "tallies"
        constraints = [
            models.UniqueConstraint(
                fields=["day", "channel", "state", "reason"], name="one_tally_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.channel} {self.state} {self.number}"
