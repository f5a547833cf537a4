"""What people do, in the words of the page. Each step takes the page as it stands and leaves it one step on."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

LONDON = ZoneInfo("Europe/London")

# What a person with a tight hip uphill answers, by the question they read.
TIGHT_UPHILL = {
    "How old are you?": ["18 to 44"],
    "Could you be pregnant?": ["No, or this is not about me"],
    "Where do you feel it?": ["Front of the hip or groin"],
    "How long has this bout lasted?": ["2 to 6 weeks"],
    "How did it start?": ["Bit by bit, for no clear reason"],
    "How bad is it right now?": ["2"],
    "How bad was it at its worst in the last 7 days?": ["3"],
    "How long until it calms down?": ["Minutes"],
    "What eases it?": ["Moving about"],
    "What brings it on?": ["Walking uphill: the front of the hip goes tight"],
    "Pigeon pose or a figure-4 stretch: what happens?": ["A strong but normal stretch"],
    "What do you feel in the leg?": ["Nothing, or just an ache"],
    "How does the hip move?": ["It moves normally"],
    "How active are you in a week?": ["30 to 150 minutes"],
    "Does it upset your sleep?": ["No"],
    "How tense or worried have you been?": ["Not much"],
    "What do you want most?": ["Move more easily"],
    "Can you kneel and get up from the floor?": ["Yes"],
}


def answer_everything(page, answers: dict[str, list[str]], look=lambda: None) -> None:
    """Go through the self-check to its result. A question that is not listed gets "None of these".

    look: called on each page before it is answered.
    """
    while "/self-check/result/" not in page.url:
        look()
        if "/self-check/answers/" in page.url:
            page.get_by_role("link", name="See my result").first.click()
            continue
        before = page.url
        for asked in page.locator("main fieldset").all():
            question = asked.locator("legend").inner_text()
            for label in answers.get(question, ["None of these"]):
                choose(asked, label)
        page.get_by_role("button", name="Continue").click()
        expect(page).not_to_have_url(before)


def choose(asked, label: str) -> None:
    """The answer with exactly these words; a hint may stand under them."""
    words = re.compile(rf"^\s*{re.escape(label)}\s*$")
    asked.locator("label").filter(has=asked.page.locator("b", has_text=words)).or_(
        asked.locator("label").filter(has_text=words)
    ).click()


def play_to_the_end(page, scripting: bool) -> None:
    """A whole session: the player with its clock run ahead, or the list and its Finish button."""
    if not scripting:
        page.get_by_role("button", name="Finish").click()
        return
    page.locator("[data-go]").click()
    for _ in range(60):
        if page.locator("[data-done]").is_visible():
            return
        page.clock.fast_forward(30_000)
    raise AssertionError("The session never ended.")


def sign_up(page, site, email: str) -> None:
    page.get_by_role("link", name="Make one").click()
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("I am 16 or over").check()
    page.get_by_role("button", name="Make my account").click()
    page.get_by_label("Code").fill(code_for(site, email))
    page.get_by_role("button", name="Continue").click()


def code_for(site, email: str) -> str:
    """The newest code mailed to this address, read from the mail that was really written."""
    messages = site.wait_for_mail(lambda message: email in message["To"], seconds=10)
    text = messages[-1].get_body(("plain",)).get_content()
    return next(
        line.strip()
        for line in text.splitlines()
        if re.fullmatch(r"\s*[A-Z0-9]{3,}-?[A-Z0-9]{3,}\s*", line)
    )


def agree(page) -> None:
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Continue").click()


def next_minute() -> datetime:
    """The next whole minute in London that leaves time to press the button."""
    return (datetime.now(LONDON) + timedelta(seconds=75)).replace(second=0, microsecond=0)
