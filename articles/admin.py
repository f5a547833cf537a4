"""The editors' pages for articles. The article's own is in article_admin.py."""

from django.contrib import admin

from articles.article_admin import ArticleAdmin
from articles.models import Topic
from articles.picture_admin import PictureAdmin

__all__ = ["ArticleAdmin", "PictureAdmin", "TopicAdmin"]


@admin.register(Topic)
class TopicAdmin(admin.ModelAdmin):
    list_display = ["title", "slug", "order"]
    fields = ["title", "slug", "intro", "order"]
    prepopulated_fields = {"slug": ["title"]}
