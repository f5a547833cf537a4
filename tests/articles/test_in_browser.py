"""The pages for readers in a real browser: with scripts and without, by keyboard, and by the accessibility rules."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from articles.models import Helpful
from tests.routines import conftest as running

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
visitors_site = running.visitors_site
ARTICLE = "/articles/tight-hip-flexors/"
PAGES = [
    ARTICLE, "/articles/psoas-anatomy/figures/1/", "/articles/", "/articles/topics/move/", "/glossary/",
    "/search/", "/search/?q=posas+strech", "/search/?q=zorgle", "/search/?q=numb+between+my+legs",
    f"{ARTICLE}helpful/", f"{ARTICLE}helpful/thanks/", "/nowhere/",
]  # fmt: skip


@pytest.fixture
def opener(chromium):
    """Opens pages of a site; any error on one, or anything the content policy refuses, fails the test."""
    contexts, errors = [], []

    def open_one(address, scripts=True, width=390, scheme="light", axe=False):
        context = chromium.new_context(
            java_script_enabled=scripts, color_scheme=scheme, bypass_csp=axe, locale="en-GB",
            viewport={"width": width, "height": 844}, service_workers="block", reduced_motion="reduce",
        )  # fmt: skip
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
        page.goto(address)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert [error for error in errors if "Failed to load resource" not in error] == []


@pytest.fixture
def open_page(opener, visitors_site):
    return lambda path, **how: opener(f"{visitors_site.url}{path}", **how)


@pytest.mark.smoke
def test_the_data_about_a_page_is_there_and_the_strict_policy_says_nothing(open_page):
    page = open_page(ARTICLE)
    data = page.locator('script[type="application/ld+json"]')
    assert "MedicalWebPage" in (data.text_content() or "")
    page.wait_for_load_state("networkidle")  # errors on the page fail the test in the fixture


def test_a_figure_opens_larger_and_goes_back_to_its_place(open_page):
    page = open_page(ARTICLE)
    link = page.locator("[data-larger]").first
    link.focus()
    page.keyboard.press("Enter")
    box = page.get_by_role("dialog", name="Larger picture")
    expect(box.locator("svg.fig")).to_be_visible()
    assert page.url.endswith(ARTICLE)
    drawn = box.locator(".stage").bounding_box()
    picture = box.locator("svg.fig").bounding_box()
    assert picture["height"] <= drawn["height"]
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(page.locator("figure").first.locator("svg.fig")).to_be_visible()
    expect(link).to_be_focused()


def test_a_word_is_explained_beside_it_by_keyboard(open_page):
    page = open_page(ARTICLE)
    term = page.locator("a.term").first
    term.focus()
    page.keyboard.press("Enter")
    card = page.get_by_role("group", name="What this word means")
    expect(card).to_be_visible()
    expect(card).to_contain_text("hold one knee")
    expect(card).to_be_focused()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(term).to_be_focused()


def test_without_scripts_every_link_leads_to_a_page_or_a_place_on_it(open_page):
    page = open_page(ARTICLE, scripts=False)
    page.locator("a.term").first.click()
    expect(page.locator(":target dd")).to_be_visible()
    page.locator("[data-larger]").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Figure 1 of 4")
    page.get_by_role("link", name="Next figure").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Figure 2 of 4")
    expect(page.locator("figure svg.fig")).to_be_visible()
    page.get_by_role("link", name="Tight hip flexors").first.click()
    expect(page.get_by_role("button", name="Print this page")).to_be_hidden()


@pytest.mark.parametrize("scripts", [True, False], ids=["with-javascript", "without-javascript"])
def test_a_reader_searches_with_the_keyboard_alone(open_page, scripts):
    page = open_page("/articles/", scripts=scripts)
    page.get_by_role("searchbox").focus()
    page.keyboard.type("siatica")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")
    expect(page.get_by_role("searchbox")).to_have_value("siatica")
    page.get_by_role("link", name="Sciatica", exact=True).press("Enter")
    expect(page).to_have_url(re.compile("/glossary/#sciatica$"))


@pytest.mark.parametrize("scripts", [True, False], ids=["with-javascript", "without-javascript"])
@pytest.mark.django_db(transaction=True)
def test_a_reader_says_whether_it_helped(opener, live_server, write_article, settings, scripts):
    settings.STATIC_ROOT = settings.STATICFILES_DIRS[0]
    write_article("one")
    page = opener(f"{live_server.url}/articles/one/", scripts=scripts)
    page.get_by_role("link", name="Tell us yes or no").click()
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#id_answer")).to_contain_text("Choose yes or no.")
    page.get_by_label("Yes, it helped").check()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert Helpful.objects.get().yes == 1


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
def test_every_page_for_readers_keeps_the_accessibility_rules_and_fits(
    open_page, visitors_site, scheme, width
):
    page = open_page("/articles/", scheme=scheme, width=width, axe=True)
    found = []
    for path in PAGES:
        page.goto(f"{visitors_site.url}{path}")
        for one in Axe().run(page).response["violations"]:
            found.append(f"{path}: {one['id']}: {one['nodes'][0]['html'][:160]}")
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{path} scrolls sideways")
    assert found == []
