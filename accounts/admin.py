"""People and their agreements, for editors who help them. Health data has no page here."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from accounts.models import Consent, User


class ConsentInline(admin.TabularInline):
    model = Consent
    fields = readonly_fields = ("purpose", "text_version", "given_at", "withdrawn_at")
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """An account may be closed or made an editor's. People change, take and delete the rest themselves."""

    list_display = ["email", "region", "date_joined", "is_active", "is_staff"]
    list_filter = ["is_staff", "is_active", "region"]
    search_fields = ["email"]
    ordering = ["-date_joined"]
    readonly_fields = [
        "email",
        "public_id",
        "time_zone",
        "region",
        "over_16_at",
        "date_joined",
        "last_login",
    ]
    filter_horizontal = ["groups", "user_permissions"]
    inlines = [ConsentInline]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "email",
                    "public_id",
                    "region",
                    "time_zone",
                    "over_16_at",
                    "date_joined",
                    "last_login",
                ]
            },
        ),
        (
            _("What they may do"),
            {"fields": ["is_active", "is_staff", "is_superuser", "groups", "user_permissions"]},
        ),
    ]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Consent)
class ConsentAdmin(admin.ModelAdmin):
    list_display = ["user", "purpose", "text_version", "given_at", "withdrawn_at"]
    list_filter = ["purpose", "text_version"]
    date_hierarchy = "given_at"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
