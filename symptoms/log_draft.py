"""What was being typed on the log page when the danger signs came first: kept sealed in the visit, for an hour."""

import json
from datetime import date

from accounts.encryption import seal, unseal
from symptoms.log_form import LogForm
from symptoms.log_models import ANSWERS

NAME = "log_draft"
AN_HOUR = 60 * 60  # seconds


def keep(request, form: LogForm, day: date) -> None:
    """Whatever was answered so far about this day, right or wrong, if anything was."""
    answers = {name: form[name].value() for name in ANSWERS if form[name].value()}
    if answers:
        draft = json.dumps({"day": day.isoformat(), "answers": answers})
        request.session[NAME] = seal(draft.encode(), NAME)


def take(request, day: date) -> dict:
    """The draft about this day, once; {} if there is none."""
    sealed = request.session.get(NAME, "")
    opened = unseal(sealed, NAME, max_age=AN_HOUR) if sealed else None
    draft = json.loads(opened) if opened else {}
    if draft.get("day") != day.isoformat():
        return {}
    del request.session[NAME]
    return draft["answers"]
