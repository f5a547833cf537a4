"""The template tags that set a drawn picture inside a page."""

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.test import override_settings

from routines.templatetags import figures


def rendered(source: str, **context) -> str:
    return Template(source).render(Context(context))


def test_a_figure_is_decorative_unless_it_is_labelled():
    svg = rendered('{% figure "ex_bridge" 1 %}')
    assert svg.startswith('<svg aria-hidden="true" focusable="false" class="fig"')
    assert "aria-label" not in svg


def test_a_label_makes_a_figure_an_image_with_the_moves_own_words():
    svg = rendered('{% figure "ex_bridge" 1 label=True %}')
    assert svg.startswith('<svg role="img" aria-label="Lying with knees bent and feet flat.')
    assert "aria-hidden" not in svg


def test_a_label_of_ones_own_cannot_break_out_of_its_attribute():
    svg = rendered('{% figure "ex_bridge" 1 label=words %}', words='"><script>')
    assert "<script>" not in svg
    assert 'aria-label="&quot;&gt;&lt;script&gt;"' in svg


def test_a_thumbnail_is_the_same_pose_in_fewer_bytes():
    full, thumb = (
        rendered('{% figure "ex_bridge" 1 %}'),
        rendered('{% figure "ex_bridge" 1 level="thumb" %}'),
    )
    assert len(thumb) < len(full) * 0.6
    assert thumb.split("viewBox=")[1][:30] == full.split("viewBox=")[1][:30]


def test_the_left_side_is_the_mirrored_picture():
    assert 'class="mirror fig"' in rendered('{% figure "ex_bridge" 1 mirror=True %}')


@pytest.mark.parametrize(
    "source",
    [
        '{% figure "ex_no_such_move" %}',
        '{% figure "ex_bridge" 9 %}',
        '{% figure "ex_bridge" -1 %}',
        '{% figure "ex_bridge" 0 level="huge" %}',
        '{% figure "../../manage" %}',
        '{% anatomy "sideways" %}',
        '{% bodymap "top" %}',
    ],
)
def test_a_picture_that_was_never_drawn_says_so(source):
    with pytest.raises(TemplateSyntaxError, match="There is no"):
        rendered(source)


@pytest.mark.parametrize("view", ["front", "side"])
def test_the_anatomy_says_in_words_what_it_shows(view):
    svg = rendered(f'{{% anatomy "{view}" %}}')
    assert f'role="img" aria-labelledby="anat-{view}-t anat-{view}-d"' in svg
    assert f'<title id="anat-{view}-t">Where the psoas and iliacus sit' in svg
    described = svg.split(f'<desc id="anat-{view}-d">')[1].split("</desc>")[0]
    for part in ("psoas", "iliacus", "psoas minor", "thigh bone"):
        assert part in described
    for name in ("Psoas major", "Psoas minor", "Iliacus", "Hip joint"):
        assert f">{name}" in svg


def test_both_views_of_the_anatomy_can_stand_on_one_page():
    page = rendered('{% anatomy "front" %}{% anatomy "side" %}')
    ids = [part.split('"')[0] for part in page.split(' id="')[1:]]
    assert len(ids) == len(set(ids))


def test_the_hip_map_fills_the_areas_it_is_given_and_ignores_what_it_lacks():
    svg = rendered('{% bodymap "front" areas %}', areas=["groin_r", "calf_l", '"><script>'])
    assert svg.count("data-on") == 1
    assert 'data-on="" data-key="groin_r"' in svg
    assert "<script>" not in svg


def test_the_hero_is_an_image_when_it_is_given_words():
    assert 'role="img" aria-label="Kneeling"' in rendered('{% hero "Kneeling" %}')
    assert 'aria-hidden="true"' in rendered("{% hero %}")


def test_what_is_asked_about_a_move_is_known():
    assert figures.has_figure("ex_dead_bug")
    assert not figures.has_figure("../manage")
    assert figures.pose_count("ex_dead_bug") == 4
    with override_settings(LANGUAGE_CODE="en-gb"):
        assert figures.alt_text("s_sitting") == "Sitting on a chair."
