"""What anybody may read is kept by caches for a while, then asked about again by its tag."""

from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag
from rest_framework.permissions import AllowAny
from rest_framework.views import APIView

SAFE = ("GET", "HEAD")


class Public(APIView):
    """For a view whose answer is the same for everybody. Put it first: `class ExerciseList(Public, ListAPIView)`.

    Adds a strong ETag and `Cache-Control: public`; answers 304 to a reader who has it already.
    Knows no session: a member and a visitor get the same bytes.
    """

    authentication_classes: list = []
    permission_classes = [AllowAny]
    max_age = 300  # seconds

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        if request.method in SAFE and response.status_code == 200:
            patch_cache_control(response, public=True, max_age=self.max_age)
            response.add_post_render_callback(lambda done: conditional(request, done))
        return response


def conditional(request, response):
    set_response_etag(response)
    return get_conditional_response(request, etag=response["ETag"], response=response)
