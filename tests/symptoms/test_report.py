"""The page for an appointment: what it says, what it leaves out, the PDF, and links that end."""

import sys
import uuid
from datetime import UTC, datetime, timedelta

import pypdfium2
import pypdfium2.raw as raw
import pytest
import time_machine
from django.test import Client

from psoascare.logs import without_personal_data
from routines.models import ClearScreen, Exercise, Hold, PlanDecision, Routine
from symptoms import report_pdf
from symptoms.definition import load
from symptoms.log_models import LogEntry
from symptoms.models import Report, ReportLink
from symptoms.report import gather
from symptoms.report_models import Part

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = NOON.date()
PAGE = "/log/report/"
PARTS = [part for part in Part.values if part != "notes"]


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def noon(clock):
    pass


def log(user, *scores, **answers):
    """Scores on consecutive days, the last of them today."""
    for back, score in enumerate(reversed(scores)):
        when = NOON - timedelta(days=back)
        user.log_entries.record(uuid.uuid4(), when.date(), {"worst": score, **answers}, when)


def told(**changes):
    return {"question": "", "since": "", "medicines": "", "period": "30", "parts": PARTS, **changes}


def sheet_of(page):
    return page.text.split('<article class="a4')[1].split("</article>")[0]


def share(client, days="7"):
    """Make a link; the address of its page."""
    page = client.post(f"{PAGE}share/", {"days": days})
    return (
        page.text.split('readonly value="')[1].split('"')[0].removeprefix("http://localhost:8000")
    )


# ------------------------------------------------------------------ what it says


def test_a_visitor_is_asked_to_sign_in(client, db):
    assert client.get(PAGE).status_code == client.get(f"{PAGE}summary.pdf").status_code == 302


def test_an_empty_log_still_makes_a_page(member_client):
    page = member_client.get(PAGE)
    assert page.status_code == 200 and "Hip symptom summary" in sheet_of(page)
    assert not Report.objects.exists(), "looking keeps nothing"


def test_own_words_stand_on_the_page_as_they_were_written_and_never_as_markup(member_client):
    words = 'May I run? <script>alert(1)</script> & "so on"'
    answer = member_client.post(PAGE, told(question=words, since="May", medicines="None"))
    assert answer.status_code == 302
    sheet = sheet_of(member_client.get(PAGE))
    assert "May I run? &lt;script&gt;" in sheet and "<script>" not in sheet
    assert "<b>Since</b> May" in sheet and "<b>Medicines</b> None" in sheet


def test_what_changed_is_told_with_its_range_and_how_many_days(member_client, member):
    log(member, *[6, 7, 5] * 4, 6, 6, *[3, 4, 2] * 4, 3, 3)
    sheet = sheet_of(member_client.get(PAGE))
    assert "first 14 logged days" in sheet and "<b>6</b> <span>(5.3 to 6.8)</span>" in sheet
    assert "And the last 14" in sheet and "<b>3</b> <span>(2.3 to 3.8)</span>" in sheet
    assert "28 of 28 days logged" in sheet


def test_where_is_counted_by_days_and_drawn(member_client, member):
    log(member, 3, 4, sites=["groin_r"])
    log(member, 5, sites=["groin_r", "knee_l"])
    sheet = sheet_of(member_client.get(PAGE))
    assert "Front of right hip: 2 days" in sheet and "Left knee: 1 day" in sheet
    assert sheet.count('fill="#F4742B" stroke="#8A3205"') == 2


def test_what_was_tried_says_how_often_and_which_moves_hurt(member_client, member, content):
    routine, move = Routine.objects.current().first(), Exercise.objects.first()
    for back in (1, 2, 3):
        at = NOON - timedelta(days=back)
        member.sessions.record(routine, uuid.uuid4(), at, at, hurt=[move.key] if back < 3 else [])
    sheet = sheet_of(member_client.get(PAGE))
    assert f'{routine.name}</th><td class="n">3</td><td>{move.name} 2×' in sheet
    assert "Days with a session</th><td>3</td>" in sheet


def test_plan_changes_are_told_by_their_day(member_client, member, content):
    plan = member.plans.start(
        Routine.objects.current().first(), [], [], "low", True, "h", NOON - timedelta(days=9)
    )
    PlanDecision.objects.create(plan=plan, offer="up", why="x", accepted=True, decided_at=NOON)
    log(member, 3)
    sheet = sheet_of(member_client.get(PAGE))
    assert "<b>15 Nov 2026</b> Your plan began" not in sheet, "the period begins with the log"
    assert "<b>24 Nov 2026</b> Stepped up" in sheet and "First entry in my log" in sheet


def test_danger_signs_are_told_as_asked_and_answered(member_client, member, content):
    assert "Not asked yet." in sheet_of(member_client.get(PAGE))
    ClearScreen.objects.create(user=member, cleared_at=NOON - timedelta(days=2))
    assert "Last asked on 22 November 2026. None fitted." in sheet_of(member_client.get(PAGE))
    sign = next(flag for flag in load().flags.values() if flag.label)
    hold = Hold.objects.place(member, "urgent", [sign.id], "log", NOON)
    sheet = sheet_of(member_client.get(PAGE))
    assert sign.label in sheet and "Still stands." in sheet and "None fitted" not in sheet
    Hold.objects.lift(member, NOON)
    ClearScreen.objects.update(cleared_at=NOON)
    sheet = sheet_of(member_client.get(PAGE))
    assert "None stands now." in sheet and "(clear again on 24 Nov 2026)" in sheet
    assert hold.signs == [sign.id]


def test_with_a_danger_sign_the_page_leads_to_care_and_to_no_session(member_client, member):
    Hold.objects.place(member, "urgent", [], "log", NOON)
    main = member_client.get(PAGE).text.split("<main")[1].split("</main>")[0]
    assert "/self-check/again/" in main and 'href="/routines/' not in main


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("where", "Where, by number of days"),
        ("changed", "it got in the way a lot"),
        ("chart", '<svg class="chart'),
        ("timeline", "What happened when"),
        ("tried", "What I tried"),
        ("tried", "a session"),
        ("signs", "Danger signs"),
        ("notes", "A private note"),
    ],
)
def test_each_part_can_be_left_out(member_client, member, content, part, words):
    log(member, 3, 4, 5, sites=["groin_r"], note="A private note")
    at = NOON - timedelta(days=1)
    member.sessions.record(Routine.objects.current().first(), uuid.uuid4(), at, at)
    member_client.post(PAGE, told(parts=Part.values))
    assert words in sheet_of(member_client.get(PAGE))
    member_client.post(PAGE, told(parts=[one for one in Part.values if one != part]))
    assert words not in sheet_of(member_client.get(PAGE))


def test_notes_are_left_out_until_somebody_asks_for_them(member_client, member):
    log(member, 3, note="A private note")
    assert "A private note" not in member_client.get(PAGE).text
    member_client.post(PAGE, told(parts=[*PARTS, "notes"]))
    assert "A private note" in sheet_of(member_client.get(PAGE))


def test_the_period_is_the_one_that_was_chosen(member_client, member):
    log(member, *[5] * 120)
    for period, days in (("30", 30), ("90", 90), ("all", 120)):
        member_client.post(PAGE, told(period=period))
        assert f"{days} of {days} days logged" in sheet_of(member_client.get(PAGE))


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ({"question": "x" * 301}, "Make this shorter: 300 characters at most. It has 301."),
        ({"period": "31"}, "Choose which days from the list."),
        ({"period": ""}, "Choose which days from the list."),
        ({"parts": ["x"]}, "Choose what to show from the list."),
        ({"since": "x" * 81}, "Make this shorter: 80 characters at most."),
        ({"medicines": "\0"}, "Null characters are not allowed."),
    ],
)
def test_a_wrong_answer_is_a_kind_sentence_and_loses_nothing(member_client, bad, words):
    page = member_client.post(PAGE, told(**{"question": "Kept as typed", **bad}))
    assert page.status_code == 422 and words in page.text
    assert "question" in bad or "Kept as typed" in page.text
    assert not Report.objects.exists()


def test_own_words_are_sealed_in_the_database(member_client, member):
    member_client.post(PAGE, told(question="A secret question"))
    raw = Report.objects.raw("SELECT id, user_id, question AS sealed FROM symptoms_report")[0]
    assert "secret" not in raw.sealed


# ------------------------------------------------------------------ the PDF


def very_full(user):
    """As much as there can be of everything."""
    note = "It was a long day with a long drive, and then the stairs. " * 30
    entries = [
        LogEntry(
            user=user, local_date=TODAY - timedelta(days=n), logged_at=NOON - timedelta(days=n),
            worst=n % 11, interfere=n % 11, sites=["groin_r", "knee_l", "low_back_r", "calf_l", "buttock_l", "abdomen_r"],
            note=note, late=n % 3 == 0,
        )
        for n in range(600)
    ]  # fmt: skip
    LogEntry.objects.bulk_create(entries)
    routines, moves = list(Routine.objects.current()), list(Exercise.objects.all())
    for n in range(60):
        at = NOON - timedelta(days=n)
        hurt = [move.key for move in moves[n % 5 : n % 5 + 3]]
        user.sessions.record(routines[n % len(routines)], uuid.uuid4(), at, at, hurt=hurt)
    for n in range(8):
        user.plans.start(routines[0], [], [], "low", True, "h", NOON - timedelta(days=50 - n))
    longest = sorted(load().flags.values(), key=lambda flag: -len(flag.label or flag.why))
    for n in range(4):
        Hold.objects.place(user, "urgent", [f.id for f in longest[n * 5 : n * 5 + 5]], "log", NOON)
        Hold.objects.lift(user, NOON)
    words = {"question": "Wwww mmmm " * 30, "since": "Wwwwwwww " * 8, "medicines": "Mmmmmmm " * 25}
    return Report.objects.create(user=user, period="all", left_out=[], **words)


def ordinary(user):
    log(user, *[6, 5, 7, 4] * 5, *[3, 2, 4] * 3, sites=["groin_r"])
    at = NOON - timedelta(days=1)
    user.sessions.record(Routine.objects.current().first(), uuid.uuid4(), at, at)
    return Report.objects.create(user=user, question="May I start to run again?")


def short(user):
    log(user, 3)
    return Report(user=user)


@pytest.mark.parametrize("fill", [short, ordinary, very_full])
def test_the_pdf_is_one_a4_page_with_its_ink_inside_the_margins(member, content, fill):
    choices = fill(member)
    made = pypdfium2.PdfDocument(report_pdf.as_pdf(gather(member, choices, TODAY)))
    assert len(made) == 1
    width, height = made[0].get_size()
    assert (round(width), round(height)) == (595, 842)
    picture = made[0].render(scale=1, grayscale=True).to_pil()
    left, top, right, bottom = picture.point(lambda ink: 255 if ink < 200 else 0).getbbox()
    assert left >= 30 and top >= 25 and right <= 565 and bottom <= 815
    text = " ".join(made[0].get_textpage().get_text_range().split())
    assert "Hip symptom summary" in text and "Not a clinical assessment." in text
    assert "Pain is rated from 0" in text, "down to the last line"


def test_the_pdf_is_tagged_and_in_our_own_type(member, content):
    made = pypdfium2.PdfDocument(report_pdf.as_pdf(gather(member, ordinary(member), TODAY)))
    assert made.is_tagged()
    fonts = {
        piece.get_font().get_base_name()
        for piece in made[0].get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])
    }
    assert fonts and all("Atkinson" in font or "Bricolage" in font for font in fonts)


def test_the_pdf_is_handed_out_under_a_neutral_name(member_client, member):
    answer = member_client.get(f"{PAGE}summary.pdf")
    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")
    assert 'filename="hip-summary-2026-11-24.pdf"' in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]


def test_without_pango_the_page_says_to_print_to_pdf(member_client, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)  # its import fails, as without the library
    page = member_client.get(f"{PAGE}summary.pdf", follow=True)
    assert page.status_code == 200 and "choose “Save as PDF” there" in page.text


def test_a_pdf_reads_no_file_but_our_own():
    fetch = report_pdf.own_files().fetch
    for url in ("file:///etc/passwd", "https://example.org/x", "file:///work/../etc/hosts"):
        with pytest.raises(ValueError):
            fetch(url)


# ------------------------------------------------------------------ links


def test_a_link_shows_the_page_to_somebody_without_an_account(member_client, member):
    log(member, 3, 4, note="A private note")
    member_client.post(PAGE, told(question="May I run?"))
    page = Client().get(share(member_client))
    assert page.status_code == 200 and "May I run?" in sheet_of(page)
    assert page["Cache-Control"] == "private, no-store"
    assert page["Referrer-Policy"] == "no-referrer"
    assert "noindex" in page["X-Robots-Tag"] and 'content="noindex' in page.text
    assert member.email not in page.text and "A private note" not in page.text
    assert str(member.public_id) not in page.text and "/log/" not in page.text.split("<body")[1]


def test_only_a_hash_of_the_address_is_kept(member_client):
    token = share(member_client).split("/")[-2]
    row = ReportLink.objects.values().get()
    assert len(token) >= 43 and token not in str(row)


def test_the_address_of_a_link_never_reaches_a_log():
    line = "Not Found: /log/report/shared/abc-DEF_123/"
    assert without_personal_data(line) == "Not Found: /log/report/shared/[token]/"


def test_a_link_keeps_what_it_was_made_with(member_client, member):
    log(member, 3)
    member_client.post(PAGE, told(question="The first"))
    address = share(member_client)
    member_client.post(PAGE, told(question="The second"))
    assert "The first" in Client().get(address).text


def test_how_often_it_was_opened_is_shown_and_the_persons_own_looks_do_not_count(member_client):
    address = share(member_client)
    assert "Not opened yet." in member_client.get(PAGE).text
    member_client.get(address)
    Client().head(address)
    assert "Not opened yet." in member_client.get(PAGE).text
    Client().get(address)
    assert "Opened once." in member_client.get(PAGE).text
    Client().get(address)
    assert "Opened 2 times." in member_client.get(PAGE).text


@pytest.mark.parametrize(("days", "good"), [("1", 1), ("7", 7), ("30", 30)])
def test_a_link_ends_when_it_said_it_would(member_client, clock, days, good):
    address = share(member_client, days)
    clock.move_to(NOON + timedelta(days=good) - timedelta(seconds=1))
    assert Client().get(address).status_code == 200
    clock.move_to(NOON + timedelta(days=good))
    page = Client().get(address)
    assert page.status_code == 404 and "This link does not work" in page.text
    assert "no-store" in page["Cache-Control"]


def test_a_closed_link_is_closed_at_once(member_client):
    address = share(member_client)
    member_client.post(f"{PAGE}unshare/{ReportLink.objects.get().public_id}/")
    assert Client().get(address).status_code == 404


def test_nobody_closes_the_link_of_somebody_else(member_client, make_member, client):
    share(member_client)
    other = Client()
    other.force_login(make_member("other@example.org"))
    link = ReportLink.objects.get()
    assert other.post(f"{PAGE}unshare/{link.public_id}/").status_code == 404
    assert ReportLink.objects.exists()


@pytest.mark.parametrize("end", ["consent", "active", "erased"])
def test_a_link_ends_with_the_agreement_and_with_the_account(member_client, member, end):
    address = share(member_client)
    if end == "consent":
        member.consents.withdraw("health_data", NOON)
    elif end == "active":
        type(member).objects.update(is_active=False)
    else:
        member.delete()
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("token", ["x", "x" * 500, "%00", "ä", "%F0%9F%98%80"])
def test_any_other_address_is_simply_not_there(client, db, token):
    assert client.get(f"{PAGE}shared/{token}/").status_code == 404


def test_five_links_are_the_most_and_those_that_are_over_do_not_count(member_client, clock):
    for _ in range(5):
        share(member_client, "1")
    page = member_client.post(f"{PAGE}share/", {"days": "7"}, follow=True)
    assert "You have 5 links." in page.text and ReportLink.objects.count() == 5
    clock.move_to(NOON + timedelta(days=2))
    share(member_client)
    assert ReportLink.objects.count() == 1


@pytest.mark.parametrize("days", ["", "8", "x", "-1"])
def test_a_link_is_good_only_as_long_as_one_can_choose(member_client, days):
    page = member_client.post(f"{PAGE}share/", {"days": days})
    assert page.status_code == 422 and "Choose how long from the list." in page.text
    assert not ReportLink.objects.exists()
