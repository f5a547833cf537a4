from django.apps import AppConfig
from django.contrib.staticfiles.apps import StaticFilesConfig

from accounts import clocks


class PsoascareConfig(AppConfig):
    """The site itself: it joins the apps and is imported by none of them."""

    name = "psoascare"

    def ready(self) -> None:
        # Apps import each other's models only once all are loaded.
        from articles import picture_work, workflow
        from psoascare import api_schema  # noqa: F401 - makes itself known to drf-spectacular
        from reminders import chores, planner
        from routines import mornings
        from symptoms.mornings import told

        clocks.when_moved(planner.follow)
        chores.register(workflow.publish_due)  # scheduled articles go live by the same sweep
        chores.register(picture_work.make_next)
        mornings.register(told)  # the plan asks how mornings were; the log knows


class StaticFiles(StaticFilesConfig):
    """Figures are set inside the pages and the API has no pages of its own: neither is served as files."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "figures", "rest_framework"]
