"""What was being typed on the log page when the danger signs came first: kept sealed in the visit, for an hour."""

import json

from accounts.encryption import seal, unseal
from symptoms.log_form import LogForm
from symptoms.log_models import ANSWERS

NAME = "log_draft"
AN_HOUR = 60 * 60  # seconds


def keep(request, form: LogForm) -> None:
    """Whatever was answered so far, right or wrong, if anything was."""
    draft = {name: form[name].value() for name in ANSWERS if form[name].value()}
    if draft:
        request.session[NAME] = seal(json.dumps(draft).encode(), NAME)


def take(request) -> dict:
    """The draft, once; {} if there is none."""
    sealed = request.session.pop(NAME, "")
    draft = unseal(sealed, NAME, max_age=AN_HOUR) if sealed else None
    return json.loads(draft) if draft else {}
