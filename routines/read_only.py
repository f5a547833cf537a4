"""Admin pages to look at. What they show is changed in the repository, where it is checked, never here."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse


class ReadOnly:
    """Look, but change nothing."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class Shown(ReadOnly, admin.ModelAdmin):
    """One page a row, laid out for reading by `shown_template` with what `about()` tells of it."""

    shown_template: str
    actions = None

    def about(self, obj: Any) -> dict[str, Any]:
        raise NotImplementedError

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The page instead of a form. Whoever sends one is refused, whatever their rights."""
        if request.method not in ("GET", "HEAD") or object_id is None:
            raise PermissionDenied
        obj = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, obj):
            raise PermissionDenied
        if obj is None:
            raise Http404
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(obj),
            "one": obj,
            **self.about(obj),
        }
        return TemplateResponse(request, self.shown_template, context)
