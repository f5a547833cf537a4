"""What differs between two states is said in words, and nothing that differs is left out."""

from hypothesis import given
from hypothesis import strategies as st

from articles import comparing, freezing, history
from articles.models import FigureBlock, RichText
from tests.staff import sign_in

LINES = st.lists(st.text("abc def.", min_size=1, max_size=12), max_size=8)


def flat(lines, without):
    """The lines of one side, rebuilt from the comparison."""
    sides = (
        "".join(piece.text for piece in line.pieces if piece.how != without)
        for line in lines
        if line.how != without
    )
    return list(sides)


@given(LINES, LINES)
def test_both_sides_can_be_read_back_from_the_comparison(before, after):
    lines = comparing.compare_lines(before, after)
    assert flat(lines, "new") == before
    assert flat(lines, "gone") == after


@given(LINES)
def test_the_same_text_differs_in_nothing(lines):
    assert all(line.how == "same" for line in comparing.compare_lines(lines, lines))


def test_a_changed_word_is_shown_within_its_sentence():
    lines = comparing.compare_lines(["It may ease soon."], ["It may ease later."])
    pieces = [(piece.how, piece.text) for piece in lines[0].pieces]
    assert pieces == [("same", "It may ease "), ("gone", "soon"), ("new", "later"), ("same", ".")]


def test_only_what_is_around_a_change_is_shown():
    before = [f"Line {n} is here." for n in range(20)]
    after = [*before[:10], "Something else entirely!", *before[11:]]
    shown = comparing.around_changes(comparing.compare_lines(before, after))
    assert [line.how for line in shown] == ["gap", "same", "gone", "new", "same", "gap"]


def test_a_link_that_leads_elsewhere_differs():
    lines = [
        list(comparing.prose_lines(f'<p><a href="{to}">here</a></p>')) for to in ("/a/", "/b/")
    ]
    assert lines[0] != lines[1]


def test_bold_differs_from_plain():
    plain, bold = (
        list(comparing.prose_lines(html)) for html in ("<p>x</p>", "<p><strong>x</strong></p>")
    )
    assert plain != bold


def test_the_page_says_what_changed_since_and_escapes_it(client, write_article, make_editor):
    article = write_article(html="<p>As it was.</p>")
    history.remember(article, None, "")
    FigureBlock.objects.create(
        parent=article,
        ordering=20,
        figure="anatomy-front",
        caption="<script>alert(1)</script>",
        alt="x",
    )
    RichText.objects.filter(parent=article).update(html="<p>As it is.</p>")
    article.title = "Another title"
    article.save()
    sign_in(client, make_editor("Author"))
    revision = history.revisions(article).first().pk
    page = client.get(
        f"/admin/articles/article/{article.pk}/compare/", {"from": revision, "to": "now"}
    ).text
    for part in ("<del>was</del>", "<ins>is</ins>", "Title", "&lt;script&gt;"):
        assert part in page
    assert "<script>alert" not in page


def test_of_a_picture_it_says_what_a_person_sees_and_not_its_files(db):
    shown = {
        "kind": "picture", "picture": 1, "alt": "Stairs", "author": "Sam", "licence": "CC BY 4.0",
        "licence_url": "https://example.org/by/", "src": "/media/a.jpg", "sizes": "100vw", "width": 960,
        "height": 600, "sets": [{"type": "image/avif", "srcset": "/media/a.avif 320w"}], "caption": "Up.",
    }  # fmt: skip
    lines = list(comparing.block_lines(shown))
    assert lines == ["Picture: …", "Picture: Stairs", "Picture: Sam", "Picture: CC BY 4.0", "Picture: Up."]  # fmt: skip


def test_every_field_that_readers_get_has_a_name_in_the_comparison():
    assert {*freezing.FIELDS, "related"} == set(comparing.LABELS)


def test_no_such_state_is_not_found(client, write_article, make_editor):
    article, other = write_article(), write_article("other")
    history.remember(other, None, "")
    sign_in(client, make_editor("Author"))
    foreign = history.revisions(other).first().pk
    for name in ("", "x", "-1", "9" * 30, "²", str(foreign)):
        answer = client.get(
            f"/admin/articles/article/{article.pk}/compare/", {"from": name, "to": "now"}
        )
        assert answer.status_code == 404, name
