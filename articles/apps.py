from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        from articles import edition, loading
        from articles import evidence as leaning
        from articles import usage as uses
        from articles.models import Article, Picture, RelatedArticle, Topic
        from routines import content, evidence, usage

        content.register(loading.PART)
        evidence.register(leaning.articles)
        usage.register(uses.articles)
        content.when_loaded(edition.forget_pages)
        for model in (Article, Topic, RelatedArticle, Picture):
            post_save.connect(edition.changed, sender=model, dispatch_uid=f"edition-{model}")
            post_delete.connect(edition.changed, sender=model, dispatch_uid=f"edition-{model}")
