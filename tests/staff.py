"""People who work on the site, signed in as the editors' pages ask for: with a second factor in this visit."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth

RECORDS = "account_authentication_methods"


def sign_in(client, user, *, second_factor: bool = True):
    """Signs `user` in and returns the client. Their second factor is real; that it was given is written down."""
    client.force_login(user)
    if not Authenticator.objects.filter(user=user).exists():
        auth.TOTP.activate(user, auth.generate_totp_secret())
    if second_factor:
        session = client.session
        session[RECORDS] = [{"method": "mfa", "at": time.time(), "type": "totp"}]
        session[f"{RECORDS}_user"] = str(user.pk)
        session.save()
    return client
