"""Every address of the API. An app's own are in its `api.py`."""

from django.urls import path

from articles import api as articles
from psoascare import api
from routines import api as routines
from routines import session_api
from symptoms import api as symptoms
from symptoms import log_api

app_name = "api"
urlpatterns = [
    path("", api.Index.as_view(), name="index"),
    path("schema/", api.Schema.as_view(), name="schema"),
    path("docs/", api.docs, name="docs"),
    path("self-check/", symptoms.SelfCheck.as_view(), name="self_check"),
    path("self-check/evaluate/", symptoms.EvaluateAnswers.as_view(), name="self_check_evaluate"),
    path(
        "self-check/fhir/Questionnaire/",
        symptoms.Questionnaire.as_view(),
        name="self_check_questionnaire",
    ),
    path(
        "self-check/fhir/QuestionnaireResponse/<uuid:public_id>/",
        symptoms.QuestionnaireResponse.as_view(),
        name="self_check_questionnaire_response",
    ),
    path("exercises/", routines.ExerciseList.as_view(), name="exercises"),
    path("exercises/<slug:slug>/", routines.ExerciseOne.as_view(), name="exercise"),
    path("routines/", routines.RoutineList.as_view(), name="routines"),
    path("routines/<slug:slug>/", routines.RoutineOne.as_view(), name="routine"),
    path("articles/", articles.ArticleList.as_view(), name="articles"),
    path("articles/<slug:slug>/", articles.ArticleOne.as_view(), name="article"),
    path("search/", articles.Search.as_view(), name="search"),
    path("log/", log_api.Entries.as_view(), name="log"),
    path("log/sync/", log_api.Sync.as_view(), name="log_sync"),
    path("log/<uuid:public_id>/", log_api.OneEntry.as_view(), name="log_entry"),
    path("sessions/", session_api.Sessions.as_view(), name="sessions"),
    path("sessions/<uuid:public_id>/", session_api.OneSession.as_view(), name="session"),
]
