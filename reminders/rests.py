"""A channel that rests for one person because what we send there is refused for good."""

from datetime import datetime

from django.conf import settings
from django.db import models


class ChannelRestManager(models.Manager["ChannelRest"]):
    def active(self, user, channel: str) -> "ChannelRest | None":
        return self.filter(user=user, channel=channel, lifted_at=None).first()

    def begin(self, user, channel: str, now: datetime) -> None:
        """Twice is once."""
        self.get_or_create(user=user, channel=channel, lifted_at=None, defaults={"since": now})

    def lift(self, user, channel: str, now: datetime) -> bool:
        """Try again from now on. False if the channel was not resting."""
        return self.filter(user=user, channel=channel, lifted_at=None).update(lifted_at=now) > 0


class ChannelRest(models.Model):
    """From `since` until `lifted_at` nothing goes to this person by this channel."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="channel_rests")
    channel = models.CharField(max_length=10)
    since = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    objects = ChannelRestManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "channel"],
                condition=models.Q(lifted_at=None),
                name="one_rest_a_channel",
            )
        ]

    def __str__(self) -> str:
        return f"rest {self.pk}"
