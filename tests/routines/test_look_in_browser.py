"""The chosen look in a real browser, frame by frame, on a slow network."""

import time

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
# What stands on <html>, the skin that makes, and the ground of the page, at every frame that is drawn.
EVERY_FRAME = """
window.frames_seen = [];
const note = () => {
  if (document.body) {
    const look = getComputedStyle(document.documentElement).getPropertyValue("--fig-skin").trim();
    const ground = getComputedStyle(document.body).backgroundColor;
    window.frames_seen.push([document.documentElement.className, look, ground].join("|"));
  }
  requestAnimationFrame(note);
};
requestAnimationFrame(note);
"""
LOOK = "skin-deep hair-grey cut-short clothes-plum"


def late(route):
    time.sleep(0.4)
    route.continue_()


@pytest.mark.parametrize(
    ("scheme", "skin", "ground"),
    [("light", "#623f2c", "rgb(241, 246, 245)"), ("dark", "#80563f", "rgb(11, 27, 33)")],
)
def test_the_first_frame_already_has_the_chosen_look_in_light_and_in_dark(
    chromium, visitors_site, scheme, skin, ground
):
    context = chromium.new_context(color_scheme=scheme, service_workers="block")
    cookie = {"name": "look", "value": "deep-grey-short-plum", "url": visitors_site.url}
    context.add_cookies([cookie])
    context.add_init_script(EVERY_FRAME)
    page = context.new_page()
    page.route("**/css/*", late)
    page.route("**/js/*", late)
    page.goto(f"{visitors_site.url}/articles/tight-hip-flexors/", wait_until="networkidle")
    seen = page.evaluate("frames_seen")
    context.close()
    assert len(seen) > 5
    assert set(seen) == {f"{LOOK}|{skin}|{ground}"}
