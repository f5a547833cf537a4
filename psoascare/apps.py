from django.apps import AppConfig
from django.contrib.staticfiles.apps import StaticFilesConfig


class PsoascareConfig(AppConfig):
    """The site itself: it joins the apps and is imported by none of them."""

    name = "psoascare"

    def ready(self) -> None:
        from routines import mornings
        from symptoms.mornings import told

        mornings.register(told)  # the plan asks how mornings were; the log knows


class StaticFiles(StaticFilesConfig):
    """Figures are set inside the pages and the API has no pages of its own: neither is served as files."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "figures", "rest_framework"]
