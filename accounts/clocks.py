"""Who else must hear that a person chose another time zone. The site fills this in as it starts."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accounts.models import User

_listeners: "list[Callable[[User], None]]" = []


def when_moved(listener: "Callable[[User], None]") -> None:
    if listener not in _listeners:
        _listeners.append(listener)


def moved(user: "User") -> None:
    """Called by the model once the new zone is saved, in the same transaction."""
    for listener in _listeners:
        listener(user)
