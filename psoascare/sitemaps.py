"""What search engines may list: public pages only."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from django.utils import timezone

from articles.models import PublishedArticle
from routines.models import Exercise, Routine


class Pages(Sitemap):
    def items(self):
        return [
            "home",
            "about",
            "privacy",
            "articles:list",
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


class Routines(Sitemap):
    def items(self):
        return Routine.objects.current()


class Exercises(Sitemap):
    def items(self):
        return Exercise.objects.current()


SITEMAPS = {"pages": Pages, "articles": Articles, "routines": Routines, "exercises": Exercises}
