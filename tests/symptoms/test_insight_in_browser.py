"""Progress, the page for an appointment and the log as a file, in a real browser."""

import io
import uuid
from datetime import timedelta

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from routines.models import Routine
from symptoms.models import ReportLink
from tests.symptoms.test_report import very_full

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
PAGES = ["/log/trends/?days=all", "/log/report/", "/log/files/"]


@pytest.fixture
def site(live_server, transactional_db, settings):
    settings.STATIC_ROOT = settings.STATICFILES_DIRS[0]  # nothing is collected here
    settings.SITE_URL = live_server.url
    call_command("load_content", verbosity=0)
    return live_server


@pytest.fixture
def person(site, make_member):
    """Somebody with seven weeks of log, a plan and sessions."""
    user, now = make_member(), timezone.now()
    for back in range(48, -1, -1):
        if back % 9:
            when = now - timedelta(days=back)
            answers = {
                "worst": 3 + back // 12,
                "tags": ["travel"] if back % 3 else [],
                "sites": ["groin_r"],
            }
            user.log_entries.record(uuid.uuid4(), when.date(), answers, when)
    routine = Routine.objects.current().first()
    user.plans.start(routine, [], [], "low", True, "hash", now - timedelta(days=20))
    user.sessions.record(routine, uuid.uuid4(), now, now)
    return user


@pytest.fixture
def open_page(chromium, site, person):
    """Opens a page as the person, or as nobody; errors on it fail the test."""
    contexts, faults = [], []

    def open_one(path, size=PHONE, signed_in=True, **options):
        context = chromium.new_context(base_url=site.url, viewport=size, locale="en-GB", **options)
        contexts.append(context)
        if signed_in:
            client = Client()
            client.force_login(person)
            value = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": value, "url": site.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(path)
        return page

    yield open_one
    for context in contexts:
        for page in context.pages:
            page.wait_for_load_state(
                "networkidle"
            )  # nothing may hold the tables when they are emptied
        context.close()
    assert faults == []


def axe(page):
    found = Axe().run(page).response["violations"]
    return [f"{page.url}: {one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_of_the_pages(open_page, scheme):
    page = open_page(PAGES[0], color_scheme=scheme)
    for path in PAGES:
        page.goto(path)
        for details in page.locator("main details").all():
            details.locator("summary").click()
        assert axe(page) == []
    page.set_input_files("#file", files=[table("date,pain\n2026-01-02,4\n")])
    page.get_by_role("button", name="Show what is in it").click()
    expect(page.get_by_role("heading", name="Is this right?")).to_be_visible()
    assert axe(page) == []


def table(text, name="log.csv"):
    return {"name": name, "mimeType": "text/csv", "buffer": text.encode()}


@pytest.mark.parametrize("size", [PHONE, DESK, {"width": 320, "height": 700}])
def test_nothing_scrolls_sideways_and_one_chart_is_shown(open_page, size):
    page = open_page(PAGES[0], size)
    assert page.locator(".chart:visible").count() == 1
    for path in PAGES:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_without_scripts_a_report_is_made_shared_opened_and_closed(open_page):
    page = open_page("/log/report/", java_script_enabled=False)
    expect(page.get_by_role("button", name="Print this page")).to_have_count(0)
    page.get_by_label("What do you want to ask?").fill("May I run?")
    page.get_by_role("button", name="Save and show my page").click()
    expect(page.locator(".a4ask")).to_contain_text("May I run?")
    page.get_by_role("button", name="Make a link").click()
    address = page.get_by_label("Copy this address").input_value()
    clinician = open_page(address, signed_in=False)
    expect(clinician.locator(".a4ask")).to_contain_text("May I run?")
    assert axe(clinician) == []
    page.get_by_role("link", name="I have it").click()
    expect(page.get_by_text("Opened once.")).to_be_visible()
    page.get_by_role("button", name="Close this link").click()
    expect(page.get_by_text("That link is closed.")).to_be_visible()
    assert not ReportLink.objects.exists()


def test_by_keyboard_alone_a_table_is_brought_in(open_page, person):
    page, before = open_page("/log/files/"), person.log_entries.count()
    page.set_input_files("#file", files=[table("date,pain,note\n2026-01-02,4,x\n2026-01-03,5,\n")])
    page.locator("#file").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Is this right?")).to_be_visible()
    page.get_by_role("button", name="Add 2 entries").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 entries are in your log now.")).to_be_visible()
    assert person.log_entries.count() == before + 2


def test_a_table_with_a_mistake_takes_the_reader_to_what_to_mend(open_page):
    page = open_page("/log/files/")
    page.set_input_files("#file", files=[table("date,pain\n2026-01-02,44\n")])
    page.get_by_role("button", name="Show what is in it").click()
    problem = page.get_by_role("alert")
    expect(problem).to_be_focused()
    expect(problem).to_contain_text("Row 2: “44” is not a whole number from 0 to 10.")
    assert page.title().startswith("Error:") and axe(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_printed_from_a_browser_the_report_is_one_page_of_dark_ink_on_white(open_page, scheme):
    page = open_page("/log/report/", DESK, color_scheme=scheme)
    printed = pypdfium2.PdfDocument(io.BytesIO(page.pdf(format="A4", print_background=True)))
    assert len(printed) == 1
    picture = printed[0].render(scale=0.5, grayscale=True).to_pil()
    white = sum(count for shade, count in enumerate(picture.histogram()) if shade > 240)
    assert white > 0.7 * picture.width * picture.height
    text = printed[0].get_textpage().get_text_range()
    assert "Hip symptom summary" in text and "Send it as a link" not in text


def test_printed_from_a_browser_a_very_full_report_is_one_page_too(open_page, person):
    very_full(person)
    page = open_page("/log/report/", DESK)
    assert len(pypdfium2.PdfDocument(io.BytesIO(page.pdf(format="A4")))) == 1


def test_the_chart_is_printed_in_colours_for_paper(open_page):
    page = open_page(PAGES[0], DESK, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="light")
    assert page.locator(".chart:visible").count() == 1
    assert (
        page.locator(".chart:visible .avg").evaluate("e => getComputedStyle(e).stroke")
        == "rgb(194, 80, 15)"
    )
