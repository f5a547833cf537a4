"""The publish check finds what would harm or confuse a reader, and says where to mend it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import checking
from articles.models import (
    Article,
    CareCardBlock,
    ClaimBlock,
    ExerciseBlock,
    FigureBlock,
)
from routines.models import Exercise, Reference

SOUND = "<h2>Why</h2><p>It may ease.[^-]</p>"


@pytest.fixture
def made(write_article, content):
    def make(html=SOUND, **fields):
        fields.setdefault("next_review_on", timezone.localdate() + timedelta(days=90))
        return write_article(html=html, status=Article.Status.DRAFT, **fields)

    return make


def must(article):
    return [(str(one.message), one.anchor) for one in checking.check(article) if one.must]


def advice(article):
    return [str(one.message) for one in checking.check(article) if not one.must]


def test_every_shipped_article_passes(content):
    assert {article.slug: must(article) for article in Article.objects.all()} == {
        article.slug: [] for article in Article.objects.all()
    }


def test_a_sound_draft_passes(made):
    assert must(made()) == []


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>It helps.</p>", "“It helps.” names no source."),
        ("<p>It helps.[^gone-1999]</p>", "There is no source called gone-1999."),
        ('<p><a href="/articles/nowhere/">x</a>[^-]</p>', "No page answers /articles/nowhere/."),
        ('<p><a href="/nowhere/at/all">x</a>[^-]</p>', "No page answers /nowhere/at/all."),
        ("<p>This will cure it.[^-]</p>", "“cure” must not stand here."),
        ("<h3>Small</h3><p>x[^-]</p>", "“Small” is a small heading without a large one before it."),
        ("<h2> </h2><p>x[^-]</p>", "A heading is empty."),
        ('<p><a href="/routines/desk-break/">go</a>[^-]</p>', "It leads to exercises."),
    ],
)
def test_what_must_be_mended_is_found_with_its_place(made, html, said):
    found = must(made(html=html))
    assert [message for message, _anchor in found if said in message]
    assert {anchor for _message, anchor in found} == {"richtext_set-0"}


def test_words_we_never_use_are_found_in_every_field(made):
    article = made(
        title="Unlock it", lede="We cure.", key_insights=["Forever."], meta_description="Diagnose."
    )
    assert {anchor for _message, anchor in must(article)} == {
        "id_title",
        "id_lede",
        "id_key_insights",
        "id_meta_description",
    }


def test_a_quoted_myth_is_somebody_elses_words(made):
    article = made()
    ClaimBlock.objects.create(
        parent=article, ordering=20, quote="It will cure you forever", verdict="not_supported",
        answer="No.[^-]", looked_at="Two pages.",
    )  # fmt: skip
    assert must(article) == []


def test_an_exercise_comes_after_a_way_to_help(made):
    article = made()
    embed = ExerciseBlock.objects.create(
        parent=article, ordering=20, exercise=Exercise.objects.current()[0]
    )
    assert [anchor for _message, anchor in must(article)] == ["exerciseblock_set-0"]
    CareCardBlock.objects.create(
        parent=article, ordering=5, level="urgent", heading="Get help if:", items="numb[^-]"
    )
    assert must(article) == []
    Exercise.objects.filter(pk=embed.exercise_id).update(retired=True)
    assert "has left the library" in must(article)[0][0]


def test_a_source_that_left_is_found(made):
    reference = Reference.objects.first()
    article = made(html=f"<p>It helps.[^{reference.key}]</p>")
    assert must(article) == []
    Reference.objects.filter(pk=reference.pk).update(retired=True)
    assert f"There is no source called {reference.key}." in must(article)[0][0]


def test_a_figure_needs_words_of_its_own(made):
    article = made()
    figure = FigureBlock.objects.create(
        parent=article, ordering=20, figure="anatomy-front", caption="The psoas.", alt="The psoas."
    )
    assert "repeats the caption" in " ".join(advice(article))
    FigureBlock.objects.filter(pk=figure.pk).update(alt=" ", figure="anatomy-top")
    assert {anchor for _message, anchor in must(article)} == {"figureblock_set-0"}
    assert len(must(article)) == 2


def test_a_day_for_the_next_check_must_be_set(made):
    assert [anchor for _message, anchor in must(made(next_review_on=None))] == ["id_next_review_on"]


def test_what_could_be_better_does_not_stop_it(made):
    long = "Rehabilitation necessitates individualised consideration of biomechanical loading parameters."
    article = made(html=f"<h2>Why</h2><p>{long}[^-]</p>", title="T" * 71)
    said = " ".join(advice(article))
    for part in (
        "Search engines show about",
        "characters. Between 70",
        "no picture",
        "words",
        "age",
    ):
        assert part in said
    assert checking.may_go_on(checking.check(article))
