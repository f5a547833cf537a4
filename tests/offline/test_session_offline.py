"""A session from Start to Finish without a network, kept on the device and sent once when it is back."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from routines import gate
from routines.models import ClearScreen, Hold, Session
from tests.offline.conftest import keep
from tests.routines.conftest import screened_cookie

pytestmark = pytest.mark.browser
PLAY = "/routines/desk-break/play/"


@pytest.fixture
def member(make_member, client, context, site):
    member = make_member()
    ClearScreen.objects.note(member, timezone.now())
    client.force_login(member)
    for name, value in [
        ("sessionid", client.cookies["sessionid"].value),
        (gate.SCREENED, screened_cookie()),
    ]:
        context.add_cookies([{"name": name, "value": value, "url": site.url}])
    return member


@pytest.fixture
def go_offline(page, context):
    """One visit while there is a network; then none."""

    def go_offline():
        page.goto("/plan/")
        keep(page, PLAY)
        context.set_offline(True)

    return go_offline


def play_offline(page):
    page.clock.install(time=timezone.now())
    page.goto(PLAY)
    page.clock.pause_at(timezone.now() + timedelta(minutes=1))
    page.get_by_role("button", name="Start", exact=True).click()
    page.clock.fast_forward(100_000)
    page.clock.fast_forward(200_000)
    expect(page.get_by_role("heading", name="Done. 3 minutes.")).to_be_visible()


def test_a_whole_session_offline_is_kept_and_sent_exactly_once(page, context, member, go_offline):
    go_offline()
    play_offline(page)
    page.clock.resume()
    page.get_by_text("Kept on this device. It is sent").wait_for()
    page.get_by_text("About right").click()
    page.locator("[name=pain_during][value='2']").check()
    page.get_by_label("A note for yourself").fill("On the train")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Good. Keep it the same next time.").wait_for()
    assert not Session.objects.exists()

    # The network is back; the first answer is lost on the way, so it is sent again
    sent = []

    def lose_the_first_answer(route):
        sent.append(route.fetch().status)
        if len(sent) == 1:
            return route.abort()
        return route.continue_()

    context.route("**/finish/", lose_the_first_answer)
    context.set_offline(False)
    for _visit in range(3):
        page.goto("/plan/")
        page.wait_for_timeout(700)
    assert sent[0] == 200 and len(sent) >= 2
    session = Session.objects.get()
    told = (session.user, session.felt, session.pain_during, session.note)
    assert told == (member, "right", 2, "On the train")
    age = (timezone.now() - session.finished_at).total_seconds()
    assert 0 < age < 120


def test_a_hold_learnt_online_stops_the_session_offline(page, context, member, go_offline):
    Hold.objects.place(member, "urgent", [], "log", timezone.now())
    go_offline()
    page.goto(PLAY)
    page.get_by_role("button", name="Start", exact=True).click()
    shut = page.get_by_role("region", name="Your sessions are on hold")
    expect(shut).to_be_visible()
    expect(shut.get_by_role("link", name="When to get medical help")).to_be_visible()
    expect(page.locator("[data-go]")).to_be_hidden()
    page.keyboard.press("Space")
    expect(page.locator("[data-left]")).to_be_hidden()


def test_without_a_recent_look_at_the_danger_signs_nothing_starts_offline(page, context):
    page.goto("/routines/")
    keep(page, PLAY)
    context.set_offline(True)
    page.goto(PLAY)
    page.get_by_role("button", name="Start", exact=True).click()
    expect(
        page.get_by_role("heading", name="One quick look at the warning signs first")
    ).to_be_visible()
    expect(page.locator("[data-go]")).to_be_hidden()


@pytest.mark.slow
def test_a_hold_that_came_before_the_session_refuses_it_kindly(page, context, member, go_offline):
    go_offline()
    play_offline(page)
    page.clock.resume()
    page.get_by_text("Kept on this device. It is sent").wait_for()
    Hold.objects.place(member, "urgent", [], "log", timezone.now() - timedelta(hours=1))
    context.set_offline(False)
    page.goto("/get-help/")
    page.get_by_text("It was done while your sessions were on hold.").wait_for()
    assert not Session.objects.exists()
