"""Security headers on every answer, errors included."""

from csp.constants import NONCE, SELF
from django.utils.cache import patch_cache_control

PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=(), screen-wake-lock=(self)"
# The editor injects its own style elements and an import map. Nothing a reader opens allows that.
ADMIN_POLICY = {
    "script-src": [SELF, NONCE],
    "style-src": [SELF, "'unsafe-inline'"],
    "frame-src": [SELF],  # the preview sets a draft in a frame
    "require-trusted-types-for": None,
}


def headers(get_response):
    def add(request):
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.path.startswith("/admin/"):
            response._csp_replace = ADMIN_POLICY
        return response

    return add


def personal_pages_stay_private(get_response):
    """A page made for a signed-in person is kept by no cache, shared or their own."""

    def add(request):
        response = get_response(request)
        if request.user.is_authenticated:
            patch_cache_control(response, private=True, no_store=True)
        return response

    return add
