"""How the morning after a session was, from whoever keeps a log. Filled by psoascare: the log is to our right."""

from collections.abc import Callable, Mapping
from datetime import date

# user -> local day -> "calm" or "sore"; a day without a word is left out
Source = Callable[..., Mapping[date, str]]

SOURCES: list[Source] = []


def register(source: Source) -> None:
    if source not in SOURCES:
        SOURCES.append(source)


def mornings(user) -> dict[date, str]:
    """Every source's word, a sore one last: when two disagree, the sore one counts."""
    told = [(day, word) for source in SOURCES for day, word in source(user).items()]
    return dict(sorted(told, key=lambda pair: pair[1] == "sore"))
