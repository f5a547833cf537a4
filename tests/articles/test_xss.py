"""Nothing an editor or a reader writes ever runs: tried in a real browser, on every surface.

What is stored for it: worst_rows.py; where it comes out: surfaces.py.
"""

from urllib.parse import quote, urlsplit
from xml.etree import ElementTree

import pytest
from django.core.management import call_command
from django.test import Client

from articles.models import Article
from tests.articles.surfaces import ECHOES, OF_ONE, PAGES, REPORT
from tests.articles.worst_rows import PACK, PAYLOADS, note_changes, readers_wrote, write_all
from tests.staff import sign_in

pytestmark = pytest.mark.browser
WATCH = """
for (const name of ["alert", "confirm", "prompt", "print"])
  window[name] = () => { (window.top.ran ??= []).push(name); };
"""
# What should not be there though the policy would stop it: found in the document, whatever the frame.
FOUND = """() => {
  const bad = [];
  const leads = (value) => { try { return new URL(value, document.baseURI).protocol; } catch { return ""; } };
  for (const one of document.querySelectorAll("*"))
    for (const { name, value } of one.attributes)
      if ((/^on/i.test(name) && /a.?lert/i.test(value))
          || (/^(href|src|action|formaction|data|xlink:href)$/i.test(name)
              && /^(javascript|vbscript|data):$/.test(leads(value)) && /lert/.test(value)))
        bad.push(`${one.tagName} ${name}=${value}`);
  for (const one of document.querySelectorAll("script:not([src])"))
    if (/alert/.test(one.textContent) && !/json/.test(one.type)) bad.push(one.outerHTML.slice(0, 200));
  return [...bad, ...(window.ran ?? [])];
}"""


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    return tmp_path_factory.mktemp("static")


@pytest.fixture
def scripts(settings, collected):
    """Our scripts and the admin's are there to run: an editor's words are loaded into an editor of text."""
    settings.STATIC_ROOT = collected
    call_command("collectstatic", verbosity=0, interactive=False)


@pytest.fixture
def packed(transactional_db, scripts):
    call_command("load_content", verbosity=0)
    return write_all()


@pytest.fixture
def look(chromium, live_server, make_member):
    """Opens an address as a reader, or as an editor, and returns whatever ran or could have.

    Fails on a page that shows none of the words: one with another status, another address, or without `holds`.
    """
    staff = make_member("editor@example.org", is_staff=True, is_superuser=True)
    contexts, dialogs = {}, []

    def context(as_editor):
        if as_editor not in contexts:
            opened = chromium.new_context(base_url=live_server.url, service_workers="block")
            opened.add_init_script(WATCH)
            if as_editor:
                opened.add_cookies([signed_in(staff, live_server.url)])
            contexts[as_editor] = page = opened.new_page()
            page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        return contexts[as_editor]

    def look(address, as_editor=False, *, status=200, holds="*", field="", typed="", send=None):
        page = context(as_editor)
        response = page.goto(address, wait_until="load")
        if send:
            response = send(page, typed)
        assert response.status == status, address
        assert page.url.startswith(live_server.url), address
        if status == 200:
            assert urlsplit(page.url).path == urlsplit(address).path, (address, page.url)
        assert page.locator(holds).count(), (address, holds)
        if field:
            assert letters(page.input_value(field)) == letters(typed), address
        return [*page.evaluate(FOUND), *dialogs]

    yield look
    for page in contexts.values():
        page.context.close()


def letters(text: str) -> str:
    """Without the spaces, line ends and signs that a field and an address rewrite."""
    return "".join(letter for letter in text if letter.isalnum())


def signed_in(user, url):
    client = sign_in(Client(), user)
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}


def test_there_are_at_least_300_ways_to_try():
    assert len(set(PAYLOADS)) >= 300


def test_nothing_an_editor_wrote_runs_on_a_page_of_many(packed, look):
    note_changes(packed)
    readers_wrote()
    for surface in PAGES:
        found = look(surface.address(packed[0]), surface.editors, holds=surface.holds)
        assert found == [], surface.name


def test_nothing_an_editor_wrote_runs_on_the_pages_of_an_article(packed, look):
    note_changes(packed)
    readers_wrote()
    assert len(packed) * PACK >= len(PAYLOADS)
    for surface in OF_ONE:
        for one in packed if not surface.editors else packed[::3]:  # the slow test takes the rest
            found = look(surface.address(one), surface.editors, holds=surface.holds)
            assert found == [], (surface.name, one.slug)


@pytest.mark.slow
def test_nothing_an_editor_wrote_runs_on_every_editors_page_of_a_packed_article(packed, look):
    note_changes(packed)
    readers_wrote()
    rest = [one for one in packed if one not in packed[::3]]
    for surface in filter(lambda surface: surface.editors, OF_ONE):
        for one in rest:
            found = look(surface.address(one), surface.editors, holds=surface.holds)
            assert found == [], (surface.name, one.slug)


@pytest.mark.slow
def test_nothing_an_editor_wrote_runs_on_an_article_that_is_all_one_payload(packed, look):
    for surface in filter(lambda surface: surface.each, OF_ONE):
        for one in Article.objects.filter(slug__startswith="x-"):
            found = look(surface.address(one), holds=surface.holds)
            assert found == [], (surface.name, one.slug)


SAMPLES = pytest.mark.parametrize("step", [pytest.param(3, marks=pytest.mark.slow), 60])


@SAMPLES
@pytest.mark.parametrize("echo", ECHOES, ids=lambda echo: echo.address)
def test_nothing_a_reader_types_runs_where_it_comes_back(
    transactional_db, scripts, look, echo, step
):
    for text in PAYLOADS[:: step * (3 if echo.editors else 1)]:
        typed = text.encode("utf-8", "replace").decode()
        field = "" if echo.editors and "\0" in typed else echo.field  # the admin refuses a NUL
        address = echo.address.format(quote(typed, safe=""))
        found = look(address, echo.editors, status=echo.status, field=field, typed=typed)
        assert found == [], text


@SAMPLES
def test_nothing_runs_in_a_report_that_comes_back(transactional_db, scripts, look, step):
    call_command("load_content", verbosity=0)
    for text in PAYLOADS[::step]:
        assert look(REPORT, status=422, field="textarea", typed=text, send=send_report) == [], text


def send_report(page, text):
    """Without saying what is wrong, so that the form asks for it."""
    page.locator("textarea").fill(text)
    with page.expect_navigation(wait_until="load") as answer:
        page.get_by_role("button", name="Send report").click()
    return answer.value


def test_what_a_feed_reader_takes_for_html_holds_nothing_that_runs(packed, client, chromium):
    """Without our policy: a feed is shown by somebody else's program."""
    feed = ElementTree.fromstring(client.get("/articles/feed/").content)
    shown = [part.text or "" for part in feed.iter() if part.get("type") == "html"]
    assert shown
    context = chromium.new_context()
    context.add_init_script(WATCH)
    page = context.new_page()
    page.route("**/*", lambda route: route.abort())
    for html in shown:
        page.set_content(f"<!doctype html><div>{html}</div>")
        page.wait_for_timeout(20)
        assert page.evaluate(FOUND) == [], html
    context.close()
