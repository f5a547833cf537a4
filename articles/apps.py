from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        from articles import edition, history, loading, nearby, publishing, search_index
        from articles import evidence as leaning
        from articles import usage as uses
        from articles.models import Picture, PublishedArticle, Topic
        from routines import content, evidence, usage

        autodiscover_modules("reader_admin")
        content.register(loading.PART)
        content.register(loading.SEARCH)
        content.when_loaded(edition.forget_pages)
        evidence.register(leaning.articles)
        usage.register(uses.articles)
        history.register()
        publishing.after_publish(search_index.reindex)
        publishing.after_publish(nearby.keep_neighbours)
        for model in (PublishedArticle, Topic, Picture):
            post_save.connect(edition.changed, sender=model, dispatch_uid=f"edition-{model}")
            post_delete.connect(edition.changed, sender=model, dispatch_uid=f"edition-{model}")
