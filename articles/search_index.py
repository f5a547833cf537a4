"""What can be found: one row for each page or glossary term, written when content is loaded or published.

Only what readers get is indexed: the published copy of an article, never its draft. The row of an
article is shown only while the article itself is live, whatever the index holds.

The database keeps a full-text index beside each table by itself (migration 0003): on PostgreSQL a
generated `vector` and a trigram index, on SQLite two FTS5 tables filled by triggers. A later migration
that makes Django rebuild these tables on SQLite must create the triggers again.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from articles import citations, glossary, nearby, prose
from articles.article import Article
from articles.published import PublishedArticle
from articles.search_words import words
from routines.models import Exercise, Routine

SAID = {  # the parts of frozen blocks that hold words
    "html", "caption", "alt", "heading", "signs", "quote", "answer", "looked_at", "do", "dont",
    "head", "rows", "name", "note",
}  # fmt: skip


class SearchEntryQuerySet(models.QuerySet):
    def visible(self, now: datetime):
        """Without articles that readers may not see at `now`."""
        live = PublishedArticle.objects.live(now).values("pk")
        return self.filter(models.Q(article=None) | models.Q(article__in=live))


class SearchEntry(models.Model):
    """One page that a search may lead to. `words` are other names of it; `text` is all it says."""

    class Kind(models.TextChoices):
        ARTICLE = "article", _("Article")
        EXERCISE = "exercise", _("Exercise")
        ROUTINE = "routine", _("Session")
        TERM = "term", _("Glossary")

    kind = models.CharField(max_length=8, choices=Kind.choices)
    address = models.CharField(max_length=200, unique=True)
    article = models.OneToOneField(Article, models.CASCADE, null=True, related_name="+")
    title = models.CharField(max_length=160)
    words = models.TextField(blank=True)
    lede = models.TextField()
    text = models.TextField()

    objects = SearchEntryQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title


class SearchWord(models.Model):
    """A word that some page uses, and how often: what a misspelt word may have meant."""

    word = models.CharField(max_length=60, unique=True)
    seen = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.word


@transaction.atomic
def reindex(article: Article) -> None:
    """Bring the index and what to read next up to what readers get of this article now. Called at publish."""
    SearchEntry.objects.filter(article=article).delete()
    edition = PublishedArticle.objects.filter(pk=article.pk).first()
    if edition:
        nearby.keep_nearest(edition)
        entry = of_article(edition)
        entry.save()
        learn([entry])


@transaction.atomic
def reindex_all() -> None:
    """Make the whole index anew, from the library, the glossary and the published articles."""
    for article in PublishedArticle.objects.all():
        nearby.keep_nearest(article)
    SearchEntry.objects.all().delete()
    SearchWord.objects.all().delete()
    entries = SearchEntry.objects.bulk_create(list(everything()))
    learn(entries)


def everything() -> Iterator[SearchEntry]:
    yield from map(of_article, PublishedArticle.objects.all())
    yield from map(of_exercise, Exercise.objects.current())
    yield from map(of_routine, Routine.objects.current().prefetch_related("steps__exercise"))
    yield from map(of_term, glossary.terms())


def of_article(article: PublishedArticle) -> SearchEntry:
    return SearchEntry(
        kind=SearchEntry.Kind.ARTICLE,
        address=article.get_absolute_url(),
        article_id=article.pk,
        title=article.title,
        words=". ".join([*article.keywords, article.meta_description, *article.key_insights]),
        lede=article.lede,
        text=" ".join([article.lede, *said(article.body)]),
    )


def said(body: list[dict]) -> Iterator[str]:
    """The words of a frozen body, as they are read aloud."""
    for block in body:
        yield citations.without(prose.plain(" ".join(values(block))))


def values(block: dict) -> Iterator[str]:
    """Every text of a block that a reader sees."""
    for name, value in block.items():
        if name in SAID:
            yield from flat(value)


def flat(value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for inner in value:
            yield from flat(inner)


def of_exercise(exercise: Exercise) -> SearchEntry:
    about = [*exercise.aliases, *exercise.targets, exercise.get_category_display()]
    about += [] if exercise.needs_kneeling else [_("no kneeling")]
    return SearchEntry(
        kind=SearchEntry.Kind.EXERCISE,
        address=exercise.get_absolute_url(),
        title=exercise.name,
        words=". ".join(map(str, [*about, exercise.position, *exercise.equipment])),
        lede=exercise.feel,
        text=" ".join([exercise.feel, *exercise.steps]),
    )


def of_routine(routine: Routine) -> SearchEntry:
    about = [routine.who_for, *([] if routine.needs_kneeling else [_("no kneeling")])]
    moves = [step.exercise.name for step in routine.steps.all()]
    return SearchEntry(
        kind=SearchEntry.Kind.ROUTINE,
        address=routine.get_absolute_url(),
        title=routine.name,
        words=". ".join(map(str, [*about, routine.get_kind_display(), _("exercises")])),
        lede=routine.who_for,
        text=f"{routine.who_for} {routine.when}. {', '.join(dict.fromkeys(moves))}.",
    )


def of_term(term: glossary.Term) -> SearchEntry:
    return SearchEntry(
        kind=SearchEntry.Kind.TERM,
        address=term.get_absolute_url(),
        title=term.title,
        words=". ".join(term.also),
        lede=term.meaning,
        text=term.meaning,
    )


def learn(entries: Iterable[SearchEntry]) -> None:
    """Add the words of these entries to the words we know. One known already keeps its count."""
    counted: Counter[str] = Counter()
    for entry in entries:
        counted.update(words(f"{entry.title} {entry.words} {entry.text}"))
    known = [
        SearchWord(word=word, seen=n)
        for word, n in counted.items()
        if len(word) > 2 and word.isalpha() and len(word) <= 60
    ]
    SearchWord.objects.bulk_create(known, ignore_conflicts=True, batch_size=500)
