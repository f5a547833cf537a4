"""What got in the way of the sessions, and one tip that fits it.

The loop (how many sessions, then praise or a barrier with its tip) is that of a web plan with automated
messages that worked in a randomised trial (JMIR mHealth 2019, e14619). The tips are our own.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from symptoms.weekly_models import Barrier

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Tip:
    """words: two sentences at most. link: the name of an address, and args; label: its words."""

    words: "StrOrPromise"
    label: "StrOrPromise" = ""
    link: str = ""
    args: tuple[str, ...] = ()


TIPS: dict[str, Tip] = {
    Barrier.TIME: Tip(
        _("Half of it counts. A few minutes at your desk count too."),
        _("See the desk break"),
        "routines:detail",
        ("desk-break",),
    ),
    Barrier.FORGOT: Tip(
        _("Tie it to something you do anyway, such as after lunch. A nudge at that time can help."),
        _("Set a reminder"),
        "reminders:home",
    ),
    Barrier.SORE: Tip(
        _(
            "Up to 3 out of 10 while you move is fine if it is back to usual the next morning. If it is more, do half or make each move smaller."
        ),
        _("See what fits now"),
        "routines:plan",
    ),
    Barrier.TIRED: Tip(
        _("Pick a time when you are fresher, or lie down for a gentle one. That counts as well."),
        _("Try “Calm it down”"),
        "routines:detail",
        ("calm-it-down",),
    ),
    Barrier.DULL: Tip(
        _("Just begin with the first move. If you want to stop after it, stop. Often you go on."),
        _("See my plan"),
        "routines:plan",
    ),
    Barrier.PLACE: Tip(
        _("Some routines need no floor and no kit. They work in a hotel room or at a desk."),
        _("Routines without lying down"),
        "routines:list",
    ),
    Barrier.DOUBT: Tip(
        _("Change is slow and hard to feel from day to day. Your log shows it better than memory."),
        _("See how it goes over time"),
        "symptoms:trends",
    ),
    Barrier.UNWELL: Tip(
        _("Rest first. Begin with half when you are well again: nothing is lost by a week off.")
    ),
}


def tip_for(barrier: str) -> Tip | None:
    return TIPS.get(barrier)
