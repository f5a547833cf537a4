from django.urls import path

from articles import helpful_views, preview_views, search_views, views
from articles.feeds import ArticleFeed, RssFeed

app_name = "articles"
urlpatterns = [
    path("search/", search_views.search_page, name="search"),
    path("glossary/", views.glossary_page, name="glossary"),
    path("articles/", views.article_list, name="list"),
    path("articles/feed/", ArticleFeed(), name="feed"),
    path("articles/feed/rss/", RssFeed(), name="rss"),
    path("articles/topics/<slug:slug>/", views.topic, name="topic"),
    path("articles/preview/<str:token>/", preview_views.preview, name="preview"),
    path("articles/<slug:slug>/", views.detail, name="detail"),
    path("articles/<slug:slug>/what-we-changed/", views.what_we_changed, name="changes"),
    path("articles/<slug:slug>/figures/<int:n>/", views.one_figure, name="figure"),
    path("articles/<slug:slug>/helpful/", helpful_views.helpful, name="helpful"),
    path("articles/<slug:slug>/helpful/thanks/", helpful_views.thanks, name="helpful_thanks"),
]
