"""The shipped articles themselves: cited, of the right length, in plain words."""

import re

import pytest
from django.utils.html import strip_tags

from articles import citations, loading, source
from articles.blocks import BLOCKS
from routines.content import Context

ARTICLES = {path.stem: source.read(path) for path in source.files()}
each_article = pytest.mark.parametrize("article", ARTICLES.values(), ids=list(ARTICLES))

# Sentences that lead the reader on and say nothing medical.
UNCITED = (
    "Here are five common remedies",
    "These are probably not an emergency.",
    "When it began",
    "What set it off",
    "Your legs:",
    "Your health:",
    "Your medicines",
    "You can also show this page",
)
# Words we do not use of a reader's body, or that promise too much. A quoted claim may hold them.
BANNED = re.compile(
    r"\b(safe to|your psoas is|cures?|unlock|forever|toxins?|misaligned|damaged?|weak|should|shocking|hidden)\b",
    re.I,
)


def statements(article):
    """Every paragraph, list item, sign, advice line and table row, as its author wrote it."""
    for kind, fields in article.blocks:
        match kind:
            case "text":
                yield from (
                    strip_tags(m[2])
                    for m in re.finditer(r"<(p|li)>(.*?)</\1>", fields["html"], re.S)
                )
            case "care":
                yield from fields["items"].splitlines()
            case "dodont":
                yield from [*fields["do"].splitlines(), *fields["dont"].splitlines()]
            case "claim":
                yield fields["answer"]
            case "table":
                yield from fields["rows"].splitlines()[1:]


@each_article
def test_every_medical_statement_names_its_source(article):
    bare = [line for line in statements(article) if not citations.keys_in(line)]
    assert [line for line in bare if not line.strip().startswith(UNCITED)] == []


@each_article
def test_the_whole_file_is_in_order(article):
    context = Context()
    assert list(loading.check_blocks(article, context)) == []
    assert list(loading.validate(context)) == []


@each_article
def test_links_inside_the_site_lead_somewhere(article, client, content):
    links = [
        link
        for _kind, fields in article.blocks
        for link in re.findall(r'href="(/[^"#]*)', str(fields))
    ]
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


def test_every_kind_of_block_can_be_shipped():
    assert {kind for article in ARTICLES.values() for kind, _fields in article.blocks} == {
        b.kind for b in BLOCKS
    }
