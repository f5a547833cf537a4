"""The self-check in a real browser: with and without scripts, by keyboard, for everybody's eyes."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from playwright.sync_api import expect

from tests.symptoms.people import CALM, FOLLOW_UPS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}
ANSWERS = {**CALM, **FOLLOW_UPS}
SIGNS = {
    "emergency": {"g_nerves": ["rf_saddle"]},
    "urgent": {"g_infection": ["rf_fever"]},
    "see_clinician": {"g_pregnancy": "pregnant"},
    "self_care": {"q_area": ["front_hip"], "q_worse": ["uphill_tight"], "q_goal": "move"},
}
HEADINGS = {
    "emergency": "Get help now",
    "urgent": "Get medical advice today",
    "see_clinician": "Talk to a health professional before you exercise",
    "self_care": "You can try some gentle self-care",
}


@pytest.fixture
def browser(chromium):
    return chromium


@pytest.fixture
def site(live_server, transactional_db, settings):
    settings.STATIC_ROOT = settings.STATICFILES_DIRS[0]  # nothing is collected here
    call_command("load_content", verbosity=0)
    return live_server


@pytest.fixture
def open_check(site, browser):
    """Opens the self-check in a browser of its own; scripts may be off, the screen narrow."""
    contexts = []

    def open_one(scripts=True, size=PHONE, path="/self-check/"):
        context = browser.new_context(
            java_script_enabled=scripts, viewport=size, base_url=site.url, locale="en-GB"
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield open_one
    for context in contexts:
        context.close()


def begin(page):
    page.get_by_role("link", name="Start", exact=True).click()


def questions_of(page):
    """The ids of the questions on this page, with their fields."""
    fields = page.locator("main fieldset").all()
    return {
        field.get_attribute("aria-describedby").split()[0].removeprefix("hint_"): field
        for field in fields
    }


def fill(page, answers):
    for question, field in questions_of(page).items():
        value = answers[question]
        for one in value if isinstance(value, list) else [value]:
            field.locator(f'label:has(input[value="{one}"])').click()


def go_on(page):
    before = page.url
    page.get_by_role("button", name="Continue").click()
    expect(page).not_to_have_url(before)


def answer_all(page, changes, look=lambda page: None):
    """From the first page to the result; `look` sees every page before it is answered."""
    begin(page)
    while "/result/" not in page.url:
        look(page)
        if "/answers/" in page.url:
            page.get_by_role("link", name="See my result").first.click()
            continue
        fill(page, {**ANSWERS, **changes})
        go_on(page)


def faults(page):
    """What axe finds, as sentences."""
    found = Axe().run(page).response["violations"]
    return [f"{page.url}: {one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]


# ------------------------------------------------------------------ the two paths


@pytest.mark.parametrize("scripts", [True, False], ids=["with-javascript", "without-javascript"])
@pytest.mark.parametrize("level", ["self_care", "emergency"])
def test_the_check_leads_to_its_result_with_and_without_scripts(open_check, scripts, level):
    page = open_check(scripts=scripts)
    answer_all(page, SIGNS[level])
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADINGS[level])
    routines = page.get_by_role("main").locator("a[href*='/routines/'], svg.fig").count()
    assert bool(routines) == (level == "self_care")


@pytest.mark.slow
def test_the_whole_check_can_be_answered_with_the_keyboard(open_check):
    page = open_check()
    page.get_by_role("link", name="Start", exact=True).press("Enter")
    while "/result/" not in page.url:
        before = page.url
        for question, field in questions_of(page).items():
            tab_to(page, field.locator("input").first)
            pick(page, ANSWERS[question])
        tab_to(page, page.get_by_role("button", name="Continue"))
        page.keyboard.press("Enter")
        expect(page).not_to_have_url(before)
        if "/answers/" in page.url:
            tab_to(page, page.get_by_role("link", name="See my result").first)
            page.keyboard.press("Enter")
            page.wait_for_url("**/result/")
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADINGS["self_care"])


def tab_to(page, target):
    for _ in range(80):
        if target.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never came to {target} on {page.url}")


def pick(page, value):
    """The focus is on the first box: go to the wanted one, as the kind of box asks."""
    wanted = str(value[0] if isinstance(value, list) else value)
    many = isinstance(value, list)
    page.keyboard.press("Space")
    for _ in range(20):
        if page.evaluate("document.activeElement.value") == wanted:
            break
        if many and page.evaluate("document.activeElement.checked"):
            page.keyboard.press("Space")  # untick what was only passed by
        page.keyboard.press("Tab" if many else "ArrowDown")
    if not page.evaluate("document.activeElement.checked"):
        page.keyboard.press("Space")
    assert page.evaluate("[document.activeElement.value, document.activeElement.checked]") == [
        wanted,
        True,
    ]


# ------------------------------------------------------------------ for everybody


@pytest.mark.slow
def test_no_page_of_the_calm_path_has_a_barrier_or_scrolls_sideways_at_320(open_check):
    page, found = open_check(size={"width": 320, "height": 640}), []

    def look(page):
        found.extend(faults(page))
        wide = page.evaluate("document.documentElement.scrollWidth")
        found.extend([f"{page.url}: {wide} px wide"] if wide > 320 else [])

    look(page)
    answer_all(page, SIGNS["self_care"], look)
    look(page)
    assert found == []


@pytest.mark.parametrize("level", ["emergency", "urgent", "see_clinician"])
def test_no_result_that_sends_to_care_has_a_barrier(open_check, level):
    page = open_check()
    answer_all(page, SIGNS[level])
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADINGS[level])
    assert faults(page) == []


def test_the_page_of_every_rule_has_no_barrier(open_check):
    assert faults(open_check(path="/how-we-decide/")) == []


@pytest.mark.parametrize("scripts", [True, False], ids=["with-javascript", "without-javascript"])
def test_the_list_of_problems_takes_the_focus_and_leads_to_the_box(open_check, scripts):
    page = open_check(scripts=scripts)
    begin(page)
    page.get_by_role("button", name="Continue").click()
    problems = page.get_by_role("alert")
    expect(problems).to_contain_text("There is a problem")
    expect(problems).to_be_focused()
    page.get_by_role("link", name="Choose one answer.").first.click()
    expect(page.locator("#id_g_age")).to_be_focused()


@pytest.mark.smoke
def test_an_emergency_sign_is_answered_on_the_very_next_page(open_check):
    page = open_check()
    begin(page)
    fill(page, ANSWERS)
    go_on(page)
    fill(page, SIGNS["emergency"])
    go_on(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Get help now")
    expect(page.get_by_role("link", name="999").first).to_be_visible()


# ------------------------------------------------------------------ when the database is away


@pytest.fixture
def database_away(monkeypatch):
    """Takes the database away: no thread of the site gets a cursor from now on."""

    def refuse(*_args, **_kwargs):
        raise OperationalError("the database is away")

    return lambda: monkeypatch.setattr(BaseDatabaseWrapper, "cursor", refuse)


def test_emergency_help_stands_while_the_database_is_down(open_check, database_away):
    page = open_check()
    database_away()
    assert page.request.get("/readyz").status == 503
    page.get_by_role("link", name="Get help").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("When to get medical help")
    expect(page.locator('a[href="tel:999"]').first).to_be_visible()


def test_an_emergency_sign_is_answered_while_the_database_is_down(open_check, database_away):
    page = open_check()
    database_away()
    begin(page)
    fill(page, ANSWERS)
    go_on(page)
    fill(page, SIGNS["emergency"])
    go_on(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Get help now")
