"""The reader chooses how the drawn person looks; the choice stays in the browser and is never markup."""

import pytest

from routines import looks

LOOK = {"skin": "deep", "hair": "grey", "cut": "short", "clothes": "plum"}
pytestmark = pytest.mark.usefixtures("content")


def html_tag(page):
    text = page.content.decode()
    return text[text.index("<html") : text.index(">", text.index("<html"))]


def test_a_chosen_look_is_on_every_page_and_in_one_cookie(client):
    sent = client.post("/look/", LOOK)
    assert sent.status_code == 302
    assert client.cookies["look"].value == "deep-grey-short-plum"
    assert client.cookies["look"]["httponly"]
    for path in ("/", "/exercises/bridge/", "/routines/desk-break/", "/look/"):
        page = client.get(path)
        assert 'class="skin-deep hair-grey cut-short clothes-plum"' in html_tag(page)
        assert "Cookie" in page["Vary"]


def test_the_page_shows_what_was_chosen(client):
    client.post("/look/", LOOK)
    page = client.get("/look/").content.decode()
    for part, word in LOOK.items():
        row = page[page.index(f'name="{part}" value="{word}"') :][:60]
        assert "checked" in row


def test_the_usual_look_needs_no_cookie_and_no_class(client):
    client.post("/look/", LOOK)
    client.post("/look/", looks.USUAL)
    assert client.cookies["look"].value == ""
    assert "class" not in html_tag(client.get("/"))


@pytest.mark.parametrize(
    "cookie", ["", "deep", '"><script>', "deep-nosuch-short-plum-more", "-" * 400, "\u0000", "é-ö"]
)
def test_a_made_up_cookie_gives_only_words_that_we_know(cookie):
    names = looks.classes({"look": cookie}).split()
    known = {f"{part}-{word}" for part, words in looks.PARTS.items() for word in words}
    assert set(names) <= known


def test_a_look_that_does_not_exist_is_refused_kindly_and_keeps_the_rest(client):
    page = client.post("/look/", LOOK | {"skin": "striped"})
    assert page.status_code == 422
    text = page.content.decode()
    assert "Choose one from the list." in text
    assert "checked" in text[text.index('name="hair" value="grey"') :][:60]
    assert "look" not in client.cookies
