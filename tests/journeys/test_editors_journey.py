"""Two people bring an article from an empty form to readers, and take it back, on the site as it really runs."""

import re
import time
from uuid import uuid4

import pytest
from allauth.mfa.totp.internal import auth
from PIL import Image
from playwright.sync_api import expect

from tests.journeys.steps import next_minute

pytestmark = pytest.mark.browser
PASSWORD = "a long enough passphrase"
PERSON = """
from django.contrib.auth.models import Group
from django.utils import timezone
from accounts.models import User
user = User.objects.create_user({email!r}, {password!r}, is_staff=True, over_16_at=timezone.now())
user.emailaddress_set.create(email=user.email, verified=True, primary=True)
user.groups.add(Group.objects.get(name={role!r}))
"""
DESKTOP = {"width": 1280, "height": 900}


def make(site, role: str) -> str:
    email = f"{role.lower()}-{uuid4().hex[:8]}@example.org"
    site.run(PERSON.format(email=email, password=PASSWORD, role=role))
    return email


def code(secret: str, after: str = "") -> str:
    """The code an app shows now; not `after` again, for a code works once."""
    while True:
        counter = next(iter(auth.yield_hotp_counters_from_time()))
        shown = auth.format_hotp_value(auth.hotp_value(secret, counter))
        if shown != after:
            return shown
        time.sleep(0.5)


def sign_in(page, email: str) -> None:
    """In at the editors' door, with a second factor that is made on the way."""
    page.goto("/admin/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="One step before the editors’ pages")).to_be_visible()
    page.get_by_role("link", name="Turn on a second step").click()
    page.get_by_role("link", name="Turn it on").click()
    page.locator("input[name=password]").fill(PASSWORD)  # is it still you?
    page.get_by_role("button", name="Continue").click()
    secret = page.locator("#authenticator_secret").input_value()
    first = code(secret)
    page.locator("input[name=code]").fill(first)
    page.get_by_role("button", name="Turn it on").click()
    expect(page).not_to_have_url(re.compile("activate"))
    page.goto("/admin/")
    page.locator("input[name=code]").fill(code(secret, after=first))
    page.get_by_role("button").filter(has_text=re.compile("Continue|Sign in|Confirm")).first.click()
    expect(page.get_by_role("heading", name="Today at the desk")).to_be_visible()


def write(page, title: str) -> None:
    page.get_by_role("link", name="Write a new article").click()
    page.get_by_label("Title:", exact=True).fill(title)
    page.get_by_label("Opening:", exact=True).fill("A few calm words about hips.")
    page.get_by_label("Topic:", exact=True).select_option(index=1)
    page.get_by_label("Key points:", exact=True).fill("Move a little.\nRest a little.")
    page.get_by_label("Description for search engines:", exact=True).fill(
        "A short read about hips that says what may help, with the source of each thing it says."
    )
    page.get_by_label("Next check due:", exact=True).fill("2030-01-01")


def add(page, kind: str):
    """A new block at the end, as the row of buttons adds it."""
    page.locator(".add-bar").get_by_role("button", name=kind, exact=True).click()
    name = {"Text": "richtext"}.get(kind, f"{kind.lower()}block")
    return page.locator(f".dynamic-{name}_set").last


def pick(page, block, name: str) -> None:
    """From the list that a block offers."""
    block.locator(".select2-selection").click()
    page.locator(".select2-search__field").fill(name)
    page.locator(".select2-results__option").filter(has_text=name).first.click()


def upload(page, file) -> str:
    """A picture with its words, its maker and its licence. Returns its title."""
    Image.effect_noise((1200, 800), 40).convert("RGB").save(file)
    title = f"Stairs {uuid4().hex[:6]}"
    page.goto("/admin/articles/picture/add/")
    page.locator("input[name=original]").set_input_files(file)
    page.locator("[name=alt]").fill("A flight of stone stairs.")
    page.locator("[name=title]").fill(title)
    page.locator("[name=author]").fill("Ann")
    page.locator("[name=licence]").select_option(index=1)
    page.locator("input[name=_save]").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    return title


def save(page) -> None:
    page.get_by_role("button", name="Save the draft").click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def step(page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def ways(page, label: str) -> None:
    page.get_by_role("navigation", name="This article").get_by_role("link", name=label).click()


def waits_for(page, address: str, status: int, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while page.request.get(address).status != status:
        assert time.monotonic() < deadline, f"{address} is not {status} after {seconds} s"
        time.sleep(1)


def test_an_article_is_written_checked_approved_scheduled_revised_and_archived(
    open_page, site, tmp_path
):
    ann, eve, reader = (open_page(refused=403), open_page(refused=403), open_page())
    for page in (ann, eve):
        page.set_viewport_size(DESKTOP)
    sign_in(ann, make(site, "Author"))
    sign_in(eve, make(site, "Editor"))
    title = f"Calm hips {uuid4().hex[:6]}"
    slug = title.lower().replace(" ", "-")

    # Given an author who uploads a picture, and writes a text, a figure, the picture and an exercise
    stairs = upload(ann, tmp_path / "stairs.png")
    ann.goto("/admin/")
    write(ann, title)
    text = add(ann, "Text")
    text.locator(".tiptap").click()
    ann.keyboard.type("Hips like to move.")
    figure = add(ann, "Figure")
    figure.get_by_role("button", name="Choose from pictures").click()
    ann.get_by_role("dialog").get_by_role("searchbox").fill("front")
    ann.get_by_role("dialog").get_by_role("button", name="From the front", exact=True).click()
    figure.get_by_label("Caption:", exact=True).fill("Where the muscle lies.")
    figure.get_by_label("What it shows:", exact=True).fill(
        "Hips from the front with the psoas in colour."
    )
    exercise = add(ann, "Exercise")
    pick(ann, exercise, "Bridge")
    picture = add(ann, "Picture")
    pick(ann, picture, stairs)
    picture.get_by_label("Caption:", exact=True).fill("One step at a time.")

    # Then what is typed is kept before it is saved
    expect(ann.get_by_role("status").first).to_contain_text("Kept for you at")
    save(ann)
    assert reader.request.get(f"/articles/{slug}/").status == 404

    # When the check finds two things, they are mended where it leads
    ways(ann, "Check and publish")
    expect(ann.get_by_text("“Hips like to move.” names no source.")).to_be_visible()
    expect(ann.get_by_role("button", name="Send to review")).to_be_disabled()
    ann.get_by_role("link", name="“Hips like to move.” names no source.").click()
    text = ann.locator("#richtext_set-0")
    text.locator(".tiptap").click()
    ann.keyboard.press("Control+End")
    text.get_by_role("button", name="Cite a source").click()
    ann.get_by_role("dialog").get_by_role("button", name=re.compile("nothing medical")).click()
    ann.keyboard.press("Enter")
    ann.keyboard.type("Signs that need help are on our page. [^-]")
    care = ann.locator(".add-bar").get_by_role("button", name="Care card", exact=True)
    care.click()
    card = ann.locator(".dynamic-carecardblock_set").last
    card.get_by_label("Level:", exact=True).select_option("urgent")
    card.get_by_label("Heading:", exact=True).fill("Get help today if:")
    card.get_by_label("Signs:", exact=True).fill("you are numb between the legs [^-]")
    ann.get_by_role("button", name="Save and check").click()
    expect(ann.get_by_text("Mend these first.")).to_have_count(0)
    step(ann, "Send to review")
    expect(ann.get_by_role("button", name="Approve", exact=True)).to_have_count(0)

    # And a second person previews it, approves it and schedules it
    eve.goto("/admin/")
    waiting = eve.locator(".panel.waiting")
    waiting.get_by_role("link", name=title).click()
    ways(eve, "Preview")
    expect(eve.frame_locator("iframe").get_by_role("heading", name=title)).to_be_visible()
    ways(eve, "Check and publish")
    step(eve, "Approve")
    due = next_minute()
    eve.get_by_label("Day and time").fill(f"{due:%Y-%m-%dT%H:%M}")
    step(eve, "Publish later")
    assert reader.request.get(f"/articles/{slug}/").status == 404

    # Then it goes live by itself and is everywhere
    waits_for(reader, f"/articles/{slug}/", 200, 100)
    for address in ("/articles/", "/articles/feed/", "/sitemap.xml"):
        assert slug in reader.request.get(address).text(), address
    assert slug in reader.request.get("/search/", params={"q": title}).text()
    reader.goto(f"/articles/{slug}/")
    expect(reader.get_by_role("img", name="A flight of stone stairs.")).to_be_visible()

    # When the author revises it, readers go on getting what was published
    ann.goto("/admin/articles/article/")
    ann.get_by_role("link", name=title).click()
    ann.get_by_label("Title:", exact=True).fill(f"{title} again")
    ann.get_by_label("Address:", exact=True).fill(f"{slug}-again")
    save(ann)
    assert f"{title} again" not in reader.request.get(f"/articles/{slug}/").text()
    ways(ann, "Check and publish")
    ann.get_by_role("link", name="See what differs").click()
    expect(ann.locator("ins").filter(has_text="again").first).to_be_visible()

    # And goes back to an earlier state, and forward to the new one
    ways(ann, "History")
    ann.get_by_role("button", name=re.compile("Go back to it")).first.click()
    expect(ann.get_by_label("Title:", exact=True)).to_have_value(title)
    ways(ann, "History")
    ann.get_by_role("button", name=re.compile("Go back to it")).first.click()
    expect(ann.get_by_label("Title:", exact=True)).to_have_value(f"{title} again")
    ways(ann, "Check and publish")
    step(ann, "Send to review")

    # Then the new address is published and the old one leads to it
    eve.goto("/admin/")
    eve.locator(".panel.waiting").get_by_role("link", name=f"{title} again").click()
    step(eve, "Approve")
    step(eve, "Publish now")
    moved = reader.request.get(f"/articles/{slug}/", max_redirects=0)
    assert (moved.status, moved.headers["location"]) == (301, f"/articles/{slug}-again/")

    # And archived, it is gone for readers
    step(eve, "Archive")
    assert reader.request.get(f"/articles/{slug}-again/").status == 404
