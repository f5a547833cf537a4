"""How strong the evidence is, said in words beside the sources."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from articles import citations

NUMBERS = {"hu-2011": 1, "swain-2020": 2}


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("good", "Good evidence"),
        ("limited", "Limited evidence"),
        ("contested", "Contested"),
        ("none", "No evidence found"),
    ],
)
def test_a_strength_is_read_in_words_after_its_sources(word, said):
    shown = citations.linked(f"It helps.[^hu-2011][^swain-2020][={word}] Then rest.", NUMBERS)
    assert shown.endswith(f'</sup> <span class="strength {word}">{said}</span> Then rest.')


def test_a_strength_may_stand_without_a_source():
    shown = citations.linked("We found nothing.[=none]", {})
    assert shown == 'We found nothing. <span class="strength none">No evidence found</span>'


def test_a_strength_we_have_no_words_for_is_left_out_for_readers():
    assert citations.linked("It helps.[=huge]", {}) == "It helps."


def test_an_editor_is_told_which_strengths_there_are(db):
    with pytest.raises(ValidationError, match="Use one of: good, limited, contested, none"):
        citations.validate_citations("It helps.[=huge]")


def test_the_mark_for_nothing_medical_is_not_read():
    assert citations.linked("Take your time.[^-]", {}) == "Take your time."


@given(st.lists(st.sampled_from(["a", " ", "[^hu-2011]", "[=good]", "[^-]", "<b>", "["])))
def test_no_mark_of_ours_is_left_in_what_people_read(parts):
    text = "".join(parts)
    shown = citations.linked(text, NUMBERS)
    for mark in ("[^hu-2011]", "[=good]", "[^-]"):
        assert mark not in shown
        assert mark not in citations.without(text)


def test_a_page_explains_only_the_strengths_it_uses(client, content, write_article):
    write_article(html="<p>It may ease.[^hu-2011][=limited]</p>")
    page = client.get("/articles/a-short-read/").content.decode()
    assert (
        page.count("Limited evidence</span>") == 2
    )  # beside the statement, and where it is explained
    assert "Good evidence" not in page


def test_strengths_are_explained_where_the_sources_stand(client, content):
    page = client.get("/articles/psoas-pain-explained/").content.decode()
    listed = page[page.index('id="sources"') :]
    for words in ["Several trials or reviews agree.", "Studies or experts disagree."]:
        assert words in listed
