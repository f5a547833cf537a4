from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        from articles import evidence as leaning
        from articles import history, loading, publishing, search_index
        from routines import content, evidence

        autodiscover_modules("reader_admin")
        content.register(loading.PART)
        content.register(loading.SEARCH)
        evidence.register(leaning.articles)
        history.register()
        publishing.after_publish(search_index.reindex)
