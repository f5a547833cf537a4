"""The allow-list: what may stand in an article, whoever wrote it."""

import pytest
from django.utils.html import conditional_escape
from hypothesis import given
from hypothesis import strategies as st

from articles import citations, prose
from articles.blocks import RichText

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><path d=''/></svg>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" java\nscript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="vbscript:x">x</a>',
    '<p style="position:fixed">x</p>',
    '<p onclick="alert(1)">x</p>',
    '<iframe src="https://example.org"></iframe>',
    '<object data="x"></object>',
    "<style>body{display:none}</style>",
    '<form action="https://example.org"><input name=q></form>',
    '<base href="https://example.org/">',
    '<meta http-equiv="refresh" content="0">',
    '<link rel="stylesheet" href="https://example.org/x.css">',
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<h1>Too loud</h1>",
    '<p id="sources" class="care emg">x</p>',
    '<a href="https://example.org" target="_blank" onmouseover="x()">x</a>',
    "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
]
FORBIDDEN = ["<script", "onerror=", "onload=", "onclick=", "onmouseover=", "javascript:", "data:text", "vbscript:",
             "<iframe", "<object", "<style", "style=", "<form", "<input", "<base", "<meta", "<link", "<svg", "<img",
             "<h1", "id=", "class=", "target=", "title=\"<"]  # fmt: skip


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_dangerous_is_kept_when_an_article_is_saved(payload, write_article):
    kept = RichText.objects.get(
        parent=write_article(html=f"<p>Before</p>{payload}<p>After</p>")
    ).html
    assert [word for word in FORBIDDEN if word in kept] == []
    assert "Before" in kept


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_dangerous_is_shown_even_when_a_row_was_changed_by_hand(
    client, payload, write_article
):
    article = write_article()
    article.published.body = [{"kind": "text", "html": f"<p>Before</p>{payload}"}]
    article.published.save()
    page = client.get(article.get_absolute_url()).content.decode()
    shown = page.partition('<div class="prose">')[2].partition("</div>")[0]
    assert [word for word in FORBIDDEN if word in shown] == []


@pytest.mark.parametrize("kind", ["care", "claim", "dodont", "table"])
def test_the_text_of_every_other_block_is_escaped(client, write_article, kind):
    bad = "<script>alert(1)</script>"
    bodies = {
        "care": {"level": "urgent", "heading": bad, "signs": [bad]},
        "claim": {"quote": bad, "verdict": "unknown", "answer": bad, "looked_at": bad},
        "dodont": {"do": [bad], "dont": [bad]},
        "table": {"caption": bad, "head": [bad], "rows": [[bad]]},
    }
    article = write_article()
    article.published.body = [{"kind": kind, **bodies[kind]}]
    article.published.save()
    page = client.get(article.get_absolute_url()).content.decode()
    assert bad not in page
    assert "&lt;script&gt;" in page


def test_what_an_editor_needs_is_kept():
    html = (
        "<h2>Why</h2><h3>How</h3><p><strong>Bold</strong> <em>soft</em><br>"
        '<a href="/self-check/">check</a> <a href="tel:999">call</a></p><ul><li><p>one</p></li></ul><ol><li>two</li></ol>'
    )
    assert prose.clean(html) == html


@given(st.text())
def test_cleaning_twice_is_cleaning_once(html):
    once = prose.clean(html)
    assert prose.clean(once) == once


@given(st.text().filter(lambda text: "[^" not in text))
def test_text_without_citations_is_only_escaped(text):
    linked = citations.linked(text, {})
    assert linked == conditional_escape(text)


def test_a_run_of_citations_becomes_one_group_of_links_and_the_text_is_escaped():
    linked = citations.linked("<b>Rare.[^a] [^b][^gone]", {"a": 1, "b": 2})
    assert linked.startswith('&lt;b&gt;Rare.<sup class="cite"><a href="#ref-a">')
    assert linked.count("<sup") == 1
    assert linked.count("<a ") == 2


def test_a_citation_inside_an_attribute_is_left_alone():
    html = prose.safe('<a href="/x>[^a]" title="y[^a]">z</a>')
    assert citations.linked(html, {"a": 1}) == html


def test_citations_are_numbered_as_a_reader_meets_them():
    numbers = citations.number(["b first[^b]", "then[^a][^b]", "and[^c]"])
    assert numbers == {"b": 1, "a": 2, "c": 3}


def test_words_are_counted_without_tags_and_citations():
    text = citations.without(prose.plain("<p>One two.[^hu-2011]</p><ul><li>three</li></ul>"))
    assert prose.count_words(text) == 3
