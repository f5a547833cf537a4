"""What every template may say about the site."""

from django.conf import settings

from routines import looks


def product(request):
    return {
        "product_name": settings.PRODUCT_NAME,
        "contact_email": settings.CONTACT_EMAIL,
        "site_url": settings.SITE_URL,
        "figure_look": looks.classes(request.COOKIES),
    }
