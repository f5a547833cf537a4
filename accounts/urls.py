from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.home, name="home"),
    path("settings/", views.settings, name="settings"),
    path("consent/", views.consent_page, name="consent"),
    path("consent/withdraw/", views.withdraw, name="withdraw"),
    path("data/", views.data, name="data"),
    path("data/download/", views.download, name="export"),
    path("data/delete/", views.erase, name="erase"),
]
