"""When to do more, the same, less, or go back to the check. Pure: `today` and the log's mornings are passed in.

A good session hurt 0 to 3 out of 10, was not too much, and the next morning was back to usual. A
flare is pain above 5 during a session, or still sore the next morning.

Source: the pain-monitoring model, used as a rule of thumb (Silbernagel 2007, silbernagel-2007), as
content/routines.yaml states it under `progress_general` and `regress_general`. Weeks and counts for
the two endings are our own.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

CAREFUL_FROM = 4  # out of 10: make it smaller
STOP_ABOVE = 5
GOOD_SESSIONS = 3  # in a row, before one step up
FLARE_DAYS = 7  # two flares within this many days lead back to the check
SETTLED_WEEKS = 6  # of a plan, before a little now and then may be enough
QUIET_DAYS = 28  # without a flare, before either ending is offered
SHARE_DAYS = 14

ADVICE = {
    "stop": gettext_lazy(
        "That is enough for today. If it is not back to its usual level tomorrow, take the self-check again."
    ),
    "half": gettext_lazy("Do half as much next time, or make each move smaller."),
    "up": gettext_lazy("After 3 sessions like this and calm mornings, go up one small step."),
    "same": gettext_lazy("Good. Keep it the same next time."),
}


@dataclass(frozen=True)
class Advice:
    """One sentence for next time. `ease_off`: worth stopping to read it."""

    name: str

    @property
    def text(self) -> str:
        return str(ADVICE[self.name])

    @property
    def ease_off(self) -> bool:
        return self.name in {"stop", "half"}


def after_session(felt: str, pain_during: int | None) -> Advice | None:
    """None when nothing was said. pain_during: 0 to 10. static/js/player/finish.js says the same."""
    if pain_during is not None and pain_during > STOP_ABOVE:
        return Advice("stop")
    if felt == "much" or (pain_during or 0) >= CAREFUL_FROM:
        return Advice("half")
    if felt == "easy":
        return Advice("up")
    return Advice("same") if felt or pain_during is not None else None


# ------------------------------------------------------------------ the plan


@dataclass(frozen=True)
class Done:
    """One session as the rule sees it. pain: 0 to 10 or None; morning after: calm, sore or ""."""

    at: datetime
    day: date
    pain: int | None = None
    felt: str = ""
    morning: str = ""

    @property
    def flare(self) -> bool:
        return (self.pain or 0) > STOP_ABOVE or self.morning == "sore"

    @property
    def much(self) -> bool:
        return self.flare or self.felt == "much" or (self.pain or 0) >= CAREFUL_FROM

    @property
    def good(self) -> bool:
        return self.pain is not None and not self.much and self.morning == "calm"


@dataclass(frozen=True)
class State:
    """Where a plan stands.

    stages: the weeks at which its routine grows, such as (1, 3, 5); (1,) when it does not.
    decided: when each offer was last answered, yes or no. upkeep_since: None unless settled.
    """

    began: date
    half: bool = False
    week: int = 1
    stages: tuple[int, ...] = (1,)
    upkeep_since: date | None = None
    decided: Mapping[str, datetime] = field(default_factory=dict)

    @property
    def next_stage(self) -> int | None:
        return next((week for week in self.stages if week > self.week), None)


@dataclass(frozen=True)
class Offer:
    """What we suggest, and why. name: check, down, up, upkeep, stop or hold; hold asks for no answer."""

    name: str
    why: str

    @property
    def asks(self) -> bool:
        return self.name != "hold"


def next_step(sessions: Sequence[Done], state: State, today: date) -> Offer:
    """The one thing to suggest now. sessions: all of the plan's, in any order.

    A refused offer comes back only when something new has happened.
    """
    done = sorted(sessions, key=lambda one: one.at)
    for rule in (back_to_check, step_down, ending, settle, step_up):
        if offer := rule(done, state, today):
            return offer
    return hold(done, state)


def back_to_check(done: Sequence[Done], state: State, today: date) -> Offer | None:
    flares = [one for one in since(done, state, "check") if one.flare]
    recent = [one for one in flares if (today - one.day).days < FLARE_DAYS]
    if len(recent) < 2:
        return None
    return Offer(
        "check",
        _("It flared up twice in a week. The self-check finds out whether this still suits you."),
    )


def step_down(done: Sequence[Done], state: State, today: date) -> Offer | None:
    new = since(done, state, "down")
    if not new or not new[-1].much or state.half:
        return None
    last = new[-1]
    if last.morning == "sore":
        return Offer("down", _("You were still sore the morning after your last session."))
    if last.pain is not None and last.pain >= CAREFUL_FROM:
        why = _("Your last session hurt %(pain)d out of 10.") % {"pain": last.pain}
        return Offer("down", why)
    return Offer("down", _("Your last session felt like too much."))


def ending(done: Sequence[Done], state: State, today: date) -> Offer | None:
    if not state.upkeep_since or not long_ago(state.upkeep_since, today, QUIET_DAYS):
        return None
    if answered_lately(state, "stop", today) or flared_lately(done, today):
        return None
    return Offer("stop", _("Four quiet weeks with a little now and then. You may stop here."))


def settle(done: Sequence[Done], state: State, today: date) -> Offer | None:
    if state.upkeep_since or state.half or state.next_stage:
        return None
    if not long_ago(state.began, today, SETTLED_WEEKS * 7) or answered_lately(
        state, "upkeep", today
    ):
        return None
    if flared_lately(done, today) or good_in_a_row(done) < GOOD_SESSIONS:
        return None
    return Offer(
        "upkeep", _("Six weeks, and your last sessions were calm. Less may be enough now.")
    )


def step_up(done: Sequence[Done], state: State, today: date) -> Offer | None:
    new = [one for one in done if not state.decided or one.at > max(state.decided.values())]
    if state.upkeep_since or good_in_a_row(new) < GOOD_SESSIONS:
        return None
    return Offer(
        "up",
        _("Your last 3 sessions hurt no more than 3 out of 10, and each morning after was calm."),
    )


def hold(done: Sequence[Done], state: State) -> Offer:
    if not done:
        return Offer("hold", _("Start with this one and see how the next morning is."))
    if done[-1].much and state.half:
        return Offer("hold", _("The last one was a lot. Stay with half until it is calm."))
    if done[-1].much:
        return Offer("hold", _("The last one was a lot. See how the next one and its morning go."))
    if state.upkeep_since:
        return Offer("hold", _("A little now and then is enough."))
    good = good_in_a_row(done)
    if good == 0:
        return Offer("hold", _("Log how the morning after is: that decides when to do more."))
    why = ngettext(
        "%(count)d good session so far. After 3 in a row there is one step more.",
        "%(count)d good sessions so far. After 3 in a row there is one step more.",
        min(good, GOOD_SESSIONS),
    )
    return Offer("hold", why % {"count": min(good, GOOD_SESSIONS)})


def good_in_a_row(done: Sequence[Done]) -> int:
    """How many of the latest sessions were good, up to the first that was not."""
    count = 0
    for one in reversed(done):
        if not one.good:
            break
        count += 1
    return count


def since(done: Sequence[Done], state: State, offer: str) -> list[Done]:
    """The sessions after this offer was last answered."""
    answered = state.decided.get(offer)
    return [one for one in done if answered is None or one.at > answered]


def flared_lately(done: Sequence[Done], today: date) -> bool:
    return any(one.flare and not long_ago(one.day, today, QUIET_DAYS) for one in done)


def answered_lately(state: State, offer: str, today: date) -> bool:
    answered = state.decided.get(offer)
    return answered is not None and not long_ago(answered.date(), today, QUIET_DAYS)


def long_ago(day: date, today: date, days: int) -> bool:
    return today - day >= timedelta(days=days)


# ------------------------------------------------------------------ the share of the last two weeks


@dataclass(frozen=True)
class Share:
    """Days with a session in the last 14 days, beside the person's own target for as many days."""

    done: int
    target: int
    days: int


def share(days_done: Collection[date], per_week: int, began: date, today: date) -> Share:
    """Rolling: yesterday's missed day is gone in two weeks. A plan younger than that has a smaller target."""
    days = min(SHARE_DAYS, (today - began).days + 1)
    first = today - timedelta(days=days - 1)
    done = len({day for day in days_done if first <= day <= today})
    return Share(done, max(1, round(per_week * days / 7)), days)
