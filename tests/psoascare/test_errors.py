import pytest
from django.test import Client
from django.urls import path

from psoascare.urls import *  # noqa: F403 - the site's own addresses, and one that breaks
from psoascare.urls import urlpatterns as site


def breaks(request):
    raise RuntimeError("planted")


urlpatterns = [path("breaks/", breaks), *site]


@pytest.fixture
def broken_site(settings):
    settings.ROOT_URLCONF = "tests.psoascare.test_errors"
    return Client(raise_request_exception=False)


def test_a_page_that_breaks_says_sorry_and_keeps_the_way_to_get_help(db, broken_site):
    page = broken_site.get("/breaks/")
    assert page.status_code == 500
    assert "Sorry, there is a problem with this page" in page.content.decode()
    assert "/get-help/" in page.content.decode()
    assert "planted" not in page.content.decode()


def test_a_page_that_breaks_needs_no_database(broken_site, django_db_blocker):
    with django_db_blocker.block():
        assert broken_site.get("/breaks/").status_code == 500


def test_an_unknown_page_offers_ways_on(client, content):
    page = client.get("/nothing/here/")
    assert page.status_code == 404
    assert "Page not found" in page.content.decode()
    assert "/get-help/" in page.content.decode()


def test_a_form_without_its_token_is_refused_kindly(content):
    page = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "a@example.org"})
    assert page.status_code == 403
    assert "gone stale" in page.content.decode()


def test_an_unknown_host_is_refused(client, content):
    page = client.get("/", headers={"host": "evil.example"})
    assert page.status_code == 400
    assert "could not read" in page.content.decode()
