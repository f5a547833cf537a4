"""What a browser asks before it sends the writes it kept: who it is taken for, and a form token."""

from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def sync(request):
    """`{"person": id or null, "token": …}`. The token goes back as the X-CSRFToken header."""
    person = str(request.user.public_id) if request.user.is_authenticated else None
    return JsonResponse({"person": person, "token": get_token(request)})
