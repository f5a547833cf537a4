"""From an article to a reminder in the inbox, on the site as it really runs."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import text_of
from tests.journeys.steps import (
    TIGHT_UPHILL,
    agree,
    answer_everything,
    next_minute,
    play_to_the_end,
    sign_up,
)

pytestmark = pytest.mark.browser


def test_a_person_goes_from_an_article_to_a_reminder_that_arrives_once(open_page, site, scripting):
    page = open_page(java_script_enabled=scripting, timezone_id="Europe/London")
    email = f"walker-{uuid4().hex[:8]}@example.org"

    # Given a reader of the article who takes the self-check
    page.goto("/articles/")
    page.get_by_role("link", name=re.compile("Psoas and hip-flexor pain")).first.click()
    page.get_by_role("main").get_by_role(
        "link", name=re.compile("self-check|Check your symptoms", re.IGNORECASE)
    ).first.click()
    page.get_by_role("link", name="Start", exact=True).click()
    answer_everything(page, TIGHT_UPHILL)

    # Then the result suggests a routine and says why
    expect(page.get_by_role("heading", name="Hip-flexor mobility")).to_be_visible()
    expect(page.get_by_text("Why this was suggested").first).to_be_visible()
    why = page.locator(".why ol").first
    expect(why.get_by_text(TIGHT_UPHILL["What brings it on?"][0])).to_be_visible()

    # When they follow the session to its end, without an account
    result = page.url
    if scripting:
        page.clock.install()
    page.goto("/routines/hip-flexor-mobility/play/")
    play_to_the_end(page, scripting)
    expect(page.get_by_role("heading", name=re.compile("Done")).first).to_be_visible()
    if scripting:
        page.clock.resume()

    # And save the result as a plan, making an account on the way
    page.goto(result)
    page.get_by_role("button", name="Save as my plan").click()
    sign_up(page, site, email)
    agree(page)
    page.get_by_role("button", name="Save as my plan").click()
    expect(page).to_have_url(re.compile("/plan/"))
    expect(page.get_by_role("heading", name="Hip-flexor mobility").first).to_be_visible()

    # And set a reminder for the next minute
    page.goto("/reminders/")
    if "/account/consent/" in page.url:
        agree(page)
    due = next_minute()
    page.get_by_label("Something else").check()
    page.get_by_label("Your time").fill(f"{due:%H:%M}")
    for day in page.locator("input[name=days]").all():
        day.check()
    page.get_by_role("button", name="Set reminder").click()
    expect(page.get_by_text(f"{due:%H:%M}").first).to_be_visible()

    # Then the mail comes by itself, exactly once, and its link opens the session
    mail = site.wait_for_mail(
        lambda message: email in message["To"] and message["List-Unsubscribe"], seconds=100
    )
    session = re.search(rf"{re.escape(site.url)}/routines/\S+/play/", text_of(mail[0]))
    assert mail[0].get_body(("html",)) is not None
    page.goto(session[0])
    expect(page.get_by_role("heading", level=1).first).to_be_visible()

    # And they log the day
    page.goto("/log/")
    page.locator("label[for=worst-3]").click()
    page.get_by_role("button", name="Save today").click()
    expect(page.get_by_role("status").first).to_be_visible()
    page.wait_for_timeout(6_000)  # three more sweeps
    assert (
        len(
            [
                message
                for message in site.mail()
                if email in message["To"] and message["List-Unsubscribe"]
            ]
        )
        == 1
    )


def test_a_danger_sign_leads_to_a_care_card_and_to_no_exercise(open_page, scripting):
    page = open_page(java_script_enabled=scripting)
    page.goto("/self-check/")
    page.get_by_role("link", name="Start", exact=True).click()
    leaking = "New trouble peeing or pooing, or leaking"
    answer_everything(page, TIGHT_UPHILL | {"Any of these new problems?": [leaking]})

    expect(page.get_by_role("heading", name=re.compile("Get help now"))).to_be_visible()
    expect(page.get_by_text(leaking).first).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("999")).first).to_be_visible()
    main = page.get_by_role("main")
    assert (
        main.locator("a[href*='/play/'], a[href*='/routines/'], a[href*='/exercises/']").count()
        == 0
    )
    assert main.locator("svg.fig").count() == 0
    assert "stretch" not in main.inner_text().lower()
