"""What only a browser shows: pasted text is cleaned, what is picked arrives, and the pages are clean for axe."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import expect

from articles import history
from articles.models import Article
from tests.staff import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{color:red}</style></head><body>
<!--StartFragment--><h1 class="MsoTitle"><span style="font-size:26pt">Why it aches</span></h1>
<p class="MsoNormal" style="margin:0"><b><span style="color:#C00000">Slow</span></b> moves<o:p></o:p> help.</p>
<p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">·<span>&nbsp; </span></span>Walk</p>
<p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">·<span>&nbsp; </span></span>Rest</p>
<p><a href="javascript:alert(1)">bad</a> <a href="https://example.org/">good</a><img src=x onerror=alert(1)></p>
<!--EndFragment--></body></html>"""
PASTE = """([selector, html]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "x");
  document.querySelector(selector).dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    return tmp_path_factory.mktemp("static")


@pytest.fixture
def open_desk(live_server, chromium, make_editor, content, settings, collected):
    """A page of the editors', in a browser that fails the test on any error."""
    faults, contexts = [], []
    settings.STATIC_ROOT = collected  # the admin's own files too
    call_command("collectstatic", verbosity=0, interactive=False)

    def open_one(role="Editor", **options):
        client = sign_in(Client(), make_editor(role))
        context = chromium.new_context(base_url=live_server.url, locale="en-GB", **options)
        contexts.append(context)
        cookie = {
            "name": "sessionid",
            "value": client.cookies["sessionid"].value,
            "url": live_server.url,
        }
        context.add_cookies([cookie])
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
        return page

    yield open_one
    for context in contexts:
        for page in context.pages:
            page.goto("about:blank")  # what was typed last is on its way to the server
            page.wait_for_timeout(500)
        context.close()
    assert not faults, faults


@pytest.fixture
def article(write_article):
    made = write_article(html="<h2>Why</h2><p>It may ease.[^-]</p>")
    history.remember(made, None, "")
    return made


def test_what_is_pasted_from_word_is_plain_headings_lists_and_links(open_desk, article):
    page = open_desk()
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    editor = page.locator("#richtext_set-0 .tiptap")
    editor.click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.evaluate(PASTE, ["#richtext_set-0 .tiptap", WORD])
    expect(editor.locator("ul > li")).to_have_count(2)
    page.get_by_role("button", name="Save the draft").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    html = Article.objects.get(pk=article.pk).richtext_set.get().html
    for part in (
        "<h2>Why it aches</h2>",
        "<strong>Slow</strong>",
        "Walk",
        '<a href="https://example.org/"',
    ):
        assert part in html
    for part in ("Mso", "style=", "class=", "javascript", "<img", "·", "<o:p", "<span", "color"):
        assert part not in html, part


@pytest.mark.smoke
def test_the_check_leads_to_the_very_block_and_a_source_is_put_where_the_cursor_is(
    open_desk, article
):
    page = open_desk()
    page.goto(f"/admin/articles/article/{article.pk}/change/#richtext_set-0")
    block = page.locator("#richtext_set-0")
    expect(block.locator(".tiptap")).to_be_focused()
    page.keyboard.press("Control+End")
    block.get_by_role("button", name="Cite a source").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Limited evidence").check()
    dialog.get_by_role("searchbox").fill("psoas")
    dialog.locator(".sources li:visible button").first.click()
    expect(block.locator(".tiptap")).to_contain_text("[=limited]")


def test_blocks_are_added_and_moved_with_the_keyboard_alone(open_desk, article):
    page = open_desk()
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    button = page.locator(".add-bar").get_by_role("button", name="Do and don’t", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    block = page.locator(".dynamic-dodontblock_set").last
    block.locator("textarea").first.fill("Move[^-]")
    block.locator("textarea").nth(1).fill("Rush[^-]")
    block.get_by_role("button", name="Move up").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Save the draft").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    saved = Article.objects.get(pk=article.pk)
    assert saved.dodontblock_set.get().ordering < saved.richtext_set.get().ordering


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_every_page_of_the_desk_is_clean_for_axe_and_fits(open_desk, article, scheme, width):
    page = open_desk(color_scheme=scheme, viewport={"width": width, "height": 844})
    around = f"/admin/articles/article/{article.pk}"
    pages = ["/admin/", "/admin/articles/article/", f"{around}/change/", f"{around}/next/", f"{around}/preview/",
             f"{around}/history/", f"{around}/compare/?from=live&to=now", "/admin/articles/picture/add/",
             "/admin/routines/report/", "/admin/routines/reference/"]  # fmt: skip
    found = {}
    for address in pages:
        page.goto(address)
        page.wait_for_load_state("load")
        seen = (
            Axe().run(page, context="#container", options={"iframes": False}).response["violations"]
        )
        found[address] = [(one["id"], one["nodes"][0]["target"]) for one in seen]
        wide = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        found[address] += [("wider than the screen by", wide)] if wide > 1 else []
    assert {address: faults for address, faults in found.items() if faults} == {}
