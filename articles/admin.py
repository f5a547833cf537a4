"""The editors' pages for articles. The article's own is in article_admin.py."""

from django.contrib import admin

from articles.article_admin import ArticleAdmin
from articles.models import Topic

__all__ = ["ArticleAdmin", "TopicAdmin"]


@admin.register(Topic)
class TopicAdmin(admin.ModelAdmin):
    list_display = ["title", "slug", "order"]
    prepopulated_fields = {"slug": ["title"]}
