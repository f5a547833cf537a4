"""A person's own pages: who they are, what they agreed to, what we hold, and taking or deleting it."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts import consent, erasure, export
from accounts.forms import ConsentForm, SettingsForm
from accounts.models import Consent


@login_required
@require_safe
def home(request):
    return render(request, "accounts/home.html")


@login_required
def settings(request):
    form = SettingsForm(request.POST or None, instance=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("accounts:settings")
    if form.is_bound:
        request.user.refresh_from_db()  # the form has put the refused values on it
    return render(request, "accounts/settings.html", {"form": form}, status=_status(form))


@login_required
def consent_page(request):
    """Ask for one agreement, then go on to where the person was going."""
    asked = request.POST or request.GET
    purpose = _purpose(asked.get("purpose", Consent.Purpose.HEALTH_DATA))
    onward = consent.safe_address(request, asked.get("next", "")) or resolve_url("accounts:data")
    if consent.may_keep(request.user, purpose):
        return redirect(onward)
    text = consent.text(purpose)
    form = ConsentForm(
        request.POST or None, agree_label=text.agree, ask_age=request.user.over_16_at is None
    )
    if form.is_valid():
        consent.agree(request.user, purpose, timezone.now())
        return redirect(onward)
    context = {"form": form, "text": text, "purpose": purpose, "next": onward}
    return render(request, "accounts/consent.html", context, status=_status(form))


@login_required
@require_POST
def withdraw(request):
    consent.withdraw(request.user, _purpose(request.POST.get("purpose")), timezone.now())
    messages.success(request, _("We have stopped. What we kept is still here until you delete it."))
    return redirect("accounts:data")


@login_required
@require_safe
def data(request):
    agreed = [
        (given, consent.TEXTS[given.purpose][given.text_version])
        for given in request.user.consents.live()
    ]
    return render(request, "accounts/data.html", {"agreed": agreed})


@login_required
@reauthentication_required
@require_safe
def download(request):
    response = HttpResponse(
        export.as_json(request.user, timezone.now()), content_type="application/json"
    )
    response["Content-Disposition"] = f'attachment; filename="{export.file_name(timezone.now())}"'
    return response


@never_cache
@login_required
@reauthentication_required
def erase(request):
    """One page that says what will go; then it is gone, and the receipt is the last we say."""
    if request.method != "POST":
        held = erasure.in_plain_words(erasure.counts(request.user))
        return render(request, "accounts/erase.html", {"counts": held})
    receipt = erasure.in_plain_words(erasure.erase(request.user))
    logout(request)
    return render(request, "accounts/erased.html", {"counts": receipt})


def _purpose(value: str | None) -> str:
    if value not in consent.CURRENT:
        raise Http404
    return value


def _status(form) -> int:
    return 422 if form.is_bound else 200
