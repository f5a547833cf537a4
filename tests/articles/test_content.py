"""The shipped articles themselves: cited, of the right length, in plain words."""

import re

import pytest
from django.utils.html import strip_tags

from articles import citations, loading, reading, source, sourcing
from articles.blocks import BLOCKS, EmbedBlock
from articles.picture_block import PictureBlock
from routines.content import Context

ARTICLES = {path.stem: source.read(path) for path in source.files()}
each_article = pytest.mark.parametrize("article", ARTICLES.values(), ids=list(ARTICLES))

# Words we do not use of a reader's body, or that promise too much. A quoted claim may hold them.
BANNED = re.compile(
    r"\b(safe to|your psoas is|cures?|unlock|forever|toxins?|misaligned|damaged?|weak|should|shocking|hidden)\b",
    re.I,
)


@each_article
def test_every_medical_statement_names_its_source(article):
    assert sourcing.unsourced(loading.built(article)) == []


def test_every_file_is_in_order():
    assert list(loading.validate(Context())) == []


def test_links_inside_the_site_lead_somewhere(client, content):
    files = "".join(str(article.blocks) for article in ARTICLES.values())
    links = set(re.findall(r'href="(/[^"#]*)', files))
    assert len(links) > 30
    for link in links:
        assert client.get(link, follow=True).status_code == 200, link


@each_article
def test_the_words_neither_frighten_nor_promise(article):
    for kind, fields in article.blocks:
        text = " ".join(str(value) for name, value in fields.items() if name != "quote")
        assert BANNED.findall(strip_tags(text)) == [], kind
    front = " ".join(
        [article.front["title"], article.front["lede"], article.front["meta_description"]]
    )
    assert BANNED.findall(front) == []


@each_article
def test_sentences_are_short_enough_to_follow(article):
    sentences = []
    for kind, fields in article.blocks:
        if kind == "text":
            for m in re.finditer(r"<(p|li)>(.*?)</\1>", fields["html"], re.S):
                sentences += re.split(r"(?<=[.?!])\s+", citations.without(strip_tags(m[2])).strip())
    lengths = [len(sentence.split()) for sentence in sentences if sentence]
    assert sum(lengths) / len(lengths) <= 15
    assert max(lengths) <= 28


@each_article
def test_it_is_as_easy_to_read_as_was_planned(article):
    assert reading.age(loading.built(article)) <= article.front["reading_age"] <= 13


@each_article
def test_it_says_how_strong_the_evidence_is(article):
    assert citations.strengths_in(str(article.blocks))


def test_all_eighteen_articles_are_written():
    assert len(ARTICLES) == 18


def test_the_first_article_covers_every_section_of_the_plan():
    headings = re.findall(r"<h2>(.*?)</h2>", str(ARTICLES["psoas-pain-explained"].blocks))
    assert headings == [
        "Warning signs first",
        "What is the psoas muscle, really?",
        "Understanding the context",
        "Why does the front of the hip hurt?",
        "Where pain can be felt, and the foot question",
        "Symptoms people notice",
        "Does it change the way you move for ever?",
        "What can you do about it?",
        "How long does it take?",
        "Key points",
        "Common questions",
    ]


def test_the_warning_signs_stand_in_three_lists_the_worst_first():
    levels = [
        fields["level"] for kind, fields in ARTICLES["warning-signs"].blocks if kind == "care"
    ]
    assert levels == ["emergency", "urgent", "non-urgent"]


def test_every_source_we_cite_says_what_kind_it_is():
    from routines import kinds

    cited = {key for article in ARTICLES.values() for key in citations.keys_in(str(article.blocks))}
    assert cited - kinds.kinds().keys() == set()
    assert kinds.kinds().keys() - Context().references.keys() == set()


def test_every_kind_of_block_that_is_written_can_be_shipped():
    assert {kind for article in ARTICLES.values() for kind, _fields in article.blocks} == {
        b.kind for b in BLOCKS if not issubclass(b, EmbedBlock | PictureBlock)
    }
