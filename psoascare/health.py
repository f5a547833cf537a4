"""Is the site alive, and is it ready to serve?"""

from django.db import DatabaseError, connection
from django.http import JsonResponse
from django.views.decorators.cache import never_cache

from reminders.clock import database_now
from reminders.health import sweep_status
from symptoms.models import SelfCheckVersion


@never_cache
def healthz(request):
    """Alive, with what the reminder sweep last said. 503 only when the database cannot answer."""
    try:
        return JsonResponse({"status": "ok", "reminders": sweep_status(database_now())})
    except DatabaseError:
        return JsonResponse(
            {"status": "database unavailable"}, status=503, headers={"Retry-After": "10"}
        )


@never_cache
def readyz(request):
    """Ready: the database answers, is migrated, and holds the clinical content."""
    try:
        connection.ensure_connection()
        ready = SelfCheckVersion.objects.exists()
    except DatabaseError:
        ready = False
    return JsonResponse({"ready": ready}, status=200 if ready else 503)
