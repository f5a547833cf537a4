"""What search engines may list: public pages only."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from django.utils import timezone

from articles import changes
from articles.models import PublishedArticle, Topic
from routines.models import Exercise, Routine


class Pages(Sitemap):
    def items(self):
        return [
            "home",
            "about",
            "privacy",
            "articles:list",
            "articles:glossary",
            "articles:search",
            "routines:list",
            "routines:exercise_list",
            "routines:evidence",
            "symptoms:start",
            "symptoms:get_help",
            "symptoms:how_we_decide",
        ]

    def location(self, name):
        return reverse(name)


class Articles(Sitemap):
    def items(self):
        return PublishedArticle.objects.live(timezone.now()).defer("body")

    def lastmod(self, article):
        return article.updated_on


class Topics(Sitemap):
    def items(self):
        return Topic.objects.with_live(timezone.now())


class Changes(Sitemap):
    """“What we changed and why”, for articles that replace another text."""

    def items(self):
        return (
            PublishedArticle.objects.live(timezone.now())
            .filter(slug__in=changes.slugs())
            .only("slug")
        )

    def location(self, article):
        return reverse("articles:changes", args=[article.slug])


class Routines(Sitemap):
    def items(self):
        return Routine.objects.current()


class Exercises(Sitemap):
    def items(self):
        return Exercise.objects.current()


SITEMAPS = {
    "pages": Pages,
    "articles": Articles,
    "topics": Topics,
    "changes": Changes,
    "routines": Routines,
    "exercises": Exercises,
}
