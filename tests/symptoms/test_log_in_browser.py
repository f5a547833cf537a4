"""The log and the look back in a real browser: how many taps, by keyboard, without scripts, for everybody."""

import uuid
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import User
from symptoms.log_models import LogEntry
from symptoms.sites import Site

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
FIELDS = ["id_worst", "id_interfere", "id_morning", "id_routine_done", "id_sleep", "id_tags"]
PASSPHRASE = "a long enough passphrase"


@pytest.fixture
def site(live_server, transactional_db, settings):
    settings.STATIC_ROOT = settings.STATICFILES_DIRS[0]  # nothing is collected here
    call_command("load_content", verbosity=0)
    return live_server


@pytest.fixture
def member(site, make_member):
    """Somebody who has logged for two weeks."""
    member, now = make_member(), timezone.now()
    for back in range(1, 15):
        at = now - timedelta(days=back)
        told = {"worst": 5, "sites": ["groin_r"]}
        member.log_entries.record(uuid.uuid4(), member.local_date(at), told, at)
    return member


@pytest.fixture
def open_page(site, chromium, client):
    """Opens a page in a browser of its own; an error on it fails the test."""
    contexts, errors = [], []

    def open_one(person=None, path="/log/", size=PHONE, **more):
        context = chromium.new_context(
            viewport=size, base_url=site.url, service_workers="block", locale="en-GB", **more
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        if person:
            client.force_login(person)
            value = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": value, "url": site.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(path)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert errors == []


class Thumb:
    """Taps, and counts them. It reaches only what is on the screen: it never scrolls."""

    def __init__(self, page):
        self.page, self.taps = page, 0

    def tap(self, target):
        box = target.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        assert 0 <= y <= PHONE["height"], "out of the thumb's reach"
        self.page.touchscreen.tap(x, y)
        self.taps += 1


def axe(page):
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['target']}" for one in found]


# ------------------------------------------------------------------ taps


@pytest.mark.smoke
def test_a_returning_member_logs_a_day_in_two_taps_without_scrolling(member, open_page):
    page = open_page(member, has_touch=True)
    thumb = Thumb(page)
    thumb.tap(page.locator("label[for=worst-4]"))
    thumb.tap(page.get_by_role("button", name="Save today"))
    page.get_by_text("Saved for today.").wait_for()
    assert thumb.taps <= 3
    assert LogEntry.objects.order_by("pk").last().worst == 4


def test_same_as_yesterday_is_two_taps(member, open_page):
    page = open_page(member, has_touch=True)
    thumb = Thumb(page)
    thumb.tap(page.get_by_role("link", name="Same as yesterday"))
    page.get_by_text("Filled in as last time.").wait_for()
    thumb.tap(page.get_by_role("button", name="Save today"))
    page.get_by_text("Saved for today.").wait_for()
    newest = LogEntry.objects.order_by("pk").last()
    assert thumb.taps <= 3 and (newest.worst, newest.sites) == (5, ["groin_r"])


def test_all_seven_answers_of_a_day_and_save_are_on_one_screen_of_a_phone(member, open_page):
    page = open_page(member)
    bar = page.locator(".savebar").bounding_box()
    for name in FIELDS:
        box = page.locator(f"#{name}").bounding_box()
        assert box["y"] >= 60 and box["y"] + box["height"] <= bar["y"] + 8, name
    worry = page.get_by_role("button", name="Something new or worrying").bounding_box()
    assert worry["y"] + worry["height"] <= PHONE["height"] - 64
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_first_log_of_a_new_member_is_at_most_eight_taps(site, open_page):
    """From signing in for the first time: agreeing included."""
    person = User.objects.create_user("new@example.org", PASSPHRASE)
    person.emailaddress_set.create(email=person.email, verified=True, primary=True)
    page = open_page(person, has_touch=True)
    taps = 0
    for box in page.locator("main input[type=checkbox]").all():
        box.tap()
        taps += 1
    page.get_by_role("button", name="Continue").tap()
    page.locator("label[for=worst-6]").tap()
    page.get_by_role("button", name="Save today").tap()
    page.get_by_text("Saved for today.").wait_for()
    assert taps + 3 <= 8
    assert LogEntry.objects.get().worst == 6


# ------------------------------------------------------------------ the body map


def test_each_area_of_the_map_ticks_its_own_box_and_the_box_fills_the_area(member, open_page):
    page = open_page(member, size=DESK)
    for site in Site.values:
        shape = page.locator(f'.hit[data-key="{site}"]').first
        shape.scroll_into_view_if_needed()
        shape.click()
        box = page.locator(f'input[name=sites][value="{site}"]')
        expect(box).to_be_checked()
        expect(page.locator(f'.reg[data-key="{site}"]').first).to_have_attribute("data-on", "")
        box.uncheck(force=True)
        expect(page.locator(f'.reg[data-key="{site}"]').first).not_to_have_attribute("data-on", "")


def test_areas_on_the_map_are_large_enough_for_a_finger(member, open_page):
    page = open_page(member)
    for shape in page.locator(".hit").all():
        box = shape.bounding_box()
        assert min(box["width"], box["height"]) >= 24


def test_every_area_has_its_side_in_words_for_who_does_not_see_the_map(member, open_page):
    page = open_page(member, size=DESK)
    page.get_by_text("Choose from a list of all areas").click()
    names = [box.get_attribute("value") for box in page.get_by_role("checkbox").all()]
    assert set(Site.values) <= set(names)
    for site in Site:
        named = page.get_by_role("checkbox", name=str(site.label), exact=True)
        assert named.count() == 1
        assert ("right" if site.value.endswith("_r") else "left") in str(site.label).lower()
    assert page.locator(".maps").get_attribute("aria-hidden") == "true"


# ------------------------------------------------------------------ keyboard, no scripts, everybody


def tab_to(page, locator):
    for _press in range(120):
        page.keyboard.press("Tab")
        if locator.evaluate(
            "(one) => one === document.activeElement || one.contains(document.activeElement)"
        ):
            return
    raise AssertionError("never reached by Tab")


def test_a_whole_entry_by_keyboard_alone(member, open_page):
    page = open_page(member)
    tab_to(page, page.locator("#id_worst"))
    page.keyboard.press("Space")
    for _step in range(3):
        page.keyboard.press("ArrowRight")
    tab_to(page, page.locator("#id_sleep"))
    page.keyboard.press("Space")
    tab_to(page, page.locator("#id_tags"))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_text("Choose from a list of all areas"))
    page.keyboard.press("Enter")
    tab_to(page, page.locator("[data-list]"))
    page.keyboard.press("Space")
    tab_to(page, page.locator("#id_note"))
    page.keyboard.type("By keys")
    covered = page.evaluate(
        """() => {
             const box = document.activeElement.getBoundingClientRect();
             return box.bottom > document.querySelector('.savebar').getBoundingClientRect().top;
           }"""
    )
    assert not covered, "the focus is under the bar"
    tab_to(page, page.get_by_role("button", name="Save today"))
    page.keyboard.press("Enter")
    page.get_by_text("Saved for today.").wait_for()
    entry = LogEntry.objects.order_by("pk").last()
    assert (entry.worst, entry.sleep, entry.tags) == (3, "good", ["long_sitting"])
    assert (entry.sites, entry.note) == ([Site.values[0]], "By keys")


def test_enter_saves_and_does_not_say_that_something_is_worrying(member, open_page):
    page = open_page(member)
    tab_to(page, page.locator("#id_worst"))
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.get_by_text("Saved for today.").wait_for()


def test_a_whole_entry_an_undo_and_a_change_without_scripts(member, open_page):
    page = open_page(member, java_script_enabled=False)
    page.locator("label[for=worst-4]").click()
    page.get_by_text("Choose from a list of all areas").click()
    page.get_by_text("Right buttock", exact=True).click()
    page.get_by_label("A note for yourself").fill("No scripts")
    page.get_by_role("button", name="Save today").click()
    entry = LogEntry.objects.order_by("pk").last()
    assert (entry.worst, entry.sites, entry.note) == (4, ["buttock_r"], "No scripts")
    page.get_by_role("button", name="Undo this entry").click()
    expect(page.get_by_text("Deleted: worst 4 out of 10")).to_be_visible()
    page.get_by_role("button", name="Undo the deletion").click()
    page.get_by_role("link", name="Change the entry").first.click()
    page.locator("label[for=worst-7]").click()
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_text("Worst 7 out of 10")).to_be_visible()


def test_a_refused_entry_says_why_on_a_page_with_everything_still_there(member, open_page):
    page = open_page(member)
    page.get_by_label("A note for yourself").fill("Kept")
    page.get_by_role("button", name="Save today").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose a number from 0 to 10")
    expect(page.get_by_label("A note for yourself")).to_have_value("Kept")


def test_a_note_that_is_too_long_is_refused_by_the_site_and_still_there(member, open_page):
    page = open_page(member)
    page.locator("label[for=worst-4]").click()
    page.get_by_label("A note for yourself").fill("x" * 2001)
    page.get_by_role("button", name="Save today").click()
    expect(page.get_by_role("alert")).to_contain_text("It has 2001.")
    assert page.evaluate("document.querySelector('#id_note').value.length") == 2001
    assert LogEntry.objects.count() == 14


def test_a_week_from_the_signs_to_the_tip_without_scripts(member, open_page):
    page = open_page(member, "/log/week/", java_script_enabled=False)
    page.get_by_text("None of these", exact=True).click()
    page.locator("label[for=average-4]").click()
    page.get_by_label("Activity 1", exact=True).fill("Walk uphill")
    page.locator("label[for=rating_1-6]").click()
    page.get_by_role("button", name="Save my week").click()
    expect(page.get_by_text("Your week is saved.")).to_be_visible()
    assert list(member.weekly_checks.get().ratings.values()) == [6]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page_of_the_log(member, open_page, scheme):
    now = timezone.now()
    entry = member.log_entries.record(
        uuid.uuid4(), member.local_date(now), {"worst": 4, "note": "a"}, now
    )
    for size in (PHONE, DESK):
        page = open_page(member, size=size, color_scheme=scheme)
        for path in [
            "/log/",
            f"/log/{member.local_date(now) - timedelta(days=2)}/",
            f"/log/entry/{entry.public_id}/",
            "/log/week/",
            "/log/flare-up/",
            "/self-check/quick/?from=log&next=/log/",
        ]:
            page.goto(path)
            page.evaluate(
                "document.querySelectorAll('details').forEach((one) => (one.open = true))"
            )
            assert axe(page) == [], path


def test_axe_finds_nothing_on_a_week_that_is_told(member, open_page):
    from routines.models import Routine

    now = timezone.now()
    routine = Routine.objects.get(slug="desk-break")
    member.plans.start(routine, [], [], "low", True, "hash", now)
    told = {"average": 4, "flares": 2}
    member.weekly_checks.record(member.local_date(now), told, now, sessions=1, target=3)
    page = open_page(member, "/log/week/")
    assert axe(page) == []
    page.get_by_text("I forgot").click()
    page.get_by_role("button", name="Show me a tip").click()
    expect(page.get_by_text("Tie it to something you do anyway")).to_be_visible()
    assert axe(page) == []
