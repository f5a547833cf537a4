"""How often one caller may ask. Counted under a keyed hash that ends with its window: no address is kept.

A visitor is counted by network address (an IPv6 home by its /64), behind as many proxies as
`TRUSTED_PROXY_COUNT` says; a member by their account. A cache that is down lets everybody through:
a limit is for fairness, and nothing here needs guarding by it.
"""

import logging
from ipaddress import IPv6Address, ip_address, ip_network

from django.db import DatabaseError
from django.utils.crypto import salted_hmac
from redis.exceptions import RedisError
from rest_framework.settings import api_settings
from rest_framework.throttling import SimpleRateThrottle

logger = logging.getLogger(__name__)


class Limit(SimpleRateThrottle):
    """A view may have a narrower limit than everybody's: `throttle_scope`, named in settings."""

    def __init__(self):
        """The rate depends on the view, which is known only when a request comes."""

    def allow_request(self, request, view) -> bool:
        member = bool(request.user and request.user.is_authenticated)
        self.scope = getattr(view, "throttle_scope", "") or ("member" if member else "visitor")
        self.rate = api_settings.DEFAULT_THROTTLE_RATES[self.scope]
        self.num_requests, self.duration = self.parse_rate(self.rate)
        try:
            return super().allow_request(request, view)
        except (RedisError, DatabaseError, OSError) as error:
            logger.warning("Rate limits are not counted: %s", type(error).__name__)
            return True

    def get_cache_key(self, request, view) -> str:
        caller = request.user.pk if request.user and request.user.is_authenticated else None
        who = f"member {caller}" if caller else f"visitor {network(self.get_ident(request))}"
        digest = salted_hmac(f"rate limit {self.scope}", who, algorithm="sha256").hexdigest()
        return f"rate:{digest[:32]}"


def network(address: str | None) -> str:
    """One home, one count: an IPv6 home has 2**64 addresses to choose from. None behind a Unix socket."""
    try:
        known = ip_address((address or "").strip())
    except ValueError:
        return (address or "")[:64]
    if isinstance(known, IPv6Address) and not known.ipv4_mapped:
        return str(ip_network((known, 64), strict=False))
    return str(getattr(known, "ipv4_mapped", None) or known)
