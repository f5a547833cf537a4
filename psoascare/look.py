"""What every template may say about the site."""

from django.conf import settings

from routines import gate, looks


def product(request):
    return {
        "product_name": settings.PRODUCT_NAME,
        "contact_email": settings.CONTACT_EMAIL,
        "site_url": settings.SITE_URL,
        "offline_copy": request is not None and gate.is_copy(request),
        "figure_look": looks.classes(request.COOKIES),
    }
