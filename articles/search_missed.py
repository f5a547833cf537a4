"""Searches that found nothing, so that editors learn what readers miss.

Nothing typed is kept until three searches have typed the same. Before that a row holds a count under
a keyed hash of the words (HMAC with the site's secret key), which cannot be turned back into them or
tried out against a list of likely words without that key. At the third time the words come from the
search itself. No row says who, from where, or at what time; only the month, so that
a hash nobody repeats is dropped. Words that look personal (a digit, an e-mail sign, a long
sentence) are not counted at all. A full table counts no new words, so it cannot be made to grow.
"""

from datetime import date

from django.db import models
from django.db.models import F
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from articles.search_words import words

SHOWN_FROM = 3
MOST_ROWS = 10_000
LONGEST, MOST_WORDS = 60, 6


class MissedSearchQuerySet(models.QuerySet):
    def shown(self):
        """What editors may see."""
        return self.filter(seen__gte=SHOWN_FROM).exclude(words="")


class MissedSearch(models.Model):
    """How often a search found nothing. `words` stays empty until it was seen SHOWN_FROM times."""

    digest = models.CharField(max_length=64, unique=True, editable=False)
    words = models.CharField(_("words"), max_length=LONGEST, blank=True)
    seen = models.PositiveIntegerField(_("times"), default=0)
    month = models.DateField(_("last in the month of"))

    objects = MissedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("search that found nothing")
        verbose_name_plural = _("searches that found nothing")
        ordering = ["-seen", "words"]

    def __str__(self) -> str:
        return self.words


def count(text: str, today: date) -> None:
    """One more search for these words that found nothing."""
    typed = " ".join(words(text))
    if not typed or looks_personal(text, typed):
        return
    digest = salted_hmac("articles.missed_search", typed, algorithm="sha256").hexdigest()
    rows = MissedSearch.objects.filter(digest=digest)
    forget(today)
    if not rows.exists() and MissedSearch.objects.count() >= MOST_ROWS:
        return
    month = today.replace(day=1)
    MissedSearch.objects.get_or_create(digest=digest, defaults={"month": month})
    rows.update(seen=F("seen") + 1, month=month)
    rows.filter(seen__gte=SHOWN_FROM, words="").update(words=typed)


def looks_personal(text: str, typed: str) -> bool:
    has_sign = "@" in text or any(letter.isdigit() for letter in text)
    return has_sign or len(typed) > LONGEST or len(typed.split()) > MOST_WORDS


def forget(today: date) -> None:
    """Drop the hashes of other months that stayed below SHOWN_FROM."""
    old = MissedSearch.objects.filter(seen__lt=SHOWN_FROM, month__lt=today.replace(day=1))
    old.delete()
