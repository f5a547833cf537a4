"""The person a command is about."""

from django.core.management.base import CommandError

from accounts.models import User


def add_person(parser) -> None:
    parser.add_argument("email", help="the address they sign in with")


def find_person(email: str) -> User:
    try:
        return User.objects.get_by_natural_key(email)
    except User.DoesNotExist:
        raise CommandError(f"Nobody has the address {email}. Check the spelling.") from None
