from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        from articles import evidence as leaning
        from articles import history, loading
        from routines import content, evidence

        content.register(loading.PART)
        evidence.register(leaning.articles)
        history.register()
