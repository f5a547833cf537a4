from django.urls import path

from reminders import views

app_name = "reminders"
urlpatterns = [
    path("reminders/", views.home, name="home"),
    path("reminders/history/", views.show_history, name="history"),
    path("reminders/stop/<str:token>/", views.stop, name="unsubscribe"),
    path("reminders/<uuid:public_id>/", views.edit, name="edit"),
    path("reminders/<uuid:public_id>/delete/", views.delete, name="delete"),
    path("reminders/<uuid:public_id>/now/", views.send_now, name="send_now"),
]
