"""Results a member keeps: theirs alone, in the words of their day, and never a way round a danger sign."""

import html
import json
import re
from datetime import timedelta

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from accounts import erasure, export
from routines.models import Hold
from symptoms import answers as cookie
from symptoms.answers import COOKIE
from symptoms.comparing import compare
from symptoms.definition import load
from symptoms.engine import evaluate
from symptoms.models import SelfCheckResult, SelfCheckVersion
from tests.symptoms.people import CALM, NO_DANGER

pytestmark = pytest.mark.django_db
RESULTS, KEEP, AGAIN = "/self-check/history/", "/self-check/keep/", "/self-check/again/"


def walk(client, answers):
    """A browser in which these answers were given, each just now."""
    sealed = HttpResponse()
    check = cookie.Kept().put(answers, load().hash, timezone.now())
    cookie.keep(sealed, check, load(), answers)
    client.cookies.update(sealed.cookies)


def kept(user, answers, at=None):
    now = at or timezone.now()
    version = SelfCheckVersion.objects.record(load(), now)
    return user.self_check_results.record(version, answers, evaluate(load(), answers), now)


def page_of(result):
    return f"{RESULTS}{result.public_id}/"


def main_of(response):
    found = re.search(r"<main.*</main>", response.content.decode(), re.DOTALL).group()
    return html.unescape(found)


def assert_no_way_to_a_routine(response):
    assert 'href="/routines/' not in main_of(response)
    assert "/play/" not in main_of(response)


# ------------------------------------------------------------------ keeping


def test_a_result_is_kept_with_its_version_its_answers_and_all_its_words(
    member_client, member, content
):
    walk(member_client, CALM)
    landed = member_client.post(KEEP)
    result = member.self_check_results.get()
    assert landed["Location"] == page_of(result)
    assert (result.answers, result.version.hash) == (CALM, load().hash)
    assert result.told["heading"] == load().levels["self_care"].heading
    assert len(result.answered) == len(CALM)
    assert result.told["routines"][0]["reason"]


def test_keeping_twice_keeps_one(member_client, member, content):
    walk(member_client, CALM)
    assert member_client.post(KEEP)["Location"] == member_client.post(KEEP)["Location"]
    assert member.self_check_results.count() == 1


def test_a_flagged_result_can_be_kept_and_puts_the_plan_on_hold(member_client, member, content):
    walk(member_client, {**NO_DANGER, "g_infection": ["rf_fever"]})
    landed = member_client.post(KEEP)
    assert Hold.objects.active(member).level == "urgent"
    page = member_client.get(landed["Location"])
    assert load().by_id["g_infection"].labels["rf_fever"] in main_of(page)
    assert_no_way_to_a_routine(page)


def test_an_unfinished_check_is_not_kept(member_client, member, content):
    walk(member_client, {"g_age": "a18_44"})
    assert member_client.post(KEEP)["Location"] == "/self-check/result/"
    assert not member.self_check_results.exists()


def test_a_visitor_is_asked_to_sign_in_and_nothing_is_kept(client, content):
    walk(client, CALM)
    assert "/account/login/" in client.post(KEEP)["Location"]
    assert not SelfCheckResult.objects.exists()


def test_who_did_not_agree_is_asked_first(client, make_member, content):
    person = make_member("later@example.org")
    person.consents.withdraw("health_data", timezone.now())
    client.force_login(person)
    walk(client, CALM)
    assert "/account/consent/" in client.post(KEEP)["Location"]
    assert not SelfCheckResult.objects.exists()


def test_coming_back_from_sign_in_the_result_is_one_press_away(member_client, member, content):
    walk(member_client, CALM)
    assert "Keep this result" in main_of(member_client.get(KEEP))
    assert not member.self_check_results.exists()


# ------------------------------------------------------------------ reading


def test_a_result_is_shown_in_the_words_of_its_own_version(member_client, member, content):
    result = kept(member, CALM)
    result.outcome["told"]["findings"][0]["title"] = "Words of an older version"
    result.outcome["told"]["hash"] = "0" * 64
    result.save()
    page = main_of(member_client.get(page_of(result)))
    assert "Words of an older version" in page
    assert "A newer version is in use now." in page


def test_the_emergency_number_is_todays_and_of_the_readers_region(client, make_member, content):
    person = make_member("us@example.org", region="US")
    client.force_login(person)
    page = main_of(client.get(page_of(kept(person, {**NO_DANGER, "g_nerves": ["rf_saddle"]}))))
    assert "call 911" in page and 'href="tel:911"' in page
    assert "{emergency}" not in page


def test_a_result_kept_before_words_were_kept_still_opens(member_client, member, content):
    result = kept(member, CALM)
    result.outcome = {"level": "self_care"}
    result.save()
    assert member_client.get(page_of(result)).status_code == 200
    assert member_client.get(RESULTS).status_code == 200


def test_the_list_shows_the_newest_first_and_offers_to_compare(member_client, member, content):
    old = kept(member, CALM, timezone.now() - timedelta(days=9))
    new = kept(member, {**CALM, "q_now": 3, "q_worst": 4})
    page = main_of(member_client.get(RESULTS))
    assert page.index(str(new.public_id)) < page.index(str(old.public_id))
    assert "Compare two" in page


def test_an_empty_list_says_how_to_fill_it(member_client):
    assert "None yet" in main_of(member_client.get(RESULTS))


# ------------------------------------------------------------------ never a way round a danger sign


def test_a_calm_result_leads_to_its_routine(member_client, member, content):
    assert 'href="/routines/' in main_of(member_client.get(page_of(kept(member, CALM))))


@pytest.mark.parametrize("source", ["check", "log", "weekly", "session"])
def test_no_kept_result_leads_to_a_routine_while_a_hold_is_on(
    member_client, member, content, source
):
    result = kept(member, CALM)
    Hold.objects.place(member, "see_clinician", ["rf_fever"], source, timezone.now())
    page = member_client.get(page_of(result))
    assert "on hold" in main_of(page)
    assert_no_way_to_a_routine(page)
    assert_no_way_to_a_routine(member_client.get(RESULTS))


def test_a_result_older_than_a_hold_never_leads_to_a_routine_again(member_client, member, content):
    result = kept(member, CALM, timezone.now() - timedelta(days=3))
    Hold.objects.place(member, "urgent", ["rf_fever"], "log", timezone.now() - timedelta(days=1))
    Hold.objects.lift(member, timezone.now())
    page = member_client.get(page_of(result))
    assert_no_way_to_a_routine(page)
    assert "Check again before you do any of them." in main_of(page)


def test_a_result_older_than_a_flagged_one_never_leads_to_a_routine_again(
    member_client, member, content
):
    calm_one = kept(member, CALM, timezone.now() - timedelta(days=3))
    kept(member, {**NO_DANGER, "g_pain": ["unsure"]}, timezone.now() - timedelta(days=2))
    assert_no_way_to_a_routine(member_client.get(page_of(calm_one)))
    later = kept(member, CALM, timezone.now())
    assert 'href="/routines/' in main_of(member_client.get(page_of(later)))


def test_a_withdrawn_routine_is_named_and_not_opened(member_client, member, content):
    result = kept(member, CALM)
    result.outcome["told"]["routines"][0]["slug"] = "gone-for-good"
    result.save()
    page = main_of(member_client.get(page_of(result)))
    assert result.told["routines"][0]["name"] in page
    assert "/routines/gone-for-good/" not in page


# ------------------------------------------------------------------ comparing


def test_two_results_side_by_side_say_what_changed_in_plain_words(member_client, member, content):
    before = kept(member, CALM, timezone.now() - timedelta(days=14))
    after = kept(member, {**CALM, "q_now": 3, "q_worst": 4, "q_goal": "walk"})
    page = main_of(
        member_client.get(f"{RESULTS}compare/?pick={after.public_id}&pick={before.public_id}")
    )
    question = load().by_id["q_now"].text
    assert question in page
    assert page.index("1 out of 10") < page.index("3 out of 10")
    assert load().by_id["q_goal"].labels["walk"] in page
    assert f"{len(CALM) - 3} answers are the same" in page
    assert "3 answers changed" in page


def test_a_comparison_tells_what_came_what_went_and_what_stayed(member):
    before = kept(member, CALM, timezone.now() - timedelta(days=14))
    after = kept(member, {**NO_DANGER, "g_infection": ["rf_fever"]})
    found = compare(before, after)
    assert found.signs.new and not found.signs.gone
    assert found.findings.gone and not found.findings.new
    assert found.routines.gone and not (found.routines.new or found.routines.same)
    assert not found.same_level and found.same_version
    same = compare(before, before)
    assert same.answers == () and same.unchanged == len(CALM) and same.routines.same


def test_comparing_leads_to_no_routine(member_client, member, content):
    picks = [kept(member, CALM, timezone.now() - timedelta(days=n)) for n in (5, 1)]
    query = "&".join(f"pick={result.public_id}" for result in picks)
    assert_no_way_to_a_routine(member_client.get(f"{RESULTS}compare/?{query}"))


@pytest.mark.parametrize(
    "query", ["", "?pick=", "?pick=nonsense&pick=%00", "?pick=1&pick=2&pick=3"]
)
def test_comparing_needs_two_and_says_so(member_client, member, content, query):
    kept(member, CALM)
    page = member_client.get(f"{RESULTS}compare/{query}")
    assert page.status_code == 422
    assert "Tick two results to compare." in main_of(page)


# ------------------------------------------------------------------ deleting and beginning anew


def test_a_deleted_result_is_gone(member_client, member, content):
    result = kept(member, CALM)
    member_client.post(page_of(result), {"delete": "1"})
    assert not member.self_check_results.exists()
    assert member_client.get(page_of(result)).status_code == 404


def test_checking_again_forgets_the_answers_and_begins_at_the_danger_signs(client, content):
    walk(client, CALM)
    assert client.cookies[COOKIE].value
    fresh = client.post(AGAIN)
    assert fresh["Location"] == f"/self-check/{load().screens[0].slug}/"
    assert client.cookies[COOKIE].value == ""
    assert client.get("/self-check/result/")["Location"] == fresh["Location"]


def test_it_got_worse_leads_to_the_fresh_start(member_client, content):
    walk(member_client, CALM)
    assert f'href="{AGAIN}"' in main_of(member_client.get("/self-check/result/"))


def test_a_hold_asks_for_a_fresh_start(member_client, member, content):
    Hold.objects.place(member, "urgent", ["rf_fever"], "log", timezone.now())
    assert f'href="{AGAIN}"' in main_of(member_client.get(RESULTS))


def test_opening_the_fresh_start_forgets_nothing_by_itself(client, content):
    walk(client, CALM)
    assert "begin with the danger signs" in main_of(client.get(AGAIN))
    assert client.cookies[COOKIE].value


# ------------------------------------------------------------------ private


@pytest.mark.parametrize("method", ["get", "post"])
def test_anybody_elses_result_is_not_found(member, make_member, content, method):
    result, other = kept(member, CALM), Client()
    mine = kept(make_member("other@example.org"), CALM)
    other.force_login(mine.user)
    refused = getattr(other, method)(page_of(result), {"delete": "1"} if method == "post" else {})
    assert refused.status_code == 404
    both = other.get(f"{RESULTS}compare/?pick={mine.public_id}&pick={result.public_id}")
    assert both.status_code == 404
    assert str(result.public_id) not in other.get(RESULTS).content.decode()
    assert SelfCheckResult.objects.filter(pk=result.pk).exists()


def test_a_visitor_signs_in_first(client, member):
    result = kept(member, CALM)
    for address in (RESULTS, page_of(result), f"{RESULTS}compare/"):
        assert "/account/login/" in client.get(address)["Location"]


def test_kept_results_are_cached_by_nobody(member_client, member, content):
    result = kept(member, CALM)
    for address in (RESULTS, page_of(result), KEEP, AGAIN):
        assert "no-store" in member_client.get(address)["Cache-Control"]


def test_a_kept_result_is_in_the_export_and_gone_after_erasure(member, content):
    kept(member, CALM)
    told = json.loads(export.as_json(member, timezone.now()))
    [record] = told["records"]["symptoms.selfcheckresult"]
    assert record["answers"] == CALM and record["outcome"]["told"]["heading"]
    erasure.erase(member)
    assert not SelfCheckResult.objects.exists()


def test_the_time_shown_is_the_members_own(client, make_member, content):
    person = make_member("nz@example.org", time_zone="Pacific/Auckland")
    client.force_login(person)
    with time_machine.travel("2026-11-24T12:30:00Z", tick=False):
        kept(person, CALM)
        assert "25 November 2026, 01:30" in main_of(client.get(RESULTS))
