"""Browsers that a person switches notifications on or off in."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.consent import health_consent_required
from reminders.channels.push_client import LONGEST, NotAPushService, read_address
from reminders.channels.push_encryption import read_keys
from reminders.finding import reminder_consent_required
from reminders.models import PushSubscription

MOST_DEVICES = 5


class SubscriptionForm(forms.Form):
    """What `PushSubscription.toJSON()` gives in a browser: an address of a push service we know, and two keys."""

    endpoint = forms.CharField(max_length=LONGEST)
    p256dh = forms.CharField(max_length=100)
    auth = forms.CharField(max_length=40)

    def clean(self) -> None:
        told = self.cleaned_data
        if self.errors:
            return
        try:
            read_address(told["endpoint"])
        except NotAPushService:
            self.add_error(
                "endpoint", _("This browser uses a notification service that we do not know.")
            )
        try:
            read_keys(told["p256dh"], told["auth"])
        except ValueError:
            self.add_error("p256dh", _("The browser's key could not be read."))


@health_consent_required
@reminder_consent_required
@require_POST
def add(request):
    """Keep this browser's subscription, for as long as this visit lasts. It was anybody else's no longer."""
    form = SubscriptionForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    told = form.cleaned_data
    PushSubscription.objects.update_or_create(
        endpoint=told["endpoint"],
        defaults={
            "user": request.user,
            "session_key": request.session.session_key,
            "p256dh": told["p256dh"],
            "auth": told["auth"],
            "created_at": timezone.now(),
        },
    )
    kept = list(request.user.devices.order_by("-created_at", "-pk").values_list("pk", flat=True))
    request.user.devices.filter(pk__in=kept[MOST_DEVICES:]).delete()
    return HttpResponse(status=204)


@login_required
@require_POST
def remove(request, public_id):
    get_object_or_404(request.user.devices, public_id=public_id).delete()
    messages.success(request, _("No more notifications on that device."))
    return redirect("reminders:home")
