"""What allauth asks us at its turning points."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.encryption import seal, unseal
from accounts.models import User

SECOND_FACTOR = "second factor"


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "That address and password do not go together. Try again, or let us send you a code."
        ),
        "incorrect_code": _("That is not the code. Look in your newest mail and try again."),
        "incorrect_password": _("That is not your password. Please try again."),
        "enter_current_password": _("That is not your password. Please try again."),
        "too_many_login_attempts": _(
            "That was a lot of tries. Please wait a few minutes, then try again."
        ),
        "rate_limited": _("That was a lot of tries. Please wait a moment, then try again."),
        "same_as_current": _("That is your address already."),
        "duplicate_email": _("That is your address already."),
    }

    def save_user(self, request, user, form, commit=True):
        """A new person, with the zone their browser told us and the time they said they are 16 or over."""
        user.time_zone = form.cleaned_data["time_zone"]
        user.over_16_at = timezone.now()
        return super().save_user(request, user, form, commit)

    def render_mail(self, template_prefix, email, context, headers=None):
        """A mail's words are written once, as text; the HTML part says the same."""
        ours = {
            "product_name": settings.PRODUCT_NAME,
            "contact_email": settings.CONTACT_EMAIL,
            "site_url": settings.SITE_URL,
            "sign_in_url": settings.SITE_URL + reverse("account_login"),
        }
        mail = super().render_mail(template_prefix, email, {**context, **ours}, headers)
        parts = {
            "subject": mail.subject,
            "paragraphs": mail.body.split("\n\n"),
            "code": context.get("code"),
        }
        mail.attach_alternative(render_to_string("account/email/layout.html", parts), "text/html")
        return mail


class SecondFactorAdapter(DefaultMFAAdapter):
    """The secrets of a second factor are sealed, as notes are."""

    def encrypt(self, text: str) -> str:
        return seal(text.encode(), SECOND_FACTOR)

    def decrypt(self, encrypted_text: str) -> str:
        return (unseal(encrypted_text, SECOND_FACTOR) or b"").decode()


def shown_as(user: User) -> str:
    """What allauth calls a person on their own pages."""
    return user.email
