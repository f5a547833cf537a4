"""Pages travel compressed: their drawings shrink to a third. Static files are compressed when collected."""

from django.middleware.gzip import GZipMiddleware


class Pages(GZipMiddleware):
    """Django's own, which adds bytes of random length so that size tells nothing about a secret (BREACH).

    The API is left alone: its answers are small, and their ETags stay strong.
    """

    def process_response(self, request, response):
        if request.path.startswith("/api/"):
            return response
        return super().process_response(request, response)
