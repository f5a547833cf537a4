"""In a real browser, under the site's own content security policy: figures move and the map answers."""

import mimetypes
from pathlib import Path

import pytest
from django.template import Context, Template

STATIC = Path(__file__).resolve().parents[2] / "static"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; require-trusted-types-for 'script'"
PAGE = """<!doctype html><title>Figures</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/static/css/figure.css">
<div data-figure="ex_bridge" data-figure-pose="1">{% figure "ex_bridge" 1 %}{% include "parts/_figure_buttons.html" with start=0 end=1 %}</div>
<fieldset data-bodymap>{% bodymap "front" %}{% bodymap "back" %}
<label><input type="checkbox" value="groin_r" checked>Front of right hip</label>
<label><input type="checkbox" value="outer" data-areas="outer_hip_r outer_hip_l">Outside of a hip</label></fieldset>
<script type="module" src="/static/js/figure-view.js"></script>
<script type="module" src="/static/js/bodymap.js"></script>"""
HIPS = ".f-leg"  # the first of them is drawn anew at every moment of a bridge

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser(chromium):
    return chromium


@pytest.fixture
def open_page(browser):
    """The page above, served from memory; a script error or a blocked resource fails the test."""
    contexts, faults = [], []

    def answer(route):
        path = route.request.url.split("figures.test", 1)[1].lstrip("/")
        if not path:
            html = Template(PAGE).render(Context())
            headers = {"Content-Security-Policy": POLICY}
            return route.fulfill(body=html, content_type="text/html", headers=headers)
        file = STATIC.parent / path
        return route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(path)[0])

    def open_one(**options):
        context = browser.new_context(viewport={"width": 800, "height": 1600}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
        page.route("**/*", answer)
        page.goto("http://figures.test/")
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not faults


def hips(page) -> str:
    return page.locator(HIPS).first.get_attribute("d")


def test_without_javascript_the_still_is_there_and_no_button_is_promised(open_page):
    page = open_page(java_script_enabled=False)
    assert page.locator("svg.fig").is_visible()
    assert page.get_by_role("button").count() == 0


def test_play_moves_the_figure_and_pause_holds_it(open_page):
    page = open_page()
    before = hips(page)
    page.get_by_role("button", name="Play").click()
    page.wait_for_function(
        f"before => document.querySelector('{HIPS}').getAttribute('d') !== before", arg=before
    )
    page.get_by_role("button", name="Pause").click()
    held = hips(page)
    page.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )
    assert hips(page) == held


def test_turning_shows_another_side_and_turning_again_comes_back(open_page):
    page = open_page(reduced_motion="reduce")  # the same turn, at once
    before = hips(page)
    turn = page.get_by_role("button", name="Turn")
    for sign in ("!==", "==="):
        turn.click()
        shown = f"before => document.querySelector('{HIPS}').getAttribute('d') {sign} before"
        page.wait_for_function(shown, arg=before)


def test_someone_who_prefers_less_motion_sees_key_poses_only(open_page):
    page = open_page(reduced_motion="reduce")
    page.evaluate(
        f"""() => {{ window.poses = new Set(); const hips = document.querySelector('{HIPS}');
        new MutationObserver(() => window.poses.add(hips.getAttribute('d'))).observe(hips, {{ attributes: true }}); }}"""
    )
    page.get_by_role("button", name="Play").click()
    page.wait_for_timeout(4_000)  # a bridge takes 2 s to move and rests 1 s
    assert page.evaluate("window.poses.size") <= 2


def test_the_first_drawing_in_the_browser_is_the_still_the_server_sent(open_page):
    page = open_page(reduced_motion="reduce")
    before = page.locator("svg.fig").inner_html()
    page.get_by_role("button", name="Play").click()
    page.evaluate("() => new Promise(done => requestAnimationFrame(done))")
    assert page.locator("svg.fig").inner_html() == before


def test_the_map_mirrors_the_checkboxes_and_a_tap_on_it_is_a_tap_on_them(open_page):
    page = open_page()
    groin, outer = page.get_by_label("Front of right hip"), page.get_by_label("Outside of a hip")
    marked = page.locator(".reg[data-on]")
    assert [shape.get_attribute("data-key") for shape in marked.all()] == ["groin_r"]
    page.locator(".hit[data-key=outer_hip_l]").first.click()
    assert outer.is_checked()
    assert marked.count() == 5  # both hips from the front and from the back, and the groin
    groin.uncheck()
    assert marked.count() == 4


def test_a_focused_checkbox_outlines_its_areas(open_page):
    page = open_page()
    page.get_by_label("Outside of a hip").focus()
    assert page.locator(".reg.focus").count() == 4
