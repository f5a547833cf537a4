"""What the player says. {names} are filled in by static/js/player."""

from django.utils.translation import gettext_lazy as _

PLAYER = {
    "ready": _("Press Start when you are in position."),
    "left_off": _("This is where you left off."),
    "start": _("Start"),
    "get_ready": _("Get ready"),
    "next": _("Next"),
    "last": _("This is the last one."),
    "rest": _("Rest"),
    "switch": _("Change side"),
    "right": _("Right side"),
    "left": _("Left side"),
    "both": _("Sides in turn"),
    "of": _("of {time}"),
    "rep": _("{n} of {of}"),
    "reps": _("about {reps}"),
    "in_all": _("in all"),
    "to_go": _("to go"),
    "where": _("move {n} of {m}"),
    "pause": _("Pause"),
    "resume": _("Carry on"),
    "easier": _("Make it easier"),
    "usual": _("Usual move"),
    "done": _("Done. Well done."),
    "done_minute": _("Done. 1 minute."),
    "done_minutes": _("Done. {n} minutes."),
}
