"""The self-check's wordings, to read. They are changed in the repository, never here."""

from django.contrib import admin

from symptoms.models import SelfCheckVersion


@admin.register(SelfCheckVersion)
class SelfCheckVersionAdmin(admin.ModelAdmin):
    list_display = ["version", "hash", "loaded_at"]
    fields = ["version", "hash", "loaded_at", "proof", "document"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
