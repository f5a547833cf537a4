"""The player in a real browser, its time in our hands: it reads `performance.now` and nothing else."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from routines import gate
from routines.models import ClearScreen, Routine, Session
from tests.routines.conftest import screened_cookie

pytestmark = pytest.mark.browser


@pytest.fixture
def open_session(page, live_server, transactional_db, settings):
    """Opens a session with the clock in our hands."""
    settings.STATIC_ROOT = settings.STATICFILES_DIRS[
        0
    ]  # straight from the sources: nothing is collected here
    call_command("load_content", verbosity=0)

    def open_session(path="desk-break/play/"):
        now = timezone.now()
        cookie = {"name": gate.SCREENED, "value": screened_cookie(), "url": live_server.url}
        page.context.add_cookies([cookie])
        page.clock.install(time=now)
        page.goto(f"{live_server.url}/routines/{path}")
        page.clock.pause_at(now + timedelta(minutes=1))
        return page  # from here time passes only when the test says so

    return open_session


def words(page, part):
    return page.locator(f"[data-{part}]").inner_text()


def test_a_session_runs_by_the_clock_to_the_finish_page(open_session):
    page = open_session()
    assert (
        words(page, "left") == "3:29"
    )  # 180 s of moves, 5 s to get ready, 8 s before each other move
    page.get_by_role("button", name="Start", exact=True).click()
    page.clock.fast_forward(6_000)
    assert words(page, "left") == "0:44"
    assert words(page, "where") == "· move 1 of 4"
    page.clock.fast_forward(300_000)
    assert page.get_by_role("heading", name="Done. 3 minutes.").is_visible()


def test_a_pause_stops_the_clock_and_carries_on_from_there(open_session):
    page = open_session()
    page.get_by_role("button", name="Start", exact=True).click()
    page.clock.fast_forward(15_000)
    before = words(page, "left")
    page.get_by_role("button", name="Pause").click()
    page.clock.fast_forward(60_000)
    assert words(page, "left") == before
    page.get_by_role("button", name="Carry on").click()
    page.clock.fast_forward(1_200)
    assert words(page, "left") != before


def test_a_sleeping_page_does_not_drift(open_session):
    page = open_session()
    page.get_by_role("button", name="Start", exact=True).click()
    page.clock.fast_forward(
        75_000
    )  # nothing ran in between; 50 s is the first move, 8 s the way to the next
    assert words(page, "where") == "· move 2 of 4"
    assert words(page, "left") == "0:28"


def test_each_side_gets_its_hold_and_the_figure_turns_round(open_session):
    page = open_session("hip-flexor-mobility/play/")
    for _move in range(2):
        page.get_by_role("button", name="Next move").click()
    page.get_by_role("button", name="Start", exact=True).click()
    seen = {}
    for _second in range(225):
        page.clock.fast_forward(1_000)
        if words(page, "of") == "of 0:45":
            side = (
                words(page, "side"),
                "mirror" in page.locator("[data-stage] svg").get_attribute("class"),
            )
            seen[side] = seen.get(side, 0) + 1
    assert seen.keys() == {("Right side", False), ("Left side", True)}
    assert list(seen.values()) == [90, 90]


def test_the_arrow_keys_change_the_move_and_space_pauses(open_session):
    page = open_session()
    page.keyboard.press("Space")
    page.clock.fast_forward(1_000)
    page.keyboard.press("ArrowRight")
    assert words(page, "where") == "· move 2 of 4"
    page.keyboard.press("ArrowLeft")
    assert words(page, "where") == "· move 1 of 4"
    page.keyboard.press("Space")
    assert page.get_by_role("button", name="Carry on").is_visible()
    page.keyboard.press("Escape")
    assert page.get_by_role("heading", name="Leave this session?").is_visible()


def test_this_hurts_stops_the_clock_and_offers_an_easier_move_a_way_on_and_help(open_session):
    page = open_session("hip-flexor-mobility/play/")
    page.get_by_role("button", name="Start", exact=True).click()
    for _move in range(2):
        page.get_by_role("button", name="Next move").click()
    page.clock.fast_forward(12_000)
    page.get_by_role("button", name="This hurts").click()
    dialog = page.get_by_role("dialog")
    assert "Standing hip-flexor stretch" in dialog.inner_text()
    assert (
        dialog.get_by_role("link", name="check the warning signs").get_attribute("href")
        == "/self-check/"
    )
    assert dialog.get_by_role("link", name="Get help").get_attribute("href") == "/get-help/"
    before = words(page, "left")
    page.clock.fast_forward(30_000)
    assert words(page, "left") == before
    dialog.get_by_role("button", name="Try the easier move").click()
    assert words(page, "name") == "Standing hip-flexor stretch"
    assert page.get_by_role("button", name="Carry on").is_visible()  # nobody is hurried


@pytest.mark.smoke
def test_a_member_who_finishes_keeps_one_session(
    open_session, live_server, make_member, client, page
):
    member = make_member()
    ClearScreen.objects.note(member, timezone.now())
    client.force_login(member)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    open_session()
    page.get_by_role("button", name="Start", exact=True).click()
    page.clock.fast_forward(215_000)
    page.get_by_text("Saved.").wait_for()
    page.get_by_text("About right").click()
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/log/**")
    session = Session.objects.get(user=User.objects.get())
    assert (session.routine, session.felt) == (Routine.objects.get(key="r_desk"), "right")
