"""The form page behind "Report a problem". No account, no name; a few an hour from one place."""

from types import SimpleNamespace

from django import forms
from django.conf import settings
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.api.limits import Limit
from routines.library import Exercise, LibraryQuerySet, Routine
from routines.reports import Report

ABOUT: dict[str, LibraryQuerySet] = {
    "exercise": Exercise.objects.current(),
    "routine": Routine.objects.current(),
}
TOO_MANY = _("That was several reports in an hour. Please wait a while, or write to %(email)s.")
NEEDS_WORDS = (Report.Kind.OTHER, Report.Kind.MISTAKE)


class ReportForm(forms.ModelForm):
    """What is wrong, and a few words where the choice alone does not say it."""

    class Meta:
        model = Report
        fields = ["kind", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choose = _("Choose what is wrong from the list.")
        self.fields["kind"] = forms.ChoiceField(
            label=_("What is wrong?"),
            choices=Report.Kind.choices,
            error_messages={"required": choose, "invalid_choice": choose},
        )
        text = self.fields["text"]
        text.label = _("Tell us more")
        text.help_text = _("Please leave out your name and anything about your own health.")
        text.error_messages["max_length"] = _(
            "That is %(show_value)d letters. Please keep it to %(limit_value)d."
        )

    def clean(self):
        data = super().clean() or {}
        if (
            str(data.get("kind")) in NEEDS_WORDS
            and not data.get("text")
            and "text" not in self.errors
        ):
            self.add_error("text", _("Say in a few words what is wrong, so that we can find it."))
        return data


def _may_send(request) -> bool:
    """The rate is DEFAULT_THROTTLE_RATES["report"]; see accounts.api.limits for who is counted, and how."""
    return Limit().allow_request(request, SimpleNamespace(throttle_scope="report"))


@require_http_methods(["GET", "HEAD", "POST"])
def report(request, kind: str, slug: str):
    """Tell the editors what is wrong with one exercise or routine. kind: a key of ABOUT."""
    one = get_object_or_404(ABOUT[kind].all(), slug=slug)
    sent = request.POST if request.method == "POST" else None
    form = ReportForm(sent, instance=Report(**{kind: one}, made_at=timezone.now()))
    status = 422 if form.is_bound else 200
    if form.is_valid():
        if _may_send(request):
            form.save()
            return redirect(f"routines:{kind}_report_thanks", one.slug)
        form.add_error(None, TOO_MANY % {"email": settings.CONTACT_EMAIL})
        status = 429
    context = {"nav": "move", "about": one, "form": form}
    return render(request, "routines/report.html", context, status=status)


@require_safe
def thanks(request, kind: str, slug: str):
    one = get_object_or_404(ABOUT[kind].all(), slug=slug)
    return render(request, "routines/report_thanks.html", {"nav": "move", "about": one})
