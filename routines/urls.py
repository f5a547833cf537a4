from django.urls import path

from routines import plan_views, reporting, sessions, views

app_name = "routines"
urlpatterns = [
    path("exercises/", views.exercise_list, name="exercise_list"),
    path("exercises/<slug:slug>/", views.exercise, name="exercise"),
    path(
        "exercises/<slug:slug>/report/", reporting.report, {"kind": "exercise"}, "exercise_report"
    ),
    path(
        "exercises/<slug:slug>/report/thanks/",
        reporting.thanks,
        {"kind": "exercise"},
        "exercise_report_thanks",
    ),
    path("look/", views.look, name="look"),
    path("routines/", views.routine_list, name="list"),
    path("routines/<slug:slug>/", views.routine, name="detail"),
    path("routines/<slug:slug>/sheet/", views.sheet, name="sheet"),
    path("routines/<slug:slug>/report/", reporting.report, {"kind": "routine"}, "routine_report"),
    path(
        "routines/<slug:slug>/report/thanks/",
        reporting.thanks,
        {"kind": "routine"},
        "routine_report_thanks",
    ),
    path("routines/<slug:slug>/play/", sessions.play, name="play"),
    path("routines/<slug:slug>/finish/", sessions.finish, name="finish"),
    path("plan/", plan_views.plan, name="plan"),
    path("plan/answer/", plan_views.answer, name="plan_answer"),
    path("plan/target/", plan_views.target, name="plan_target"),
    path("evidence/", views.evidence, name="evidence"),
]
