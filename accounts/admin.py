"""People and their agreements, for editors who help them. Health data has no page here."""

from django import forms
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
            {"fields": ["is_active", "is_staff", "is_superuser", "groups"]},
        ),
    ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """What a person may do is ticked, in our words."""
        if words := WORDS.get(db_field.name):
            kwargs |= {"label": words[0], "help_text": words[1]}
        if db_field.name == "groups":
            return db_field.formfield(widget=forms.CheckboxSelectMultiple, **kwargs)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


WORDS = {
    "is_active": (_("May sign in"), _("Without a tick the account is closed, and nothing is deleted.")),
    "is_superuser": (_("May do everything"), _("Also opens these pages about people.")),
    "groups": (_("What they do here"), _("For those who may open the editors’ pages.")),
}  # fmt: skip


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
