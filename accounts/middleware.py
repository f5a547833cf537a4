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


def refused_forms_are_422(get_response):
    """A form that comes back with errors answers 422, on allauth's pages as on ours."""

    def answer(request):
        return get_response(request)

    def mark(request, response):
        form = (response.context_data or {}).get("form")
        if response.status_code == 200 and form is not None and form.is_bound and form.errors:
            response.status_code = 422
        return response

    answer.process_template_response = mark
    return answer
