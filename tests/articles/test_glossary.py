"""The glossary: its page, its file, and its terms in the text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import glossary, source
from articles.search_words import validate as validate_words
from routines.content import Context
from routines.models import Reference

EVERY = [f"/articles/{path.stem}/" for path in source.files()]


def test_every_term_has_a_meaning_and_sources_that_exist(content):
    assert len(glossary.terms()) > 25
    cited = {key for term in glossary.terms() for key in term.cites}
    assert set(Reference.objects.filter(key__in=cited).values_list("key", flat=True)) == cited
    assert list(glossary.validate(Context())) == []
    assert list(validate_words()) == []


def test_the_page_shows_every_term_in_order_with_its_source(client, content):
    page = client.get("/glossary/").content.decode()
    shown = re.findall(r'<div id="([a-z-]+)">', page)
    assert shown == [term.slug for term in glossary.terms()]
    assert page.count("Where this comes from") == len(shown)


@pytest.mark.parametrize("address", EVERY)
def test_a_term_is_linked_once_where_it_is_first_used_and_explained_on_the_page(
    client, content, address
):
    page = client.get(address).content.decode()
    linked = re.findall(r'<a class="term" href="#word-([a-z-]+)">', page)
    assert linked or address == "/articles/sitting-and-hips/"  # which needs none
    assert len(linked) == len(set(linked))
    assert linked == re.findall(r'<div id="word-([a-z-]+)">', page)
    for heading in re.findall(r"<h[1-6][^>]*>.*?</h[1-6]>", page):
        assert 'class="term"' not in heading


def test_the_longest_name_wins_and_links_and_headings_are_left_alone():
    used: list[glossary.Term] = []
    html = (
        '<h2>Psoas</h2><p><a href="/x/">psoas</a> and psoas minor, then the psoas and a psoas.</p>'
    )
    done = glossary.linked(html, used)
    assert [term.slug for term in used] == ["psoas-minor", "psoas"]
    assert done.count('class="term"') == 2
    assert '<h2>Psoas</h2><p><a href="/x/">psoas</a>' in done


def test_part_of_a_word_is_not_a_term():
    used: list[glossary.Term] = []
    assert glossary.linked("<p>psoasitis, constrain, re-strain</p>", used) == (
        "<p>psoasitis, constrain, re-strain</p>"
    )
    assert used == []


@given(
    st.lists(st.sampled_from(["<p>", "</p>", "<b>", "</b>", "psoas ", "glutes", "&amp;", " x "]))
)
def test_linking_never_changes_the_words_or_the_other_tags(pieces):
    html = "".join(pieces)
    done = glossary.linked(html, [])
    assert re.sub(r'<a class="term" href="[^"]*">(.*?)</a>', r"\1", done) == html


def test_a_file_with_mistakes_says_what_to_write(tmp_path, monkeypatch):
    file = tmp_path / "glossary.yaml"
    entry = {"slug": "x", "term": "x", "meaning": "A word."}
    file.write_text(
        f"- {entry | {'cites': [], 'read': 'nowhere'}}\n- {entry | {'slug': 'y', 'cites': ['zorgle']}}\n"
    )
    monkeypatch.setattr(glossary, "FILE", file)
    said = " ".join(map(str, glossary.validate(Context())))
    for part in (
        "names no source",
        "no article called nowhere",
        "no reference zorgle",
        "two terms",
    ):
        assert part in said
