"""A picture from the editor's upload to the reader's page."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone

from articles import picture_work, publishing
from articles.models import Picture, PictureBlock, Rendition
from reminders.tick import tick
from tests.articles.file_bytes import exif, saved
from tests.staff import sign_in

ADD = reverse("admin:articles_picture_add")
LIST = reverse("admin:articles_picture_changelist")
WORDS = {"title": "Stairs", "alt": "A woman walks up stairs.", "author": "Ada Smith", "licence": "cc-by"}  # fmt: skip


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.ORIGINALS_ROOT = tmp_path / "originals"


@pytest.fixture
def editor(client, make_member):
    return sign_in(client, make_member("editor@example.org", is_staff=True, is_superuser=True))


@pytest.fixture
def upload(editor):
    def send(data=None, name="stairs.jpg", **words):
        file = SimpleUploadedFile(name, data or saved("JPEG", size=(1000, 700)), "image/jpeg")
        response = editor.post(ADD, WORDS | words | {"original": file})
        assert response.status_code == 302, response.context["errors"]
        return Picture.objects.latest("pk")

    return send


def show(article, picture, caption="On the stairs"):
    block = PictureBlock.objects.create(
        parent=article, ordering=20, picture=picture, caption=caption
    )
    publishing.publish(article, timezone.now())
    return block


def test_an_upload_is_answered_before_any_file_is_made_and_the_sweep_makes_them(editor, upload):
    picture = upload()
    assert picture.state == Picture.State.WAITING
    assert not Rendition.objects.exists()
    assert "Waiting" in editor.get(LIST).content.decode()
    tick()
    picture.refresh_from_db()
    assert picture.state == Picture.State.READY
    made = picture.renditions.values_list("kind", "width")
    assert set(made) == {
        (kind, width) for kind in ("avif", "webp", "jpg") for width in (1000, 960, 640, 320)
    }
    page = editor.get(reverse("admin:articles_picture_change", args=[picture.pk])).content.decode()
    assert "AVIF" in page
    assert "Ready" in page


def test_a_reader_is_offered_every_format_and_width_and_the_room_it_takes(
    client, upload, write_article
):
    article = write_article()
    picture = upload()
    show(article, picture)
    assert "<picture>" not in client.get(article.get_absolute_url()).content.decode()
    tick()  # made ready while the article shows it: the article hears
    page = client.get(article.get_absolute_url()).content.decode()
    assert re.findall(r'<source type="image/(avif|webp|jpeg)"', page) == ["avif", "webp", "jpeg"]
    image = re.search(r'<img src="(/media/pictures/\w+\.jpg)"[^>]*>', page)
    for part in (
        'width="960"',
        'height="672"',
        'loading="lazy"',
        'alt="A woman walks up stairs."',
    ):
        assert part in image[0]
    assert " 320w, " in page
    assert "Ada Smith" in page
    assert "https://creativecommons.org/licenses/by/4.0/" in page
    sets = re.findall(r"(/media/pictures/[\w.]+) \d+w", page)
    assert {client.get(name).status_code for name in [image[1], *sets]} == {200}


def test_changed_words_of_a_picture_reach_the_pages_that_show_it(editor, upload, write_article):
    article = write_article()
    picture = upload()
    tick()
    show(article, picture)
    address = reverse("admin:articles_picture_change", args=[picture.pk])
    assert editor.post(address, WORDS | {"alt": "Two people on stairs."}).status_code == 302
    assert "Two people on stairs." in editor.get(article.get_absolute_url()).content.decode()


def test_a_file_for_readers_is_kept_for_ever_and_asks_for_nothing_else(
    upload, client, django_assert_num_queries
):
    upload()
    tick()
    name = Rendition.objects.filter(kind="avif").first().url
    with django_assert_num_queries(0):
        response = client.get(name)
    assert response["Content-Type"] == "image/avif"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert not response.cookies
    assert "Vary" not in response
    again = client.get(name, headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.post(name).status_code == 405
    assert client.get("/media/pictures/" + "0" * 40 + ".avif").status_code == 404
    assert client.get(f"{name}.html").status_code == 404


def test_the_original_stays_where_nobody_is_served_from(upload, client):
    picture = upload(saved("JPEG", size=(500, 400), exif=exif(gps=True)))
    path = settings.ORIGINALS_ROOT / picture.original.name
    assert path.stat().st_mode & 0o077 == 0
    assert settings.MEDIA_ROOT not in path.parents
    with pytest.raises(ValueError, match="never served"):
        picture.original.url  # noqa: B018
    for address in (
        f"/media/{picture.original.name}",
        f"/media/pictures/{path.name}",
        f"/media/pictures/../../originals/{picture.original.name}",
        f"/media/pictures/..%2f..%2foriginals%2f{picture.original.name}",
        f"/originals/{picture.original.name}",
    ):
        assert client.get(address).status_code == 404, address
    page = client.get(reverse("admin:articles_picture_change", args=[picture.pk]))
    assert picture.original.name not in page.content.decode()


@pytest.mark.parametrize("missing", ["original", "title", "alt", "author", "licence"])
def test_a_picture_needs_its_words_and_its_licence(editor, missing):
    data = WORDS | {"original": SimpleUploadedFile("a.jpg", saved("JPEG"))}
    response = editor.post(ADD, {name: value for name, value in data.items() if name != missing})
    assert response.context["errors"]
    assert not Picture.objects.exists()


def test_a_refused_file_is_told_why_and_what_was_typed_is_kept(editor):
    svg = SimpleUploadedFile("stairs.jpg", b"<svg onload=alert(1)>")
    page = editor.post(ADD, WORDS | {"original": svg}).content.decode()
    assert "This is not a JPEG, PNG or WebP picture." in page
    assert "A woman walks up stairs." in page


def test_a_file_far_too_large_is_not_kept_on_its_way_in(editor):
    large = SimpleUploadedFile("stairs.jpg", saved("JPEG") + bytes(30_000_000))
    page = editor.post(ADD, WORDS | {"original": large}).content.decode()
    assert "The file is too large. Choose one of at most 20 MB." in page


def test_the_same_file_is_not_taken_twice(editor, upload):
    upload()
    again = SimpleUploadedFile("other.jpg", saved("JPEG", size=(1000, 700)))
    page = editor.post(ADD, WORDS | {"original": again}).content.decode()
    assert "This picture is here already, as “Stairs”." in page


def test_a_picture_in_an_article_is_not_deleted(editor, upload, write_article):
    article = write_article()
    picture = upload()
    tick()
    block = show(article, picture)
    address = reverse("admin:articles_picture_delete", args=[picture.pk])

    def refused():
        page = editor.get(address).content.decode()
        assert article.title in page or "On the stairs" in page
        editor.post(address, {"post": "yes"})
        with pytest.raises(ProtectedError):
            Picture.objects.all().delete()
        with pytest.raises(ProtectedError):
            picture.delete()
        assert Picture.objects.filter(pk=picture.pk).exists()

    refused()
    block.delete()  # taken out of the draft; readers still see it
    refused()
    publishing.publish(article, timezone.now())
    assert picture.used_in() == []


def test_a_deleted_picture_takes_its_files_along_but_none_that_another_has(
    editor, upload, django_capture_on_commit_callbacks
):
    plain = saved("JPEG", size=(300, 200))
    first = upload(plain)
    second = upload(saved("JPEG", size=(300, 200), comment=b"another file, the same pixels"))
    assert picture_work.make_next(timezone.now())
    assert picture_work.make_next(timezone.now())
    path, original = (
        settings.MEDIA_ROOT / "pictures" / first.renditions.first().name,
        first.original.path,
    )
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(reverse("admin:articles_picture_delete", args=[first.pk]), {"post": "yes"})
    assert path.exists()
    assert not Path(original).exists()
    with django_capture_on_commit_callbacks(execute=True):
        second.delete()
    assert not path.exists()


def test_what_a_dead_sweep_left_behind_is_taken_up_again_and_given_up_in_the_end(upload):
    picture, now = upload(), timezone.now()
    for n in range(picture_work.MOST_TRIES):
        assert picture_work.claim(now + n * timedelta(minutes=4)) == picture
        assert picture_work.claim(now + n * timedelta(minutes=4)) is None  # somebody has it
    assert picture_work.claim(now + timedelta(hours=1)) is None
    picture.refresh_from_db()
    assert picture.state == Picture.State.FAILED


def test_a_file_that_breaks_when_it_is_decoded_is_said_to_and_may_be_tried_again(editor, upload):
    whole = saved("WEBP", lossless=True)
    picture = upload(whole[:40] + bytes(len(whole) - 40), "stairs.webp")
    tick()
    picture.refresh_from_db()
    assert picture.state == Picture.State.FAILED
    page = editor.get(reverse("admin:articles_picture_change", args=[picture.pk])).content.decode()
    assert "The file could not be read." in page
    editor.post(LIST, {"action": "try_again", "_selected_action": [picture.pk]})
    picture.refresh_from_db()
    assert picture.state == Picture.State.WAITING


def test_an_editor_picks_the_picture_from_a_list(editor, upload):
    picture = upload()
    page = editor.get(reverse("admin:articles_article_add")).content.decode()
    assert 'data-field-name="picture"' in page
    found = editor.get(
        reverse("admin:autocomplete"),
        {"app_label": "articles", "model_name": "pictureblock", "field_name": "picture", "term": "stai"},
    ).json()  # fmt: skip
    assert [one["text"] for one in found["results"]] == [picture.title]
