"""How a reminder leaves the house: one file a channel, all with the same few words."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from reminders.models import Attempt, Delivery


@dataclass(frozen=True)
class Result:
    """What became of one try.

    outcome: an Attempt.Outcome. `refused_for_now` and `refused` promise that nothing was accepted.
    code: the reply code or the kind of error, for the ledger; never the server's own words.
    reachable: False if there was nobody to talk to at all, so that trying the next one is idle.
    wait: how long the other side asked us to wait, if it did.
    """

    outcome: str
    code: str = ""
    reachable: bool = True
    wait: timedelta | None = None


SENT = Result(Attempt.Outcome.SENT)


class Line(Protocol):
    """One channel, open for a batch."""

    def __enter__(self) -> "Line": ...

    def __exit__(self, *exc) -> None: ...

    def message(self, delivery: Delivery, now: datetime) -> Any:
        """Write the message; touch no network."""

    def send(self, message: Any) -> Result:
        """Hand it over; never raise for what the other side did."""
