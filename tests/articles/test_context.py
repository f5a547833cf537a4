"""What stands around an article: the session that goes with it, and what to read next."""

import pytest

from articles import freezing, loading, nearby, publishing, source
from articles.models import Article, PublishedArticle, RelatedArticle, Topic
from articles.nearby import MOST
from routines.content import Context
from routines.models import Routine
from tests.articles.conftest import SLUG, change

SESSION = "A session that goes with this page"


def test_the_session_comes_after_the_danger_signs_and_the_self_check(client, content):
    page = client.get("/articles/tight-hip-flexors/").content.decode()
    signs, check = page.index('id="warning-signs"'), page.index("Start the self-check")
    assert signs < check < page.index(SESSION)
    assert 'href="/routines/hip-flexor-mobility/"' in page[page.index(SESSION) :]


@pytest.mark.parametrize("slug", ["warning-signs", "runners-groin-pain", "is-it-my-psoas"])
def test_no_session_stands_on_a_page_about_danger_signs_or_about_telling_pains_apart(
    client, content, slug
):
    assert SESSION not in client.get(f"/articles/{slug}/").content.decode()


def test_a_session_that_has_left_the_library_is_not_shown(client, content):
    Routine.objects.filter(slug="hip-flexor-mobility").update(retired=True)
    assert SESSION not in client.get("/articles/tight-hip-flexors/").content.decode()


@pytest.mark.parametrize(
    ("topic", "routine", "said"),
    [
        ("understand", "nowhere", "There is no routine called nowhere."),
        ("safety", "gentle-start", "Leave it empty: this page is about danger signs."),
    ],
)
def test_a_session_in_a_file_that_may_not_be_there_is_named(shelf, topic, routine, said):
    change(shelf / f"{SLUG}.md", "topic: understand", f"topic: {topic}")
    change(shelf / f"{SLUG}.md", "routine: gentle-start", f"routine: {routine}")
    found = [
        str(one) for one in loading.check_routine(source.read(shelf / f"{SLUG}.md"), Context())
    ]
    assert found == [f"{SLUG}.md: routine: {said}"]


def test_what_to_read_next_is_the_editors_choice_then_the_nearest_of_the_topic(write_article):
    first = write_article("first", keywords=["groin", "hip"])
    far = write_article("far", keywords=["knee"])
    near = write_article("near", keywords=["groin", "hip"])
    chosen = write_article("chosen")
    RelatedArticle.objects.create(article=first, to=chosen)
    edition = publishing.publish(first, edition_day(first))
    edition.refresh_from_db()
    assert (edition.related, edition.nearest) == ([chosen.pk], [near.pk, far.pk])


def test_no_more_than_a_few_are_offered_however_many_there_are(client, write_article):
    articles = [write_article(f"one-of-many-{n}") for n in range(MOST + 4)]
    publishing.publish(articles[0], edition_day(articles[0]))
    page = client.get("/articles/one-of-many-0/").content.decode()
    assert page.count('class="card read"') == MOST


def neighbours(article):
    edition = PublishedArticle.objects.get(pk=article.pk)
    return edition.previous, edition.next


def test_neighbours_follow_what_is_published_moved_and_withdrawn(write_article):
    first, last = write_article("first", order=1), write_article("last", order=9)
    middle = write_article("middle", order=5)
    assert [neighbours(one) for one in (first, middle, last)] == [
        (None, middle.pk),
        (first.pk, last.pk),
        (middle.pk, None),
    ]
    middle.topic = Topic.objects.create(slug="knees", title="Knees", intro="All.")
    middle.save()
    assert neighbours(first) == (None, middle.pk)  # nothing moves before it is published
    publishing.publish(middle, edition_day(middle))
    assert [neighbours(one) for one in (first, middle, last)] == [
        (None, last.pk),
        (None, None),
        (first.pk, None),
    ]
    publishing.withdraw(first)
    assert neighbours(last) == (None, None)


def test_a_draft_sees_the_neighbours_it_would_have(write_article):
    first, last = write_article("first", order=1), write_article("last", order=9)
    draft = write_article("draft", order=5, status=Article.Status.DRAFT)
    edition = freezing.edition(draft)
    nearby.find_neighbours(edition)
    assert (edition.previous, edition.next) == (first.pk, last.pk)
    assert neighbours(first) == (None, last.pk)


def edition_day(article):
    return PublishedArticle.objects.get(pk=article.pk).publish_at
