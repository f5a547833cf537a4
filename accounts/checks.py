"""What an operator needs to know before a public site starts."""

from django.conf import settings
from django.core.checks import Warning, register


@register
def notes_have_a_key_outside_this_machine(app_configs, **_):
    if settings.IS_LOCAL or settings.NOTES_KEYS:
        return []
    return [
        Warning(
            "NOTES_KEYS is not set, so the key to people's notes is a file on this machine only.",
            hint="Write NOTES_KEYS= followed by at least 32 random characters, and keep a copy: without it the notes cannot be read.",
            id="accounts.W001",
        )
    ]
