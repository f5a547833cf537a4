import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "psoascare.settings")
django_application = get_wsgi_application()

from psoascare.front import Front  # noqa: E402 - needs Django set up first

application = Front(django_application)
