"""The drawings made for articles: plates, and the hip map with areas filled."""

import pytest

from articles import drawings, source
from articles.templatetags.articles import marked_map, plate

PLATES = sorted(drawings.PLATES.glob("*.svg"))


@pytest.mark.parametrize("path", PLATES, ids=lambda path: path.name)
def test_a_plate_is_small_and_the_content_security_policy_lets_it_through(path):
    svg = path.read_text()
    assert len(svg) <= 24_576
    assert not [part for part in ("style=", "<style", "<script", "href=", " id=") if part in svg]


def test_every_plate_is_used_by_an_article():
    shown = "".join(path.read_text() for path in source.files())
    assert [path.stem for path in PLATES if path.stem not in shown] == []


def test_a_plate_is_one_picture_with_words_for_people_who_cannot_see_it():
    assert 'role="img" aria-label="A &lt;hip&gt;."' in plate("plate-neck", "A <hip>.")


@pytest.mark.parametrize(
    "name", ["plate-nothing", "plate-../x", "map-front.nose_l", "map-top.groin_l", "map-front", ""]
)
def test_what_was_never_drawn_is_told(name):
    assert not drawings.is_drawn(name)


def test_a_marked_map_fills_the_areas_it_is_given_and_no_other():
    svg = marked_map("front", ["groin_r", "knee_l"], "Two places.", "part-3")
    assert svg.count("data-on") == 2
    assert 'aria-label="Two places."' in svg
    assert 'aria-hidden="true"' not in svg


def test_two_maps_on_a_page_share_no_id():
    one, other = (marked_map("back", ["calf_l"], "x", part) for part in ("part-1", "part-2"))
    assert 'id="bmap' not in one + other
    assert 'id="part-1-c-back"' in one and 'id="part-2-c-back"' in other
    assert "url(#bmap" not in one + other
