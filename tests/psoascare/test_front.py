"""Finished pages: the same bytes for every reader, never anybody's own, gone when something is published."""

import gzip
import re

import brotli
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from psoascare.front import KEPT, STORE, cut
from psoascare.settings import CONTENT_SECURITY_POLICY
from tests.psoascare.wsgi_reader import ARTICLE, ask, public_pages


@pytest.fixture
def queries(django_assert_num_queries):
    return django_assert_num_queries


# ---------------------------------------------------------------- what every reader gets


def test_public_pages_hold_nothing_of_the_reader_and_no_script_of_their_own(content, client):
    pages = public_pages()
    assert len(pages) == len(KEPT)
    for path in pages:
        response = client.get(path)
        page = response.content.decode()
        assert response.status_code == 200, path
        assert not response.cookies, path
        assert not client.cookies, path
        for word in ("csrfmiddlewaretoken", "nonce", "data-person", "sessionid"):
            assert word not in page, path
        assert not re.search(
            r"<script(?![^>]*(?:\bsrc=|ld\+json))|<style|\son\w+=|\sstyle=", page
        ), path
        policy = [part.strip() for part in response["Content-Security-Policy"].split(";")]
        assert "script-src 'self'" in policy, path
    assert CONTENT_SECURITY_POLICY["DIRECTIVES"]["script-src"] == ["'self'"]


def test_an_article_is_made_in_three_queries_and_then_sent_without_any(content, queries):
    ask("/about/")  # the number of the edition is known
    with queries(3):
        first = ask(ARTICLE)
    with queries(0):
        again = ask(ARTICLE)
    assert first.status == again.status == 200
    assert first.body == again.body
    assert len(STORE.pages) == 2


def test_the_store_sends_what_django_says(content, client):
    for path in public_pages():
        plain = client.get(path, headers={"host": "localhost"})
        for _time in range(2):
            kept = ask(path)
            assert kept.body == plain.content, path
            for name in (
                "Content-Type",
                "Content-Security-Policy",
                "X-Content-Type-Options",
                "Vary",
            ):
                if name in plain:
                    assert kept.headers[name].startswith(plain[name].partition(",")[0]), (
                        path,
                        name,
                    )
            assert kept.headers["Cache-Control"] == "no-cache"
            assert "Cookie" in kept.headers["Vary"]
        assert len(kept.headers.get_all("Content-Length")) == 1


def test_each_encoding_has_its_own_strong_tag_and_unpacks_to_the_same_page(content):
    plain, zipped, small = (ask(ARTICLE, accept_encoding=kind) for kind in ("", "gzip", "gzip, br"))
    assert gzip.decompress(zipped.body) == brotli.decompress(small.body) == plain.body
    assert len(small.body) < len(zipped.body) < len(plain.body) / 3
    tags = {one.headers["ETag"] for one in (plain, zipped, small)}
    assert len(tags) == 3
    assert not any(tag.startswith("W/") for tag in tags)
    assert ask(ARTICLE, accept_encoding="br;q=0, gzip;q=0").body == plain.body


def test_a_reader_who_has_the_page_is_told_so_without_a_query(content, queries):
    tag = ask(ARTICLE, accept_encoding="br").headers["ETag"]
    with queries(0):
        same = ask(ARTICLE, accept_encoding="br", if_none_match=f'"old", {tag}')
    assert (same.status, same.body) == (304, b"")
    assert same.headers["ETag"] == tag
    assert ask(ARTICLE, accept_encoding="br", if_none_match='"old"').status == 200
    assert ask(ARTICLE, if_none_match=tag).status == 200  # that is another encoding's


def test_head_says_what_get_says_and_no_more(content):
    head, whole = ask(ARTICLE, "HEAD"), ask(ARTICLE)
    assert head.body == b""
    assert head.headers["Content-Length"] == str(len(whole.body))
    assert head.headers["ETag"] == whole.headers["ETag"]


# ---------------------------------------------------------------- who is somebody


@pytest.mark.parametrize(
    "cookie",
    ["sessionid=x", "look=tan-black-bun-petrol", "hold=1", "member_hold=1", "csrftoken=a", "a", "=;", "messages=x"],
)  # fmt: skip
def test_a_request_with_any_cookie_goes_past_the_store(content, cookie):
    for path in ("/about/", "/routines/", ARTICLE):
        ask(path, cookie=cookie)
    assert not STORE.pages


def test_a_member_gets_their_own_page_whatever_is_kept(content, member):
    client = Client()
    client.force_login(member)
    session = client.cookies["sessionid"].value
    for path in public_pages():
        anonymous = ask(path)
        for tag in ({}, {"if_none_match": anonymous.headers["ETag"]}):
            own = ask(path, cookie=f"sessionid={session}", **tag)
            assert own.status == 200, path
            assert "no-store" in own.headers["Cache-Control"], path
        assert ask(path).body == anonymous.body
    assert b"data-person" in ask("/about/", cookie=f"sessionid={session}").body
    assert not any(str(member.public_id).encode() in page.body for page in STORE.pages.values())


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_only_reading_is_answered_from_the_store(content, method):
    ask("/about/")
    assert ask("/about/", method).status != 200 or method == "OPTIONS"
    assert len(STORE.pages) == 1


def test_an_offline_copy_and_a_signed_request_go_past_the_store(content):
    assert ask(ARTICLE, x_offline_copy="1").headers["Cache-Control"] == "no-store"
    ask(ARTICLE, authorization="Basic x")
    assert not STORE.pages


def test_pages_of_a_person_and_answers_that_are_no_page_are_never_kept(content):
    for path in ("/self-check/", "/plan/", "/log/", "/look/", "/account/login/", "/admin/", "/healthz",
                 "/api/v1/exercises/", "/articles/nothing-here/", "/routines/?kind=nonsense", "/nowhere/",
                 "/about", "/articles/topics/none/", "/manifest.webmanifest"):  # fmt: skip
        ask(path)
    assert not STORE.pages


def test_a_page_made_for_another_host_is_another_page(content):
    ask("/sitemap.xml", host="localhost")
    other = ask("/sitemap.xml", host="127.0.0.1")
    assert b"127.0.0.1" in other.body
    assert ask("/about/", host="evil.example").status == 400
    assert ask("/about/", x_forwarded_proto="junk").status == 200
    assert len(STORE.pages) == 2


# ---------------------------------------------------------------- queries


def test_a_query_the_page_does_not_know_makes_no_second_copy(content):
    plain = ask(ARTICLE)
    for query in ("utm_source=x", "fbclid=1&q=2", "a=b" * 500, "%", "=", "&&&", "page=2"):
        assert ask(f"{ARTICLE}?{query}").body == plain.body
    assert len(STORE.pages) == 1
    chosen = [ask(f"/routines/?{query}").body for query in ("kind=gentle&minutes=5", "minutes=5&x=1&kind=gentle")]  # fmt: skip
    assert chosen[0] == chosen[1] != ask("/routines/").body
    assert len(STORE.pages) == 3


@given(st.text(max_size=300))
def test_a_cut_query_holds_only_known_names_and_stays_short(query):
    again = cut(query, frozenset({"kind", "minutes"}))
    assert {pair.partition("=")[0] for pair in again.split("&") if pair} <= {"kind", "minutes"}
    assert cut(again, frozenset({"kind", "minutes"}))[:200] == again[:200]
