"""Where a reader lives, so that the right emergency number is shown. Not kept by us for visitors."""

from accounts.models import User

COOKIE = "region"
YEAR = 365 * 24 * 60 * 60  # seconds


def region_of(request) -> str:
    """A member's own region; else the one chosen in this browser; else the United Kingdom."""
    if request.user.is_authenticated:
        return request.user.region
    chosen = request.COOKIES.get(COOKIE)
    return chosen if chosen in User.Region.values else User.Region.GB
