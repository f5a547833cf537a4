"""How a reminder leaves the house: one file a channel, all with the same few words.

A channel is a context manager with `message(delivery)`, which writes the message and touches no
network, and `send(message) -> Result`, which does and never raises for what the other side did.
"""

from dataclasses import dataclass

from reminders.models import Attempt


@dataclass(frozen=True)
class Result:
    """What became of one try.

    outcome: an Attempt.Outcome. `refused_for_now` and `refused` promise that nothing was accepted.
    code: the reply code or the kind of error, for the ledger; never the server's own words.
    reachable: False if there was nobody to talk to at all, so that trying the next one is idle.
    """

    outcome: str
    code: str = ""
    reachable: bool = True


SENT = Result(Attempt.Outcome.SENT)
