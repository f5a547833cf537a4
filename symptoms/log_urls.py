from datetime import date

from django.urls import path, register_converter

from symptoms import log_views


class DayConverter:
    """A date as 2026-11-24; anything else, and a day no calendar has, is not found."""

    regex = r"20\d\d-\d\d-\d\d"
    to_python = staticmethod(date.fromisoformat)
    to_url = staticmethod(date.isoformat)


register_converter(DayConverter, "day")

urlpatterns = [
    path("log/", log_views.log, name="log"),
    path("log/entry/<uuid:public_id>/", log_views.log_entry, name="log_entry"),
    path("log/<day:day>/", log_views.log_day, name="log_day"),
]
