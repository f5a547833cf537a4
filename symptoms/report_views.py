"""The page for an appointment: set up, printed, made into a PDF, and shown by a link."""

from datetime import date

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.consent import health_consent_required
from routines import gate
from symptoms.report import Sheet, gather
from symptoms.report_form import LinkForm, ReportForm
from symptoms.report_models import MOST_LINKS, Report, ReportLink
from symptoms.report_pdf import CannotMakePDF, as_pdf


@require_http_methods(["GET", "HEAD", "POST"])
@health_consent_required
def report(request):
    """The page as it is, with its questions above it; a POST sets it up anew."""
    now, own = timezone.now(), own_report(request.user)
    form = ReportForm(own, request.POST if request.method == "POST" else None)
    if form.is_valid():
        form.save(now)
        messages.success(request, _("Your page is ready below."))
        return redirect(reverse("symptoms:report") + "#sheet")
    return report_page(request, form, LinkForm())


def report_page(request, form: ReportForm, link_form: LinkForm):
    refused = form.is_bound or link_form.is_bound
    own = own_report(request.user)
    context = {
        "nav": "trend",
        "form": form,
        "link_form": link_form,
        "sheet": gather(request.user, own, today(request.user)),
        "links": request.user.report_links.live(timezone.now()),
        "hold": gate.hold(request),
    }
    return render(request, "symptoms/report.html", context, status=422 if refused else 200)


def own_report(user) -> Report:
    """As it was last set up, or as it is at first; that is kept only once it is saved."""
    return Report.objects.filter(user=user).first() or Report(user=user)


def today(user) -> date:
    return user.local_date(timezone.now())


@require_safe
@health_consent_required
def report_pdf(request):
    sheet = gather(request.user, own_report(request.user), today(request.user))
    try:
        body = as_pdf(sheet)
    except CannotMakePDF:
        messages.info(
            request,
            _("This site cannot make PDF files. Print this page, and choose “Save as PDF” there."),
        )
        return redirect("symptoms:report")
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{file_name(sheet)}"'
    return response


def file_name(sheet: Sheet) -> str:
    return f"hip-summary-{sheet.last:%Y-%m-%d}.pdf"


@require_POST
@health_consent_required
def report_share(request):
    """Make a link. It is shown in this one answer; we keep only what recognises it."""
    now, user = timezone.now(), request.user
    form = LinkForm(request.POST)
    if not form.is_valid():
        return report_page(request, ReportForm(own_report(user)), form)
    user.report_links.exclude(pk__in=user.report_links.live(now)).delete()
    if user.report_links.count() >= MOST_LINKS:
        messages.info(request, _("You have 5 links. Close one first, then make this one."))
        return redirect(reverse("symptoms:report") + "#links")
    days = form.cleaned_data["days"]
    link, token = user.report_links.open(own_report(user), today(user), days, now)
    url = settings.SITE_URL + reverse("symptoms:report_shared", args=[token])
    context = {"nav": "trend", "url": url, "link": link}
    return private(render(request, "symptoms/report_link.html", context))


@require_POST
@health_consent_required
def report_unshare(request, public_id):
    """Close a link at once."""
    get_object_or_404(request.user.report_links, public_id=public_id).delete()
    messages.success(request, _("That link is closed. Nobody can open it now."))
    return redirect(reverse("symptoms:report") + "#links")


@require_safe
def report_shared(request, token):
    """The page, for whoever has the link. Any other address, and one that is over, is simply not there."""
    now = timezone.now()
    link = ReportLink.objects.by_token(token, now)
    if link is None:
        return private(render(request, "symptoms/report_gone.html", status=404))
    if request.method == "GET" and request.user != link.user:
        link.count_view(now)
    context = {
        "sheet": gather(link.user, link, link.ends_on),
        "until": link.user.local_date(link.expires_at),
    }
    return private(render(request, "symptoms/report_shared.html", context))


def private(response):
    """Kept by no cache, listed by no search engine, and named to no other site."""
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
