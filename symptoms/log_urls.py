from datetime import date

from django.urls import path, register_converter

from symptoms import flare_views, log_views, weekly_views


class DayConverter:
    """A date as 2026-11-24; anything else, and a day no calendar has, is not found."""

    regex = r"20\d\d-\d\d-\d\d"
    to_python = staticmethod(date.fromisoformat)
    to_url = staticmethod(date.isoformat)


register_converter(DayConverter, "day")

urlpatterns = [
    path("log/", log_views.log, name="log"),
    path("log/offline/", log_views.log_offline, name="log_offline"),
    path("log/entry/<uuid:public_id>/", log_views.log_entry, name="log_entry"),
    path("log/entry/<uuid:public_id>/undo/", log_views.undo, name="log_undo"),
    path("log/week/", weekly_views.week, name="week"),
    path("log/week/barrier/", weekly_views.barrier, name="week_barrier"),
    path("log/week/target/", weekly_views.target, name="week_target"),
    path("log/week/half/", weekly_views.half, name="week_half"),
    path("log/week/asking/", weekly_views.asking, name="week_asking"),
    path("log/flare-up/", flare_views.flare_plan, name="flare_plan"),
    path("log/pace/", flare_views.change_pace, name="pace"),
    path("log/<day:day>/", log_views.log_day, name="log_day"),
]
