"""The self-check's wordings, to read. They are changed in the repository, never here."""

import json

from django.contrib import admin
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from routines.content import Context
from routines.read_only import Shown
from symptoms.definition import DefinitionError, load, parse_beside
from symptoms.guide_views import flow, rows
from symptoms.models import SelfCheckVersion
from symptoms.schema import Definition


@admin.register(SelfCheckVersion)
class SelfCheckVersionAdmin(Shown):
    list_display = ["version", "short_hash", "in_use", "proved", "results", "loaded_at"]
    shown_template = "admin/symptoms/self_check_version.html"

    def has_view_permission(self, request, obj=None):
        """Whoever may read the library may read what leads to it."""
        return request.user.has_perm("routines.view_routine")

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(kept=Count("results"))

    @admin.display(description=_("fingerprint"), ordering="hash")
    def short_hash(self, version: SelfCheckVersion) -> str:
        return version.hash[:8]

    @admin.display(description=_("in use now"), boolean=True)
    def in_use(self, version: SelfCheckVersion) -> bool:
        return version.hash == load().hash

    @admin.display(description=_("proved"), boolean=True)
    def proved(self, version: SelfCheckVersion) -> bool | None:
        return version.proof["holds"] if version.proof else None

    @admin.display(description=_("kept results"), ordering="kept")
    def results(self, version) -> int:
        return version.kept

    def about(self, version: SelfCheckVersion) -> dict:
        definition = readable(version)
        return {
            "in_use": self.in_use(version),
            "document": json.dumps(version.document, ensure_ascii=False, indent=2),
            "definition": definition,
            "flow": definition and flow(definition),
            "findings": definition and rows(definition, definition.findings),
            "asked": definition and sum(len(screen.questions) for screen in definition.screens),
        }


def readable(version: SelfCheckVersion) -> Definition | None:
    """The version as today's code reads it. None for an old one whose form or routines have gone."""
    try:
        return parse_beside(Context(), version.document)
    except DefinitionError:
        return None
