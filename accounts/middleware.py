"""Times on a page are in the reader's own zone."""

from django.utils import timezone


def own_time_zone(get_response):
    """Show a member every time in the zone they chose; everybody else sees UTC named as such."""

    def show(request):
        if not request.user.is_authenticated:
            return get_response(request)
        with timezone.override(request.user.zone):
            return get_response(request)

    return show


class RefusedFormsAre422:
    """A form that comes back with errors answers 422, on allauth's pages as on ours."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_template_response(self, request, response):
        form = (response.context_data or {}).get("form")
        if response.status_code == 200 and getattr(form, "errors", None):
            response.status_code = 422
        return response
