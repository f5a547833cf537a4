import re

import pytest
from django.utils import timezone

from routines.models import Hold, Routine


@pytest.mark.parametrize("path", ["/", "/about/", "/privacy/", "/robots.txt", "/sitemap.xml"])
def test_the_sites_own_pages_answer(client, content, path):
    assert client.get(path).status_code == 200


def test_a_visitor_is_offered_the_self_check_and_sessions(client, content):
    page = client.get("/").content.decode()
    assert "/self-check/" in page
    assert "Desk break" in page


def test_a_member_without_a_plan_is_pointed_to_the_self_check(member_client, content):
    assert "Start with the self-check" in member_client.get("/").content.decode()


def test_a_member_with_a_plan_can_start_it_from_today(member_client, member, content):
    plan_for(member)
    assert "/routines/desk-break/play/" in member_client.get("/").content.decode()


def test_a_hold_hides_every_start_on_today(member_client, member, content):
    plan_for(member)
    Hold.objects.place(member, "urgent", ["rf_fever"], "check", timezone.now())
    page = member_client.get("/").content.decode()
    assert "/play/" not in page
    assert "Talk to a health professional" in page


def test_the_sitemap_lists_public_pages_only(client, content):
    page = client.get("/sitemap.xml").content.decode()
    assert "/articles/psoas-pain-explained/" in page
    assert "/exercises/" in page
    assert "/log/" not in page
    assert "/account/" not in page


def plan_for(member):
    return member.plans.start(
        main=Routine.objects.get(key="r_desk"),
        others=[],
        findings=["f_sitting"],
        irritability="low",
        kneeling=True,
        check_hash="0" * 64,
        now=timezone.now(),
    )


def test_each_page_marks_its_own_place_in_both_menus(client, content):
    for path, place in {"/": "Today", "/articles/": "Learn", "/routines/": "Sessions"}.items():
        page = client.get(path).content.decode()
        marked = re.findall(r'aria-current="page">(?:<svg.*?</svg>)?([A-Z]\w+)</a>', page)
        assert marked == [place, place], path
