from django.apps import AppConfig


class PsoascareConfig(AppConfig):
    """The site itself: it joins the apps and is imported by none of them."""

    name = "psoascare"
