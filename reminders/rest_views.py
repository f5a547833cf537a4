"""When a person's mail server refused us for days: trying again is theirs to say."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from reminders.models import Channel, ChannelRest


@login_required
@require_POST
def try_again(request):
    if ChannelRest.objects.lift(request.user, Channel.EMAIL, timezone.now()):
        messages.success(request, _("Good. The next reminder goes to your e-mail again."))
    return redirect("reminders:home")
