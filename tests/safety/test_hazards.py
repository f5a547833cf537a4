"""What the hazard log promises and no other test proves. docs/clinical-safety/hazard-log.md names each."""

import ast
import html
import re
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.utils import timezone

from accounts import consent
from accounts.models import User
from symptoms import answers as cookie
from symptoms.definition import load
from symptoms.engine import evaluate
from tests.symptoms.people import CALM, NO_DANGER

ROOT = Path(__file__).resolve().parents[2]
LOG = ROOT / "docs" / "clinical-safety" / "hazard-log.md"
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
HAZARDS = [f"H{number}" for number in range(1, 15)]


def main_of(response):
    found = re.search(r"<main.*</main>", response.content.decode(), re.DOTALL).group()
    return html.unescape(found)


def with_answers(client, answers, version=None):
    sealed = HttpResponse()
    check = cookie.Kept().put(answers, version or load().hash, timezone.now())
    cookie.keep(sealed, check, load(), answers)
    client.cookies.update(sealed.cookies)
    return client


# ------------------------------------------------------------------ the log itself


def test_every_hazard_has_a_cause_a_harm_controls_and_a_test():
    parts = re.split(r"^## (H\d+)\b.*$", LOG.read_text(), flags=re.MULTILINE)
    told = dict(zip(parts[1::2], parts[2::2], strict=True))
    assert list(told) == HAZARDS
    for hazard, text in told.items():
        for heading in ("**Cause.**", "**Harm.**", "**Controls.**"):
            assert heading in text, (hazard, heading)
        assert NAMED.search(text), hazard


def test_every_test_that_the_log_names_exists():
    for file, name in NAMED.findall(LOG.read_text()):
        tree = ast.parse((ROOT / file).read_text())
        assert name in {getattr(node, "name", "") for node in ast.walk(tree)}, f"{file}::{name}"


def test_the_papers_say_that_no_clinician_has_signed():
    for paper in LOG.parent.glob("*.md"):
        assert "no clinician has signed this yet" in paper.read_text().lower(), paper.name


# ------------------------------------------------------------------ H1, H2, H4: danger signs


@pytest.mark.parametrize("group", load().groups, ids=lambda group: group.id)
def test_each_danger_sign_alone_leads_to_care_and_to_nothing_else(group):
    for option in group.options:
        if not (option.flag or option.id == "unsure"):
            continue
        value = [option.id] if group.kind == "multi" else option.id
        outcome = evaluate(load(), {**CALM, group.id: value})
        assert outcome.level != "self_care", option.id
        assert not (outcome.routines or outcome.patterns or outcome.advice), option.id


def test_every_page_of_danger_signs_offers_not_sure_and_a_calm_answer():
    for group in load().groups:
        if group.kind == "multi":
            assert {"none", "unsure"} <= set(group.labels), group.id
            assert group.unsure_level, group.id
            assert any(option.flag for option in group.options), group.id


def test_a_page_of_danger_signs_left_out_is_never_read_as_calm():
    for group in (group for group in load().groups if group.ask_if is None):
        answers = {key: value for key, value in CALM.items() if key != group.id}
        outcome = evaluate(load(), answers)
        assert (outcome.level, outcome.missing) == ("see_clinician", (group.id,))


@pytest.mark.parametrize("age", [None, -1, 0, 1, 15, "15", "", "120", [], {"a18_44": 1}, "A18_44"])
def test_an_age_that_is_not_on_offer_never_leads_to_a_routine(age):
    assert evaluate(load(), {**CALM, "g_age": age}).level == "see_clinician"


def test_under_16_and_pregnant_people_are_sent_to_somebody():
    assert evaluate(load(), {**CALM, "g_age": "under_16"}).level != "self_care"
    flagged = [o.id for o in load().by_id["g_pregnancy"].options if o.flag]
    assert flagged
    for option in flagged:
        assert evaluate(load(), {**CALM, "g_pregnancy": option}).level != "self_care"


# ------------------------------------------------------------------ H5: answers mixed


def test_answers_to_another_version_are_asked_again_and_a_danger_sign_stays(client, content):
    with_answers(client, CALM, version="another")
    assert client.get("/self-check/result/").status_code == 302
    with_answers(client, {**NO_DANGER, "g_nerves": ["rf_saddle"]}, version="another")
    assert "Get help now" in main_of(client.get("/self-check/result/"))


# ------------------------------------------------------------------ H6, H7: help is always there


def test_the_help_page_stands_when_the_database_does_not(client, django_db_blocker):
    with django_db_blocker.block():
        page = client.get("/get-help/")
    assert page.status_code == 200
    assert "999" in page.content.decode()


@pytest.mark.parametrize("region", User.Region.values)
def test_an_emergency_names_the_regions_number_and_the_line_for_anywhere(client, content, region):
    client.cookies["region"] = region
    with_answers(client, {**NO_DANGER, "g_nerves": ["rf_saddle"]})
    page = main_of(client.get("/self-check/result/"))
    phone = load().terms.emergency_phone.get(region)
    assert phone is None or f'href="tel:{phone}"' in page
    assert "call the local emergency number" in page


# ------------------------------------------------------------------ H3, H8, H9, H12, H13, H14: words


@pytest.mark.django_db
def test_a_result_says_that_it_is_no_diagnosis_and_not_yet_checked(client, content):
    with_answers(client, CALM)
    page = main_of(client.get("/self-check/result/"))
    assert "It is not a diagnosis." in page
    assert "not yet checked by a clinician" in page
    assert not re.search(r"\d+ ?%|per cent|likel", page)


def test_nothing_claims_a_review_that_has_not_been():
    assert load().status == "draft"


def test_reminders_say_that_they_are_a_helper_only(member_client, member, content):
    consent.give(member, "reminders", timezone.now())
    page = member_client.get("/reminders/")
    assert "do not rely on it for medicine or for urgent care" in page.content.decode()


def test_beside_the_chart_stands_when_to_get_help_whatever_it_shows(member_client, content):
    assert 'href="/get-help/"' in main_of(member_client.get("/log/trends/"))


def test_where_people_write_it_says_that_nobody_reads_it_and_where_to_turn(member_client, content):
    page = main_of(member_client.get("/log/"))
    assert "Nobody reads it." in page
    assert 'href="/get-help/#low"' in page
    help_page = main_of(member_client.get("/get-help/"))
    assert 'id="low"' in help_page and 'href="tel:116123"' in help_page


def test_there_is_one_language_so_no_danger_sign_is_lost_in_another(settings):
    """A second language needs every danger sign translated, and this test rewritten to count them."""
    assert [code for code, _name in settings.LANGUAGES] == ["en-gb"]
