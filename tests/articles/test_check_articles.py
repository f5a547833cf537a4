"""manage.py check_articles: the figures of every article, and a failure when one is not in order."""

import pytest
from django.core.management import CommandError, call_command
from textstat import textstat

from articles import loading, reading, source
from articles.blocks import RichText
from tests.articles.conftest import SLUG, change


def test_it_lists_words_citations_reading_age_and_figures_of_each(capsys):
    call_command("check_articles")
    head, *rows = capsys.readouterr().out.splitlines()
    assert head.split()[:3] == ["article", "words", "citations"]
    listed = {row.split()[0]: row.split()[1:] for row in rows}
    assert listed.keys() == {path.stem for path in source.files()}
    words, citations, _sources, _graded, figures, age, planned = listed[SLUG]
    assert int(words) in loading.WORDS
    assert int(citations) > 80
    assert figures == "8"
    assert 8 < float(age) < float(planned) == 13


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("(/articles/warning-signs/)", "(/articles/gone/)", "No page answers this address."),
        ("(/articles/warning-signs/)", "(/routines/gone/)", "No page answers this address."),
        ("(/articles/warning-signs/)", "(/nowhere)", "No page answers this address."),
        ("[^hu-2011]", "[^hu-2099]", "There is no reference called hu-2099."),
        ("Start with what feels easy.", "Start with what feels easy.\n\nIt cures.", "no source"),
    ],
)
def test_it_fails_on_a_dead_link_an_unknown_source_and_a_bare_statement(
    shelf,
    capsys,
    old,
    new,
    said,
):
    change(shelf / f"{SLUG}.md", old, new)
    with pytest.raises(CommandError, match="Mend the"):
        call_command("check_articles")
    assert said in capsys.readouterr().err


def test_a_harder_text_has_a_higher_reading_age():
    easy = RichText(html="<p>Sit down. Lift one leg. Put it back.</p>")
    hard = RichText(
        html="<p>Rehabilitation necessitates individualised consideration of biomechanical loading.</p>"
    )
    assert reading.age([easy]) < 8 < 14 < reading.age([hard])


def test_marks_are_not_counted_as_words_to_read():
    plain, marked = "<p>Sit down slowly.</p>", "<p>Sit down slowly.[^hu-2011][=limited]</p>"
    assert reading.age([RichText(html=plain)]) == reading.age([RichText(html=marked)])


def test_the_reading_age_is_near_what_another_program_measures():
    for path in source.files():
        blocks = loading.built(source.read(path))
        lines = [line.strip() for line in reading.words(blocks)]
        text = " ".join(line if line.endswith(reading.END) else f"{line}." for line in lines)
        theirs = textstat.flesch_kincaid_grade(text) + reading.AGE_AT_GRADE_0
        assert reading.age(blocks) == pytest.approx(theirs, abs=0.6), path.stem
