"""Clinical content, to read: it changes in the repository, where it is checked, never here."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from routines import content, evidence, usage
from routines.models import Exercise, Plan, Reference, Report, Routine
from routines.read_only import Shown
from routines.templatetags import figures


class InTheLibrary(Shown):
    @admin.display(description=_("hip may be at most"), ordering="max_irritability")
    def at_most(self, one: Exercise | Routine) -> str:
        return one.get_max_irritability_display()

    @admin.display(description=_("offered"), boolean=True, ordering="-retired")
    def offered(self, one: Exercise | Routine) -> bool:
        return not one.retired


@admin.register(Exercise)
class ExerciseAdmin(InTheLibrary):
    list_display = [
        "drawn",
        "name",
        "category",
        "difficulty",
        "at_most",
        "grade",
        "offered",
    ]
    list_display_links = ["name"]
    list_filter = ["category", "difficulty", "max_irritability", "grade", "retired"]
    search_fields = ["name", "key", "aliases"]
    change_list_template = "admin/routines/exercise/change_list.html"
    shown_template = "admin/routines/exercise/exercise.html"

    @admin.display(description=_("picture"))
    def drawn(self, exercise: Exercise) -> SafeString:
        return picture(exercise.key)

    def about(self, exercise: Exercise) -> dict:
        rules = content.general()
        known = figures.has_figure(exercise.key)
        return {
            "poses": range(figures.pose_count(exercise.key)) if known else [],
            "leave_out": [rules["leave_out_words"].get(one, one) for one in exercise.avoid_if],
            "grade": rules["evidence_grade_key"].get(exercise.grade, ""),
            "uses": usage.of(exercise),
        }

    def get_urls(self):
        poses = self.admin_site.admin_view(self.poses)
        return [path("poses/", poses, name="routines_exercise_poses"), *super().get_urls()]

    def poses(self, request):
        """Every key pose of every move on one page, to look at after a change."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        names = dict(Exercise.objects.values_list("key", "name"))
        moves = [
            {"key": key, "name": names.get(key, key), "alt": alt, "numbers": range(count)}
            for key, alt, count in figures.every_move()
        ]
        context = {**self.admin_site.each_context(request), "title": _("All poses"), "moves": moves}
        return TemplateResponse(request, "admin/routines/exercise/poses.html", context)


@admin.register(Routine)
class RoutineAdmin(InTheLibrary):
    list_display = ["drawn", "name", "kind", "minutes", "difficulty", "at_most", "offered"]
    list_display_links = ["name"]
    list_filter = ["kind", "difficulty", "max_irritability", "retired"]
    search_fields = ["name", "key"]
    change_list_template = "admin/routines/routine/change_list.html"
    shown_template = "admin/routines/routine/routine.html"

    @admin.display(description=_("picture"))
    def drawn(self, routine: Routine) -> SafeString:
        return picture(routine.cover)

    def about(self, routine: Routine) -> dict:
        steps = list(routine.steps.select_related("exercise__if_no_kneel"))
        return {
            "steps": steps,
            "uses": usage.of(routine),
            "plans": Plan.objects.filter(routine=routine, ended_at=None).count(),
        }


@admin.register(Reference)
class ReferenceAdmin(Shown):
    list_display = ["title", "by", "year", "read", "address_checked", "in_use"]
    list_filter = ["read", "url_checked", "retired"]
    search_fields = ["title", "by", "key"]
    shown_template = "admin/routines/reference/reference.html"

    @admin.display(description=_("address checked"), boolean=True, ordering="url_checked")
    def address_checked(self, reference: Reference) -> bool:
        return reference.url_checked

    @admin.display(description=_("in use"), boolean=True, ordering="-retired")
    def in_use(self, reference: Reference) -> bool:
        return not reference.retired

    def about(self, reference: Reference) -> dict:
        return {"uses": evidence.by_source().get(reference.key, [])}


class DealtWith(admin.SimpleListFilter):
    title = _("dealt with")
    parameter_name = "dealt"

    def lookups(self, request, model_admin):
        return [("no", _("Not yet")), ("yes", _("Yes"))]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        return queryset.filter(handled_at__isnull=self.value() == "no")


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin):
    """What readers told us. Nothing is changed here but whether it is dealt with."""

    list_display = ["made_at", "page", "kind", "text", "handled_at"]
    list_filter = [DealtWith, "kind"]
    list_select_related = ["exercise", "routine"]
    date_hierarchy = "made_at"
    actions = ["mark_as_dealt_with"]
    fields = ["made_at", "page", "kind", "text", "handled_at"]
    readonly_fields = ["made_at", "page", "kind", "text", "handled_at"]
    change_form_template = "admin/routines/report/change_form.html"

    def save_model(self, request, report: Report, form, change) -> None:
        """The page has two buttons and nothing to fill in."""
        if "_dealt_with" in request.POST:
            report.handled_at = timezone.now()
        elif "_open_again" in request.POST:
            report.handled_at = None
        report.save(update_fields=["handled_at"])

    def has_add_permission(self, request):
        return False

    @admin.display(description=_("page"))
    def page(self, report: Report) -> str:
        one = report.about
        return format_html('<a href="{}">{}</a>', one.get_absolute_url(), one) if one else ""

    @admin.action(description=_("Mark as dealt with"), permissions=["change"])
    def mark_as_dealt_with(self, request, reports) -> None:
        count = reports.filter(handled_at=None).update(handled_at=timezone.now())
        self.message_user(request, _("%(count)d marked.") % {"count": count})


def picture(key: str) -> SafeString:
    """The move's own drawing, small; nothing for one that was never drawn."""
    if not figures.has_figure(key):
        return SafeString("")
    drawing = figures.figure(key, figures.work_pose(key), level="thumb")
    return format_html('<span class="lib-thumb">{}</span>', drawing)
