"""What editors learn from readers, to look at and not to change: searches that found nothing, helpful or not."""

from django.contrib import admin

from articles.models import Helpful, MissedSearch


class ReadOnly(admin.ModelAdmin):
    def has_module_permission(self, request) -> bool:
        return request.user.has_perm("articles.view_article")

    def has_view_permission(self, request, obj=None) -> bool:
        return request.user.has_perm("articles.view_article")

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


@admin.register(MissedSearch)
class MissedSearchAdmin(ReadOnly):
    list_display = ["words", "seen", "month"]
    list_display_links = None

    def get_queryset(self, request):
        return MissedSearch.objects.shown()


@admin.register(Helpful)
class HelpfulAdmin(ReadOnly):
    list_display = ["article", "yes", "no"]
    list_display_links = None
    list_select_related = ["article"]
