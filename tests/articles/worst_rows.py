"""The worst that could be stored: payloads in every field and block, written past every form and sanitiser."""

import json
from pathlib import Path

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from accounts.models import User
from articles import blocks, history, publishing
from articles.models import (
    Article,
    MissedSearch,
    Picture,
    PictureBlock,
    PublishedArticle,
    RelatedArticle,
    Topic,
)
from routines.models import Exercise, Report

PAYLOADS = json.loads((Path(__file__).parent / "xss_payloads.json").read_text())
PACK = 40  # payloads an article holds in its blocks


def stored(text: str) -> str:
    """As a database takes it."""
    return text.replace("\x00", "")


def write_all() -> list[Article]:
    """One article a payload, its words in every field; the first ones hold PACK payloads in their blocks."""
    now = timezone.now()
    topic = Topic.objects.create(slug="hips", title=PAYLOADS[0][:80], intro=PAYLOADS[1][:240])
    articles = [article(n, text, topic, now) for n, text in enumerate(map(stored, PAYLOADS))]
    Article.objects.bulk_create(articles)
    pictures = [picture(n, one, now) for n, one in enumerate(articles)]
    Picture.objects.bulk_create(pictures)
    packed = articles[: -(-len(PAYLOADS) // PACK)]
    for n, one in enumerate(packed):
        fill(one, PAYLOADS[n * PACK : (n + 1) * PACK], pictures[n])
        RelatedArticle.objects.create(article=one, to=articles[-n - 1])
        never_published(one)
    for one in articles[len(packed) :]:
        publishing.publish(one, now)
    return packed


def never_published(one: Article) -> None:
    """The same words in a draft that readers never had: only such a one can be deleted."""
    draft = Article.objects.create(
        slug=f"draft-{one.slug}", topic=one.topic, title=one.title, lede=one.lede, updated_on=one.updated_on,
        key_insights=[],
    )  # fmt: skip
    text = blocks.RichText(parent=draft, region="main", html=one.lede)
    blocks.RichText.objects.bulk_create([text])


def article(n, text, topic, now) -> Article:
    return Article(
        slug=f"x-{n}", topic=topic, order=n, title=text[:120], lede=text, key_insights=[text] * 3,
        keywords=[text], meta_description=text[:155], picture=text[:60], reviewer_name=text[:120],
        reviewer_profession=text[:120], reviewed_on=now.date(), updated_on=now.date(),
    )  # fmt: skip


def picture(n, one: Article, now) -> Picture:
    return Picture(
        title=one.title, alt=one.lede, author=one.title, licence="cc-by", source=one.lede[:400],
        original=f"{n}.jpg", sha256=str(n), kind="jpeg", width=1, height=1, added_at=now, state="ready",
    )  # fmt: skip


def fill(one: Article, texts: list[str], shown: Picture) -> None:
    """Every kind of block with every payload, written past save() and frozen as it stands."""
    written = Article.objects.filter(pk=one.pk)
    written.update(title="As it was", lede="As it was")
    history.remember(one, None, "")  # so that the whole text differs from something
    written.update(title=one.title, lede=one.lede)
    at = iter(range(10, 100_000, 10))
    for text in map(stored, texts):
        place = {"parent": one, "region": "main"}
        row = text.replace("\n", " ").replace("|", " ")
        made = [
            blocks.RichText(html=text, ordering=next(at), **place),
            blocks.RichText(html=f"<p>{text}</p><h2>{text}</h2>", ordering=next(at), **place),
            blocks.FigureBlock(figure="anatomy-front", caption=text[:300], alt=text, ordering=next(at), **place),
            blocks.CareCardBlock(level="urgent", heading=text[:120], items=text, ordering=next(at), **place),
            blocks.ClaimBlock(quote=text[:240], verdict="partly", answer=text, looked_at=text, ordering=next(at), **place),
            blocks.DoDontBlock(do=text, dont=text, ordering=next(at), **place),
            blocks.TableBlock(caption=text[:160], rows=f"{row}|{row}\n{row}|{row}", ordering=next(at), **place),
            PictureBlock(picture=shown, caption=text[:300], ordering=next(at), **place),
        ]  # fmt: skip
        for block in made:
            type(block).objects.bulk_create([block])
    history.remember(one, None, "")
    edition = publishing.publish(one, timezone.now())
    for part in edition.body:
        if part["kind"] == "picture":  # as if its files were there
            part |= {"src": "/media/pictures/x.jpg", "width": 1, "height": 1}
    PublishedArticle.objects.filter(pk=one.pk).update(body=edition.body)


def note_changes(packed) -> None:
    """The admin's own notes of who changed what carry titles too."""
    kind = ContentType.objects.get_for_model(Article)
    editor = User.objects.get(email="editor@example.org")
    for one in packed:
        LogEntry.objects.create(
            user=editor, content_type=kind, object_id=one.pk, object_repr=one.title, action_flag=CHANGE,
            change_message=json.dumps([{"changed": {"fields": [one.title], "name": one.lede, "object": one.lede}}]),
        )  # fmt: skip


def readers_wrote() -> None:
    """What readers sent stands in the editors' lists: their searches, and the problems they reported."""
    now, about = timezone.now(), Exercise.objects.current()[0]
    texts = [stored(text) for text in PAYLOADS]
    MissedSearch.objects.bulk_create(
        MissedSearch(digest=str(n), words=text[:60], seen=3, month=now.date())
        for n, text in enumerate(texts)
    )
    Report.objects.bulk_create(
        Report(exercise=about, kind="other", text=text[:1000], made_at=now) for text in texts
    )
