"""Exercise and routine pages on the real site: light to load, fit for one sheet of paper, open to everybody."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser
KB = 1000
FIRST, AGAIN = 130 * KB, 25 * KB  # bytes on the wire
PAGES = [
    "/exercises/",
    "/exercises/clamshell/",
    "/routines/hip-flexor-mobility/",
    "/routines/hip-flexor-mobility/sheet/",
    "/look/",
    "/exercises/bridge/report/",
]
LONG = pytest.mark.slow
LOOKS = [
    (390, "light"),
    (1280, "dark"),
    pytest.param(390, "dark", marks=LONG),
    pytest.param(1280, "light", marks=LONG),
]
HEAVIEST = ["/exercises/bridge/", "/routines/return-to-pigeon-pose/"]
LONGEST = ["/routines/core-and-control/", "/routines/return-to-pigeon-pose/"]


def carried(page, address: str) -> int:
    """Bytes on the wire until the page is quiet, headers included."""
    wire, sizes = page.context.new_cdp_session(page), {}
    wire.on(
        "Network.loadingFinished", lambda e: sizes.update({e["requestId"]: e["encodedDataLength"]})
    )
    wire.send("Network.enable")
    page.goto(address, wait_until="networkidle")
    wire.detach()
    return sum(sizes.values())


@pytest.fixture
def context(browser, site):
    context = browser.new_context(base_url=site.url, service_workers="block")
    yield context
    context.close()


def every(browser, site, kind: str, count: int) -> list[str]:
    """The address of every exercise or routine, from the page that lists them."""
    page = browser.new_page(base_url=site.url)
    page.goto(f"/{kind}/")
    found = page.locator("main a[href]").evaluate_all("links => links.map(a => a.pathname)")
    page.close()
    paths = sorted({path for path in found if re.fullmatch(rf"/{kind}/[a-z0-9-]+/", path)})
    assert len(paths) == count
    return paths


def assert_light(browser, site, path: str) -> None:
    """In a browser that has never been here: the first visit, then the second."""
    context = browser.new_context(base_url=site.url, service_workers="block")
    page = context.new_page()
    assert carried(page, path) <= FIRST, path
    assert carried(page, path) <= AGAIN, path
    context.close()


def assert_one_sheet(page, path: str) -> None:
    page.goto(f"{path}sheet/")
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1, path
    assert b"/MediaBox [0 0 59" in paper  # 595 by 842 points: A4


@pytest.mark.parametrize("path", HEAVIEST)
def test_a_page_of_the_library_is_light_the_first_time_and_lighter_the_second(browser, site, path):
    assert_light(browser, site, path)


@pytest.mark.slow
def test_every_page_of_the_library_is_light(browser, site):
    for path in [*every(browser, site, "exercises", 34), *every(browser, site, "routines", 10)]:
        assert_light(browser, site, path)


@pytest.mark.parametrize("path", LONGEST)
def test_a_routine_prints_on_one_sheet_of_a4(context, path):
    assert_one_sheet(context.new_page(), path)


@pytest.mark.slow
def test_every_routine_prints_on_one_sheet_of_a4(browser, site, context):
    page = context.new_page()
    for path in every(browser, site, "routines", 10):
        assert_one_sheet(page, path)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_no_page_of_the_library_shuts_anybody_out(browser, site, width, scheme):
    context = browser.new_context(
        base_url=site.url,
        color_scheme=scheme,
        viewport={"width": width, "height": 800},
        service_workers="block",
    )
    page = context.new_page()
    for path in PAGES:
        page.goto(path, wait_until="networkidle")
        found = Axe().run(page)
        assert found.violations_count == 0, f"{path}\n{found.generate_report()}"
    context.close()


def test_start_and_end_show_those_poses_and_play_lets_go_of_both(context):
    page = context.new_page()
    page.goto("/exercises/bridge/")
    start, end = (page.get_by_role("button", name=name, exact=True) for name in ("Start", "End"))
    assert end.get_attribute("aria-pressed") == "true"
    lifted = page.locator("svg.fig").first.inner_html()
    start.click()
    page.wait_for_function("b => document.querySelector('svg.fig').innerHTML !== b", arg=lifted)
    assert start.get_attribute("aria-pressed") == "true"
    end.click()
    page.wait_for_function("b => document.querySelector('svg.fig').innerHTML === b", arg=lifted)
    page.get_by_role("button", name="Play").click()
    page.get_by_role("button", name="Pause").wait_for()
    assert [one.get_attribute("aria-pressed") for one in (start, end)] == ["false", "false"]


def test_a_look_shows_as_it_is_picked_and_stays_when_it_is_saved(context):
    page = context.new_page()
    page.goto("/look/")
    colour = "getComputedStyle(document.querySelector('.f-skin:not(.far)')).fill"
    before = page.evaluate(colour)
    page.get_by_label("Deep brown").check()
    picked = page.evaluate(colour)
    assert picked != before
    page.get_by_role("button", name="Save this look").click()
    page.goto("/exercises/bridge/")
    assert page.evaluate(colour) == picked
