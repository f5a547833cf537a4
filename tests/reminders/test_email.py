import re
from email import message_from_string
from html import unescape
from uuid import uuid4

import pytest
from django.conf import settings as live

from reminders import arranging, sending
from reminders.models import Delivery
from tests.reminders.conftest import DUE, NOON, state

pytestmark = pytest.mark.django_db
LINK = re.compile(r"https?://[^\s\"<>]+")


@pytest.fixture
def mail(schedule, sink):
    sending.sweep(DUE)
    return sink.messages[0]


def part(mail, kind: str) -> str:
    return mail.get_body((kind,)).get_content()


def test_the_subject_is_neutral_and_so_are_the_words(mail, subscriber):
    assert mail["Subject"] == "6 minutes for yourself?"
    assert mail["To"] == subscriber.email
    words = (part(mail, "plain") + part(mail, "html")).lower()
    for private in ("hip", "pain", "psoas ", "quiet minutes", subscriber.email, "weak", "stiff"):
        assert private not in words


def test_headers_name_the_delivery_and_offer_one_click_to_stop(mail):
    delivery = Delivery.objects.get(state="sent")
    assert mail["Message-ID"] == f"<{delivery.public_id}@{live.SITE_HOST}>"
    assert re.fullmatch(
        rf"<{re.escape(live.SITE_URL)}/reminders/stop/[\w:.-]+/>", mail["List-Unsubscribe"].strip()
    )
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"]


def test_text_and_html_say_the_same_and_hold_the_same_links(mail):
    text, html = LINK.findall(part(mail, "plain")), LINK.findall(part(mail, "html"))
    assert text == html
    assert [link.replace(live.SITE_URL, "").split("/")[1] for link in text] == [
        "routines",
        "reminders",
        "reminders",
        "reminders",
    ]
    assert text[3] == mail["List-Unsubscribe"].strip("<> ")
    for body in (part(mail, "plain"), part(mail, "html")):
        assert "You asked for a nudge: Every day at 17:30." in body


def test_text_and_html_say_the_same_sentences_in_the_same_order(mail):
    html = part(mail, "html").partition("</style>")[2]
    shown = unescape(re.sub(r"<[^>]+>", "\n", html)).replace("\xa0", " ")
    lines = [line.strip() for line in shown.splitlines() if line.strip()]
    plain = [line.rstrip(":") for line in part(mail, "plain").splitlines()]
    kept = [line for line in plain if line.strip(" -") and not line.startswith("http")]
    name, *rest = lines
    assert [*rest, name] == kept, "HTML has the name of the site first, text has it last"


def test_nothing_in_the_mail_calls_home(mail):
    html = part(mail, "html")
    assert not re.search(r"<(img|link|script|iframe|object|video)|url\(|@import|utm_", html, re.I)
    assert all(link.startswith(live.SITE_URL) for link in LINK.findall(html))


def test_a_line_of_dots_and_long_words_arrive_whole(schedule, sink, settings):
    settings.PRODUCT_NAME = ".Dots & “quotes” " + "long " * 60
    sending.sweep(DUE)
    assert settings.PRODUCT_NAME.strip() in " ".join(part(sink.messages[0], "plain").split())
    assert "&amp; “quotes”" in part(sink.messages[0], "html")


def test_without_a_mail_server_the_same_mail_is_kept_as_one_file(schedule, settings, tmp_path):
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "psoascare.mail.FileBackend", tmp_path
    sending.sweep(DUE)
    sending.sweep(DUE)
    [file] = tmp_path.glob("*.eml")
    assert message_from_string(file.read_text())["Subject"] == "6 minutes for yourself?"
    assert state()[0] == ("sent", "")


def test_a_folder_that_cannot_be_written_is_tried_again(schedule, settings, tmp_path):
    (tmp_path / "mail").write_text("a file where the folder should be")
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = (
        "psoascare.mail.FileBackend",
        tmp_path / "mail",
    )
    sending.sweep(DUE)
    assert state()[0] == ("due", "refused")


def test_a_server_that_cannot_speak_tls_gets_nothing_when_tls_is_asked_for(
    schedule, sink, settings
):
    settings.EMAIL_USE_TLS = True
    sending.sweep(DUE)
    assert sink.messages == []
    assert state()[0] == ("due", "unreachable")


def test_one_asked_for_now_says_so(schedule, sink):
    arranging.send_one_now(schedule, uuid4(), NOON)
    sending.sweep(NOON)
    assert "You asked us to send you one now." in part(sink.messages[0], "plain")
