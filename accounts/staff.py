"""The editors' site: Django's admin behind our own sign-in, with a second factor in this very visit."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.decorators import secure_admin_login
from allauth.core.internal.httpkit import add_query_params
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.admin import AdminSite
from django.contrib.contenttypes import views as contenttype_views
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from accounts.models import User


def used_second_factor(request: HttpRequest) -> bool:
    """Whether the person gave their second factor in this visit, and still has one."""
    given = get_authentication_records(request, request.user)
    return any(one["method"] == "mfa" for one in given) and is_mfa_enabled(request.user)


class StaffRequest(HttpRequest):
    """A request that has come through the editors' door: there is somebody."""

    user: User


class EditorsSite(AdminSite):
    site_header = site_title = _("Editors’ pages")
    index_title = _("Today at the desk")
    enable_nav_sidebar = False  # the desk leads everywhere

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and used_second_factor(request)

    @method_decorator(secure_admin_login)  # one door for everybody, with its limits
    def login(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        """For a signed-in editor whose second factor is still to come."""
        if self.has_permission(request):
            return redirect(self._next(request))
        if is_mfa_enabled(request.user):
            asked = add_query_params(reverse("mfa_reauthenticate"), {"next": self._next(request)})
            return redirect(asked)
        return render(request, "account/second_factor_needed.html", status=403)

    def _next(self, request: HttpRequest) -> str:
        target = request.GET.get("next", "")
        own = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
        return target if own else reverse("admin:index")

    def get_urls(self):
        own = self.admin_view(self.to_its_page)
        shortcut = path("r/<int:content_type_id>/<path:object_id>/", own, name="view_on_site")
        return [shortcut, *super().get_urls()]

    def to_its_page(self, request: HttpRequest, content_type_id: int, object_id: str):
        """From a row to its page on the site, for those who may see the row."""
        kind = get_object_or_404(ContentType, pk=content_type_id)
        if not request.user.has_perm(f"{kind.app_label}.view_{kind.model}"):
            raise PermissionDenied
        return contenttype_views.shortcut(request, content_type_id, object_id)

    def password_change(self, request: HttpRequest, extra_context=None) -> Any:
        """There is one page for that, the one every member has."""
        return redirect("account_change_password")

    def password_change_done(self, request: HttpRequest, extra_context=None) -> Any:
        return redirect("account_change_password")
