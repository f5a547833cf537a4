from datetime import timedelta

import pytest
from django.utils import timezone

from articles import publishing, source
from articles.blocks import RichText
from articles.models import Article, Topic

SLUG = "psoas-pain-explained"


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """A copy of one shipped article, and of those it links to, that a test may change."""
    first = source.read(source.CONTENT / f"{SLUG}.md")
    for name in ["topics.yaml", *(f"{slug}.md" for slug in [SLUG, *first.front["related"]])]:
        (tmp_path / name).write_bytes((source.CONTENT / name).read_bytes())
    monkeypatch.setattr(source, "CONTENT", tmp_path)
    monkeypatch.setattr(source, "TOPICS", tmp_path / "topics.yaml")
    return tmp_path


def change(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


@pytest.fixture
def write_article(db):
    """Writes a small article as an editor would; live from an hour ago unless told otherwise."""

    def write(slug="a-short-read", html="<h2>Why</h2><p>It may ease.</p>", **fields):
        fields.setdefault("status", Article.Status.PUBLISHED)
        now = timezone.now()
        topic = Topic.objects.get_or_create(
            slug="hips", defaults={"title": "Hips", "intro": "All."}
        )
        given = {
            "title": slug.replace("-", " ").capitalize(),
            "lede": "A few words.",
            "topic": topic[0],
            "key_insights": ["Move a little."],
            "meta_description": "A short read.",
            "updated_on": now.date(),
        }
        since = fields.pop("publish_at", now - timedelta(hours=1))
        article = Article.objects.create(slug=slug, **given | fields)
        RichText.objects.create(parent=article, ordering=10, html=html)
        if article.status == Article.Status.PUBLISHED:
            publishing.publish(article, since)
        return article

    return write
