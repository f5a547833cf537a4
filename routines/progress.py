"""What to do next time, from how a session felt. Pure.

Source: the pain-monitoring model, used as a rule of thumb. Silbernagel 2007 (silbernagel-2007).
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

CAREFUL_FROM = 4  # out of 10: make it smaller
STOP_ABOVE = 5


@dataclass(frozen=True)
class Advice:
    """One sentence for next time. `ease_off`: worth stopping to read it."""

    text: str
    ease_off: bool


def after_session(felt: str, pain_during: int | None) -> Advice | None:
    """None when nothing was said. pain_during: 0 to 10."""
    if pain_during is not None and pain_during > STOP_ABOVE:
        return Advice(
            _(
                "That is enough for today. If it is not back to its usual level tomorrow, take the self-check again."
            ),
            True,
        )
    if felt == "much" or (pain_during or 0) >= CAREFUL_FROM:
        return Advice(_("Do half as much next time, or make each move smaller."), True)
    if felt == "easy":
        return Advice(
            _("After 3 sessions like this and calm mornings, go up one small step."), False
        )
    if felt or pain_during is not None:
        return Advice(_("Good. Keep it the same next time."), False)
    return None
