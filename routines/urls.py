from django.urls import path

from routines import sessions, views

app_name = "routines"
urlpatterns = [
    path("exercises/", views.exercise_list, name="exercise_list"),
    path("exercises/<slug:slug>/", views.exercise, name="exercise"),
    path("routines/", views.routine_list, name="list"),
    path("routines/<slug:slug>/", views.routine, name="detail"),
    path("routines/<slug:slug>/play/", sessions.play, name="play"),
    path("routines/<slug:slug>/finish/", sessions.finish, name="finish"),
    path("plan/", sessions.plan, name="plan"),
    path("evidence/", views.evidence, name="evidence"),
]
