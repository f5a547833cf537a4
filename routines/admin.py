"""Clinical content, to read: it changes in the repository, where it is checked, never here."""

from django.contrib import admin

from routines.models import Exercise, Reference, Routine, Step


class ReadOnly:
    """Look, but change nothing."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class StepInline(ReadOnly, admin.TabularInline):
    model = Step
    fields = ["position", "exercise", "seconds", "dose", "note", "from_week"]
    readonly_fields = ["dose"]


@admin.register(Exercise)
class ExerciseAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["name", "category", "difficulty", "max_irritability", "grade", "retired"]
    list_filter = ["category", "difficulty", "max_irritability", "grade", "retired"]
    search_fields = ["name", "key", "aliases"]


@admin.register(Routine)
class RoutineAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["name", "kind", "minutes", "difficulty", "max_irritability", "retired"]
    list_filter = ["kind", "difficulty", "max_irritability", "retired"]
    search_fields = ["name", "key"]
    inlines = [StepInline]


@admin.register(Reference)
class ReferenceAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["title", "by", "year", "read", "url_checked", "retired"]
    list_filter = ["read", "url_checked", "retired"]
    search_fields = ["title", "by", "key"]
