from django.urls import path

from articles import preview_views, views
from articles.feeds import ArticleFeed

app_name = "articles"
urlpatterns = [
    path("articles/", views.article_list, name="list"),
    path("articles/feed/", ArticleFeed(), name="feed"),
    path("articles/topics/<slug:slug>/", views.topic, name="topic"),
    path("articles/preview/<str:token>/", preview_views.preview, name="preview"),
    path("articles/<slug:slug>/", views.detail, name="detail"),
    path("articles/<slug:slug>/what-we-changed/", views.what_we_changed, name="changes"),
]
