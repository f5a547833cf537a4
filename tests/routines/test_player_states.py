"""The player in every state: reload, hidden tab, screen lock, less motion, keys, holds, and the accessibility rules."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from routines import gate
from tests.routines.conftest import screened_cookie

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
SPY = """
window.heard = { locks: 0, released: 0, spoken: [], tones: 0, keys: {} };
navigator.wakeLock.request = async () => {
  heard.locks += 1;
  const lock = new EventTarget();
  lock.released = false;
  lock.release = async () => { if (!lock.released) { lock.released = true; heard.released += 1; lock.dispatchEvent(new Event('release')); } };
  window.lastLock = lock;
  return lock;
};
speechSynthesis.speak = ({ text }) => heard.spoken.push(text);
navigator.mediaSession.setActionHandler = (name, act) => { heard.keys[name] = act; };
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...when) { heard.tones += 1; return start.apply(this, when); };
"""
HIDE = """(state) => {
  Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}"""


@pytest.fixture
def page(browser):
    """A page of its own; any error on it, or anything the content policy refuses, fails the test."""
    errors = []
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, service_workers="block", locale="en-GB"
    )
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    page.add_init_script(SPY)
    yield page
    context.close()
    assert errors == []


@pytest.fixture
def open_session(page, visitors_site):
    def open_session(path="hip-flexor-mobility/play/"):
        now = timezone.now()
        cookie = {"name": gate.SCREENED, "value": screened_cookie(), "url": visitors_site.url}
        page.context.add_cookies([cookie])
        page.clock.install(time=now)
        page.goto(f"{visitors_site.url}/routines/{path}")
        page.clock.pause_at(now + timedelta(minutes=1))
        return page

    return open_session


def words(page, part):
    return page.locator(f"[data-{part}]").inner_text()


def heard(page, what):
    return page.evaluate(f"heard.{what}")


def start(page):
    page.get_by_role("button", name="Start", exact=True).click()


def go_to_move(page, number):
    for _move in range(number - 1):
        page.get_by_role("button", name="Next move").click()


def test_a_reload_midway_keeps_the_place_the_swap_and_the_key(open_session):
    page = open_session()
    start(page)
    go_to_move(page, 3)
    page.get_by_role("button", name="Make it easier").click()
    page.clock.fast_forward(30_000)
    before = words(page, "left")
    key = page.evaluate("JSON.parse(localStorage['session:hip-flexor-mobility']).key")
    page.reload()
    assert words(page, "name") == "Standing hip-flexor stretch"
    assert words(page, "side") == "This is where you left off."
    assert page.evaluate("JSON.parse(localStorage['session:hip-flexor-mobility']).key") == key
    page.get_by_role("button", name="Carry on").click()
    page.clock.fast_forward(100)
    assert words(page, "left") == before


def test_a_session_left_more_than_a_day_ago_begins_anew(open_session):
    page = open_session()
    start(page)
    go_to_move(page, 3)
    page.clock.fast_forward(3_000)
    page.clock.pause_at(timezone.now() + timedelta(hours=25))
    page.reload()
    assert words(page, "where") == "· move 1 of 6"


def test_a_person_may_begin_anew_after_leaving(open_session):
    page = open_session()
    start(page)
    go_to_move(page, 3)
    page.clock.fast_forward(3_000)
    page.reload()
    page.get_by_role("button", name="Start from the beginning").click()
    assert words(page, "where") == "· move 1 of 6"
    assert page.get_by_role("button", name="Start", exact=True).is_visible()


def test_a_hidden_tab_comes_back_to_the_planned_second_and_missed_cues_stay_silent(open_session):
    page = open_session()
    start(page)
    page.clock.fast_forward(1_000)
    page.evaluate(HIDE, "hidden")
    before = heard(page, "tones")
    page.clock.fast_forward(200_000)  # as one long sleep: nothing ran
    page.evaluate(HIDE, "visible")
    kept = page.evaluate("JSON.parse(localStorage['session:hip-flexor-mobility']).seconds")
    assert kept == pytest.approx(201, abs=0.2)
    assert heard(page, "tones") - before <= 1


def test_the_clock_is_within_a_fifth_of_a_second_of_the_plan_at_any_moment(open_session):
    page = open_session()
    start(page)
    shown = []
    for step in (
        1_300,
        2_450,
        1_700,
        9_999,
        12_345,
        17_000,
    ):  # odd steps, as a busy phone takes them
        page.clock.fast_forward(step)
        shown.append(words(page, "left"))
    # 5 s to get ready, then a minute of tilts: at 1.3, 3.75, 5.45, 15.449, 27.794 and 44.794 s
    assert shown == ["0:04", "0:02", "1:00", "0:50", "0:38", "0:21"]


def test_the_screen_is_kept_on_while_playing_asked_for_again_and_let_go(open_session):
    page = open_session()
    assert heard(page, "locks") == 0
    start(page)
    expect(page.get_by_text("Screen stays on")).to_be_visible()
    page.evaluate(HIDE, "hidden")
    page.evaluate("lastLock.release()")  # as browsers do with a hidden page
    expect(page.get_by_text("Screen stays on")).to_be_hidden()
    page.evaluate(HIDE, "visible")
    expect(page.get_by_text("Screen stays on")).to_be_visible()
    assert heard(page, "locks") == 2
    page.get_by_role("button", name="Pause").click()
    assert heard(page, "released") == 2
    expect(page.get_by_text("Screen stays on")).to_be_hidden()


def test_the_voice_is_off_at_first_remembered_and_everything_it_says_is_a_caption(open_session):
    page = open_session()
    start(page)
    page.clock.fast_forward(6_000)
    assert heard(page, "spoken") == []
    page.get_by_role("button", name="Sound, voice and text").click()
    page.get_by_label("A voice says each move").check()
    page.get_by_role("button", name="Done").click()
    page.get_by_role("button", name="Next move").click()
    page.clock.fast_forward(500)
    said = heard(page, "spoken")[-1]
    assert "Knee rocks" in said and words(page, "caption") == said
    page.reload()
    page.get_by_role("button", name="Carry on").click()
    for _second in range(10):
        page.clock.fast_forward(1_000)
    assert {"3", "2", "1"} <= set(heard(page, "spoken"))


def test_half_as_long_and_no_kneeling_change_the_session_before_it_starts(open_session):
    page = open_session()
    whole = words(page, "left")
    page.get_by_label("Half as long").check()
    minutes = [int(left.split(":")[0]) for left in (whole, words(page, "left"))]
    assert minutes[1] <= minutes[0] * 0.65
    page.get_by_label("No kneeling").check()
    go_to_move(page, 3)
    assert words(page, "name") == "Standing hip-flexor stretch"


def test_a_swap_offers_only_named_moves_and_takes_the_same_time(open_session):
    page = open_session()
    start(page)
    go_to_move(page, 3)
    page.get_by_role("button", name="Swap").click()
    page.get_by_role("dialog").get_by_role("button", name="Standing hip-flexor stretch").click()
    assert words(page, "name") == "Standing hip-flexor stretch"
    assert words(page, "where") == "· move 3 of 6"
    assert page.get_by_role("button", name="Carry on").is_visible()


def test_the_headset_keys_work(open_session):
    page = open_session()
    page.evaluate("heard.keys.play()")
    assert page.evaluate("navigator.mediaSession.playbackState") == "playing"
    page.evaluate("heard.keys.nexttrack()")
    assert words(page, "where") == "· move 2 of 6"
    page.evaluate("heard.keys.pause()")
    assert page.evaluate("navigator.mediaSession.playbackState") == "paused"


def test_keys_alone_play_a_session(open_session):
    page = open_session("desk-break/play/")
    page.keyboard.press("Space")
    page.clock.fast_forward(20_000)
    page.keyboard.press("r")
    page.clock.fast_forward(200)
    assert words(page, "left") in {"0:08", "0:05"}
    page.keyboard.press("h")
    page.keyboard.press("Escape")
    assert page.get_by_role("button", name="Carry on").is_visible()
    page.keyboard.press("Space")
    for _move in range(4):
        page.keyboard.press("ArrowRight")
    expect(page.locator("[data-done-title]")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.locator("[name=felt]:checked").count() == 1


@pytest.mark.slow
def test_with_less_motion_the_figure_steps_and_never_tweens(open_session, page):
    page.emulate_media(reduced_motion="reduce")
    open_session("desk-break/play/")
    start(page)
    page.clock.fast_forward(8_000)
    seen = set()
    for _moment in range(12):
        page.clock.run_for(500)
        seen.add(page.locator("[data-stage] svg").inner_html())
    assert len(seen) <= 4  # two key poses, not a film


def test_a_hold_that_came_in_another_tab_stops_the_session_at_carry_on(open_session, visitors_site):
    page = open_session()
    start(page)
    page.clock.fast_forward(5_000)
    page.get_by_role("button", name="Pause").click()
    page.context.add_cookies([{"name": gate.HOLD, "value": "1", "url": visitors_site.url}])
    page.get_by_role("button", name="Carry on").click()
    expect(page.get_by_role("region", name="Your sessions are on hold")).to_be_visible()
    expect(page.locator("[data-go]")).to_be_hidden()


def test_what_hurt_is_remembered_for_the_end(open_session):
    page = open_session()
    start(page)
    go_to_move(page, 3)
    page.get_by_role("button", name="This hurts").click()
    dialog = page.get_by_role("dialog")
    assert "Stop if you feel a pinch in the groin" in dialog.inner_text()
    dialog.get_by_role("button", name="Leave this move out").click()
    page.clock.fast_forward(3_000)
    kept = page.evaluate("JSON.parse(localStorage['session:hip-flexor-mobility']).hurt")
    assert kept == ["ex_half_kneeling"]
    assert words(page, "where") == "· move 4 of 6"


@pytest.mark.slow
def test_every_state_meets_the_accessibility_rules(open_session):
    page = open_session()
    page.clock.resume()  # the rules need time to pass to be checked
    states = {
        "ready": lambda: None,
        "working": lambda: (start(page), go_to_move(page, 3), page.clock.fast_forward(20_000)),
        "swap": lambda: page.get_by_role("button", name="Swap").click(),
        "more": lambda: (
            page.keyboard.press("Escape"),
            page.get_by_role("button", name="Sound, voice and text").click(),
            page.get_by_label("Large text").check(),
            page.get_by_label("Captions on the picture").check(),
        ),
        "large": lambda: (
            page.get_by_role("button", name="Done").click(),
            page.clock.fast_forward(40_000),
        ),
        "hurts": lambda: page.get_by_role("button", name="This hurts").click(),
        "leave": lambda: (page.keyboard.press("Escape"), page.keyboard.press("Escape")),
        "done": lambda: (
            page.get_by_role("button", name="Keep going").click(),
            [page.clock.fast_forward(200_000) for _ in range(5)],
        ),
    }
    for state, reach in states.items():
        reach()
        page.clock.fast_forward(300)
        assert barriers(page) == [], state


def barriers(page):
    found = Axe().run(page, options={"preload": False}).response["violations"]
    return [(one["id"], one["nodes"][0]["html"][:120]) for one in found]


@pytest.mark.slow
@pytest.mark.parametrize("shut", ["on hold", "not asked yet"])
def test_a_shut_player_meets_the_accessibility_rules_and_says_where_to_go(
    open_session, visitors_site, shut
):
    page = open_session()
    page.clock.resume()
    if shut == "on hold":
        page.context.add_cookies([{"name": gate.HOLD, "value": "1", "url": visitors_site.url}])
    else:
        page.context.clear_cookies(name=gate.SCREENED)
        page.context.set_offline(True)  # else it goes to the questions at once
    start(page)
    panel = page.locator(".pl-shut:visible")
    expect(panel).to_be_focused()
    assert panel.get_by_role("link").count() >= 1
    assert barriers(page) == []
