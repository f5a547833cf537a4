"""Writes that wait for the network: in order, each exactly once, and only for their own person."""

import uuid

import pytest

from routines.models import Session

pytestmark = pytest.mark.browser

ADD = """async ([key, url, fields, person]) => {
  const queue = await import('/static/js/offline/queue.js');
  await queue.add({ key, url, fields, person });
}"""
FLUSH = """async () => {
  const queue = await import('/static/js/offline/queue.js');
  const { sent, refused, waiting } = await queue.flush();
  return { sent: sent.length, refused: refused.map((one) => one.answer.detail), waiting };
}"""
DESK, CALM = "/routines/desk-break/finish/", "/routines/calm-it-down/finish/"


@pytest.fixture
def member(make_member, client, context, site):
    member = make_member()
    client.force_login(member)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site.url}
    context.add_cookies([cookie])
    return member


@pytest.fixture
def add(page):
    def add(person, url=DESK, key=None, **fields):
        key = key or str(uuid.uuid4())
        page.evaluate(ADD, [key, url, {"seconds": "209", **fields}, str(person.public_id)])
        return key

    return add


def test_writes_wait_without_a_network_and_go_once_and_in_order(page, context, member, add):
    page.goto("/get-help/", wait_until="networkidle")
    context.set_offline(True)
    for url in (DESK, CALM, DESK):
        add(member, url)
    assert page.evaluate(FLUSH) == {"sent": 0, "refused": [], "waiting": 3}
    context.set_offline(False)
    page.get_by_text("The 3 things you did before are saved now.").wait_for()
    assert page.evaluate(FLUSH)["sent"] == 0
    rows = Session.objects.order_by("pk").values_list("routine__slug", flat=True)
    assert list(rows) == ["desk-break", "calm-it-down", "desk-break"]


def test_a_write_whose_answer_was_lost_is_one_row(page, member, add):
    page.goto("/get-help/", wait_until="networkidle")
    add(member)

    def lose_the_answer(route):
        route.fetch()  # the server has it
        route.abort()  # and we never hear of it

    page.route("**/finish/", lose_the_answer)
    assert page.evaluate(FLUSH)["waiting"] == 1
    assert Session.objects.count() == 1
    page.unroute("**/finish/")
    assert page.evaluate(FLUSH) == {"sent": 1, "refused": [], "waiting": 0}
    assert Session.objects.count() == 1


def test_two_tabs_at_once_send_each_write_once(page, context, member, add):
    page.goto("/get-help/", wait_until="networkidle")
    other = context.new_page()
    other.goto("/get-help/", wait_until="networkidle")
    for _ in range(3):
        add(member)
    both = """async () => {
      const queue = await import('/static/js/offline/queue.js');
      const [one, two] = await Promise.all([queue.flush(), queue.flush()]);
      return one.sent.length + two.sent.length;
    }"""
    assert page.evaluate(both) == 3
    assert other.evaluate(FLUSH)["sent"] == 0
    assert Session.objects.count() == 3


def test_what_the_person_adds_later_joins_the_write_that_waits(page, member, add):
    page.goto("/get-help/", wait_until="networkidle")
    key = add(member)
    add(member, key=key, felt="right", pain_during="2")
    assert page.evaluate(FLUSH)["sent"] == 1
    session = Session.objects.get()
    assert (session.felt, session.pain_during) == ("right", 2)


def test_a_session_never_lands_in_somebody_elses_account(page, member, make_member, add):
    page.goto("/get-help/", wait_until="networkidle")
    add(make_member("other@example.org"))
    add(member, CALM)
    assert page.evaluate(FLUSH) == {"sent": 1, "refused": [], "waiting": 1}
    assert Session.objects.get().user == member


def test_a_refused_write_is_put_aside_with_the_servers_words_and_the_rest_goes_on(
    page, member, add
):
    page.goto("/get-help/", wait_until="networkidle")
    add(member, pain_during="99")
    add(member)
    told = page.evaluate(FLUSH)
    assert told == {"sent": 1, "refused": ["Choose a number from 0 to 10."], "waiting": 0}
    page.reload()
    note = page.locator('[data-note="refused"]')
    note.get_by_text("Choose a number from 0 to 10.").wait_for()
    note.get_by_role("button", name="I have read this").click()
    note.wait_for(state="hidden")


def test_it_is_sent_by_itself_at_the_next_visit_and_the_page_says_so(page, member, add):
    page.goto("/get-help/", wait_until="networkidle")
    add(member)
    page.reload()
    page.get_by_text("What you did before is saved now.").wait_for()
    assert Session.objects.count() == 1
