"""Error pages in the site's own look. Each keeps the way to get help."""

from django.shortcuts import render

from psoascare.look import product


def bad_request(request, exception=None):
    return render(request, "400.html", status=400)


def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


def csrf_failure(request, reason=""):
    return render(request, "403_csrf.html", status=403)


def not_found(request, exception=None):
    return render(request, "404.html", status=404)


def server_error(request):
    """Touches neither database nor session: either may be the thing that is broken."""
    return render(None, "500.html", product(request), status=500)
