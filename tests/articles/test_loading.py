"""Seeding: the shipped text arrives once, keeps up with its file, and never overwrites an editor."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles import loading, publishing, source
from articles.blocks import RichText, blocks_of
from articles.models import Article, PublishedArticle
from routines.content import Context
from tests.articles.conftest import SLUG, change


def snapshot():
    return [
        (a.pk, a.title, a.published.body, a.published.words, [b.pk for b in blocks_of(a)])
        for a in Article.objects.select_related("published").order_by("pk")
    ]


def test_loading_twice_changes_nothing(content):
    before = snapshot()
    loading.write(timezone.now())
    call_command("load_content", verbosity=0)
    assert snapshot() == before


def test_a_changed_file_replaces_an_article_nobody_edited(content, shelf):
    change(shelf / f"{SLUG}.md", "Recovery can be slow.", "Recovery can take a while.")
    published = PublishedArticle.objects.get(slug=SLUG).publish_at
    loading.write(timezone.now())
    article = PublishedArticle.objects.get(slug=SLUG)
    assert "Recovery can take a while." in str(article.body)
    assert article.publish_at == published


def test_an_article_an_editor_touched_is_never_overwritten(content, shelf):
    article = Article.objects.get(slug=SLUG)
    block = RichText.objects.filter(parent=article).first()
    block.html = "<p>An editor wrote this.</p>"
    block.save()
    publishing.publish(article, timezone.now())
    Article.objects.filter(pk=article.pk).update(edited_at=timezone.now(), title="Edited")
    before = snapshot()
    change(shelf / f"{SLUG}.md", "Recovery can be slow.", "Recovery can take a while.")
    loading.write(timezone.now())
    assert snapshot() == before


def test_shipped_articles_are_live_at_once(content):
    assert PublishedArticle.objects.live(timezone.now()).count() == len(source.files())


def test_related_articles_point_at_each_other(content):
    article = Article.objects.get(slug=SLUG)
    assert [link.to.slug for link in article.links_out.all()] == [
        "psoas-anatomy",
        "warning-signs",
        "is-it-my-psoas",
        "tight-hip-flexors",
        "what-to-expect-physio",
    ]


@pytest.mark.parametrize(
    ("old", "new", "item", "said"),
    [
        ("topic: understand", "topic: misc", "topic", "Use one of: everyday, move, pains"),
        ("related: [psoas-anatomy,", "related: [nowhere,", "related", "no other article called “nowhere”"),
        ("[^hu-2011]", "[^hu-2099]", "block 4 (text)", "no reference called hu-2099"),
        (":::care urgent", ":::care soon", "block 3 (care)", "Use one of: emergency, urgent, non-urgent."),
        (":::care urgent", ":::card urgent", "", "':::card' is not a block."),
        (":::figure anatomy-front", ":::figure anatomy-top", "block 5 (figure)", "no figure called anatomy-top"),
        ("verdict: not_supported", "verdict: maybe", "block 15 (claim)", "Use one of: supported"),
        ('  alt: "A person kneels', '  alternative: "A person kneels', "", "lacks a part"),
        ("reviewed_on: 2026-11-25", "reviewed_on: soon", "reviewed_on", "Write a date, as 2026-11-22."),
        ("reviewer: \"\"\n", "", "", "Mend: reviewer."),
        ("slug: psoas", "slug: psoass", "slug", f"Write the file's own name: {SLUG}."),
        ("Plain language, with sources.", "Plain language, with sources, and more words.", "meta_description", "at most 155"),
        ('reviewer: ""', "reviewer: 3", "reviewer", "Write a text."),
        ("related: [psoas-anatomy, warning-signs, ", "related: [2, ", "related", "Write a list of texts."),
        ("picture: ex_", "picture: xe_", "picture", "no figure called xe_half_kneeling-1"),
        ("reading_age: 13", "reading_age: 40", "reading_age", "Write 9 to 13"),
        ("[=limited]", "[=some]", "block 16 (text)", "Use one of: good, limited, contested, none."),
        ("Start with what feels easy.", "Start with what feels easy.\n\nIt helps.", "“It helps.”", "It names no source."),
        ("(/articles/warning-signs/)", "(/articles/warnings/)", "/articles/warnings/", "No page answers this address."),
        ("---\n", "", "", "Start the file with front matter"),
        ("key_insights:\n", "key_insights: [\n", "", "not valid YAML"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_by_file_item_and_what_to_write(shelf, old, new, item, said):
    change(shelf / f"{SLUG}.md", old, new)
    found = [problem for problem in loading.validate(Context()) if problem.file == f"{SLUG}.md"]
    assert [(problem.item, said in problem.message) for problem in found] == [(item, True)], found


def test_too_few_words_are_said_with_the_number(shelf):
    path = shelf / f"{SLUG}.md"
    path.write_text(path.read_text().partition("## What is the psoas")[0])
    (found,) = [problem for problem in loading.validate(Context()) if problem.file == path.name]
    assert "words. Write 600 to 1200." in found.message


def test_nothing_is_written_when_one_article_is_wrong(content, shelf):
    before = snapshot()
    change(shelf / f"{SLUG}.md", "Recovery can be slow.", "Recovery can be slow.[^nobody]")
    with pytest.raises(CommandError):
        call_command("load_content", verbosity=0)
    assert snapshot() == before
