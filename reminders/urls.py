from django.urls import path

from reminders import answer_views, calendar_views, device_views, rest_views, views, weekly_views

app_name = "reminders"
urlpatterns = [
    path("reminders/", views.home, name="home"),
    path("reminders/history/", views.show_history, name="history"),
    path("reminders/preferences/", views.preferences, name="preferences"),
    path("reminders/weekly/", weekly_views.weekly, name="weekly"),
    path("reminders/stop-weekly/<str:token>/", weekly_views.stop, name="stop_weekly"),
    path("reminders/stop/<str:token>/", views.stop, name="unsubscribe"),
    path("reminders/answer/<str:token>/", answer_views.answer, name="answer"),
    path("reminders/email-again/", rest_views.try_again, name="email_again"),
    path("reminders/devices/", device_views.add, name="add_device"),
    path("reminders/devices/<uuid:public_id>/remove/", device_views.remove, name="remove_device"),
    path("reminders/calendars/", calendar_views.add, name="add_calendar"),
    path(
        "reminders/calendars/<uuid:public_id>/remove/",
        calendar_views.remove,
        name="remove_calendar",
    ),
    path("reminders/<uuid:public_id>/", views.edit, name="edit"),
    path("reminders/<uuid:public_id>/answer/", answer_views.act, name="act"),
    path("reminders/<uuid:public_id>/delete/", views.delete, name="delete"),
    path("reminders/<uuid:public_id>/now/", views.send_now, name="send_now"),
    path("calendar/<str:token>.ics", calendar_views.feed, name="feed"),
]
