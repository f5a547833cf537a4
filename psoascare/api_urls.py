"""Every address of the API. An app's own are in its `api.py`."""

from django.urls import path

from psoascare import api

app_name = "api"
urlpatterns = [
    path("", api.Index.as_view(), name="index"),
    path("schema/", api.Schema.as_view(), name="schema"),
    path("docs/", api.docs, name="docs"),
]
