from rest_framework.authentication import SessionAuthentication


class MemberSession(SessionAuthentication):
    """The site's own sign-in. Anything but reading needs the CSRF token in `X-CSRFToken`."""

    def authenticate_header(self, request) -> str:
        """Makes "not signed in" a 401, apart from "not allowed"."""
        return "Session"
