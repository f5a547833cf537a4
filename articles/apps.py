from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        from articles import evidence as leaning
        from articles import loading
        from articles import usage as uses
        from routines import content, evidence, usage

        content.register(loading.PART)
        evidence.register(leaning.articles)
        usage.register(uses.articles)
