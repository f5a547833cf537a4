"""What holds for every address under /api/, today's and those still to come."""

import json

import pytest
from django.test import Client
from django.urls import include, path
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.caching import Public
from accounts.api.limits import network
from accounts.api.problems import Conflict
from accounts.api.strict import Strict
from psoascare.urls import *  # noqa: F403 - the site's own addresses, and a few that only tests have
from psoascare.urls import urlpatterns as site


class Inner(Strict):
    points = serializers.IntegerField(min_value=0, max_value=10)


class Note(Strict):
    title = serializers.CharField(max_length=20)
    often = serializers.IntegerField(required=False)
    loud = serializers.BooleanField(required=False)
    inner = Inner(many=True, required=False)
    made = serializers.CharField(read_only=True)


class Echo(APIView):
    authentication_classes: list = []
    permission_classes: list = []

    def post(self, request):
        note = Note(data=request.data)
        note.is_valid(raise_exception=True)
        return Response(note.validated_data)

    def put(self, request):
        raise Conflict("Version 2 is live.", live="2")


class Read(Public, APIView):
    def get(self, request):
        return Response({"words": "the same for everybody"})


class Mine(APIView):
    def get(self, request):
        return Response({"email": request.user.email})

    def post(self, request):
        return Response({}, status=201)


class Numbers(Public, ListAPIView):
    class serializer_class(serializers.Serializer):  # noqa: N801
        def to_representation(self, value):
            return value

    def get_queryset(self):
        return list(range(250))


class Breaks(APIView):
    permission_classes: list = []

    def get(self, request):
        raise RuntimeError("planted")


extra = [
    path("echo/", Echo.as_view()),
    path("read/", Read.as_view()),
    path("mine/", Mine.as_view()),
    path("numbers/", Numbers.as_view()),
    path("breaks/", Breaks.as_view()),
]
urlpatterns = [path("api/v1/", include(extra)), *site]


@pytest.fixture(autouse=True)
def these_addresses(settings, db):
    settings.ROOT_URLCONF = "tests.api.test_every_address"


def post(client, body, kind="application/json", **more):
    return client.post("/api/v1/echo/", body, content_type=kind, **more)


def told(response, status):
    """The problem in this answer, which is one in every respect."""
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-store"
    found = response.json()
    assert found["status"] == status and found["title"] and "/api/v1/docs/#" in found["type"]
    return found


def test_a_wrong_field_is_named_in_words_and_as_a_pointer(client):
    body = {"title": "fine", "inner": [{"points": 3}, {"points": 11}]}
    found = told(post(client, body), 400)
    assert found["errors"][0]["field"] == "inner.1.points"
    assert found["errors"][0]["pointer"] == "/inner/1/points"
    assert "10" in found["detail"]


def test_a_field_we_do_not_know_is_refused_and_so_is_one_we_only_show(client):
    found = told(post(client, {"title": "a", "titel": "b", "made": "today"}), 400)
    assert {error["field"] for error in found["errors"]} == {"titel", "made"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", 3),
        ("title", True),
        ("title", ["a"]),
        ("title", None),
        ("often", "3"),
        ("often", True),
        ("often", 1.5),
        ("loud", "yes"),
        ("loud", 1),
    ],
)
def test_a_value_of_another_kind_is_never_made_to_fit(client, field, value):
    found = told(post(client, {"title": "a", field: value}), 400)
    assert [error["field"] for error in found["errors"]] == [field]


@pytest.mark.parametrize("body", ["[]", '"text"', "3", "null", "[1]"])
def test_a_body_that_is_no_object_is_refused(client, body):
    told(post(client, body), 400)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"[" * 200_000, "nested"),
        (b'{"title": ' + b"[" * 30 + b"]" * 30 + b"}", "nested"),
        (b'{"a":' * 100_000, "nested"),
        (b'{"title": "\\u0000"}', "NUL"),
        (b'{"title": "\\ud800"}', "surrogate"),
        (b'{"\\udfff": 1}', "surrogate"),
        (b'{"title": "\xff"}', "UTF-8"),
        (b'{"title": "a", "title": "b"}', "twice"),
        (b'{"\\ud800": 1, "\\ud800": 2}', "twice"),
        (b'{"title": NaN}', "NaN"),
        (b'{"title": -Infinity}', "Infinity"),
        (b'{"title": 1e999}', "large"),
        (b'{"title": ' + b"9" * 5000 + b"}", "JSON"),
        (b'{"title": 99999999999999999999}', "large"),
        (b'{"title": "a"', "JSON"),
        (b"", "required"),
    ],
)
def test_what_could_choke_a_store_or_a_reader_is_refused_at_the_door(client, body, words):
    assert words in json.dumps(told(post(client, body), 400))


def test_a_body_of_more_than_a_megabyte_is_too_large(client):
    told(post(client, json.dumps({"title": "x" * 1_100_000})), 413)


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/xml", "multipart/form-data; boundary=x"]
)
def test_only_json_is_read(client, kind):
    told(post(client, b"title=a", kind), 415)


@pytest.mark.parametrize("kind", ["text/html", "application/xml", "image/png;q=0.1"])
def test_only_json_is_written(client, kind):
    told(client.get("/api/v1/read/", headers={"accept": kind}), 406)


@pytest.mark.parametrize("method", ["DELETE", "PATCH", "OPTIONS", "TRACE", "FOO"])
def test_a_method_that_is_not_there_is_told(client, method):
    assert "POST" in told_allow(client.generic(method, "/api/v1/echo/"))


def told_allow(response):
    told(response, 405)
    return response["Allow"]


@pytest.mark.parametrize("address", ["/api/", "/api/v1/nothing/", "/api/v2/", "/api/v1/echo/9/"])
def test_an_unknown_address_is_a_problem_and_no_page(client, address):
    told(client.get(address), 404)


def test_a_nul_in_an_address_is_refused(client):
    told(client.get("/api/v1/numbers/?page=%00"), 400)
    told(client.get("/api/v1/%00/"), 400)


def test_our_own_mistake_is_a_problem_too_and_tells_nothing():
    client = Client(raise_request_exception=False)
    assert "planted" not in json.dumps(told(client.get("/api/v1/breaks/"), 500))


def test_a_conflict_says_what_is_live(client):
    assert told(client.put("/api/v1/echo/"), 409)["live"] == "2"


# ------------------------------------------------------------------ members


def test_a_visitor_is_asked_to_sign_in(client):
    told(client.get("/api/v1/mine/"), 401)


def test_a_member_comes_with_their_session(member_client, member):
    answer = member_client.get("/api/v1/mine/")
    assert answer.json() == {"email": member.email}
    assert "no-store" in answer["Cache-Control"]


def test_a_members_change_needs_the_token(member):
    client = Client(enforce_csrf_checks=True)
    client.force_login(member)
    told(client.post("/api/v1/mine/", {}, content_type="application/json"), 403)


@pytest.mark.parametrize("header", ["Basic bWVtYmVyOng=", "Token abc", "Bearer abc"])
def test_no_token_stands_in_for_a_session(client, header):
    told(client.get("/api/v1/mine/", headers={"authorization": header}), 401)


# ------------------------------------------------------------------ reading again, and in pages


def test_what_has_not_changed_is_not_sent_again(client):
    first = client.get("/api/v1/read/")
    assert first["Cache-Control"] == "public, max-age=300"
    again = client.get("/api/v1/read/", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    other = client.get("/api/v1/read/", headers={"if-none-match": '"other"'})
    assert other.status_code == 200


def test_a_member_reads_the_very_bytes_that_everybody_reads(member_client):
    mine = member_client.get("/api/v1/read/")
    assert mine.content == Client().get("/api/v1/read/").content
    assert mine["Cache-Control"] == "public, max-age=300"
    assert not mine.cookies


def test_a_page_never_holds_more_than_a_hundred(client):
    assert len(client.get("/api/v1/numbers/?page_size=5000").json()["results"]) == 100
    assert len(client.get("/api/v1/numbers/").json()["results"]) == 20
    told(client.get("/api/v1/numbers/?page=0"), 404)
    told(client.get("/api/v1/numbers/?page="), 400)
    told(client.get(f"/api/v1/numbers/?page={'9' * 5000}"), 404)
    told(client.get("/api/v1/numbers/?page_size=-3"), 400)
    told(client.get("/api/v1/numbers/?page_size=null"), 400)


# ------------------------------------------------------------------ how often


@pytest.fixture
def three_a_minute(settings):
    rates = {"visitor": "3/min", "member": "5/min", "evaluate": "3/min"}
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "DEFAULT_THROTTLE_RATES": rates}


def asks(client, times, **more):
    return [client.get("/api/v1/read/", **more).status_code for _ in range(times)]


def test_who_asks_too_often_waits_and_is_told_how_long(client, three_a_minute):
    assert asks(client, 3, REMOTE_ADDR="203.0.113.1") == [200] * 3
    refused = client.get("/api/v1/read/", REMOTE_ADDR="203.0.113.1")
    told(refused, 429)
    assert 0 < int(refused["Retry-After"]) <= 60
    assert asks(client, 1, REMOTE_ADDR="203.0.113.2") == [200]


def test_an_invented_forwarded_address_buys_nothing(client, three_a_minute):
    lies = [f"198.51.100.{n}" for n in range(4)]
    answers = [
        asks(client, 1, REMOTE_ADDR="203.0.113.3", headers={"x-forwarded-for": lie}) for lie in lies
    ]
    assert answers[-1] == [429]


def test_behind_a_proxy_each_visitor_is_counted_apart(client, three_a_minute, settings):
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "NUM_PROXIES": 1}
    first = {"headers": {"x-forwarded-for": "6.6.6.6, 203.0.113.4"}, "REMOTE_ADDR": "10.0.0.1"}
    second = {"headers": {"x-forwarded-for": "203.0.113.5"}, "REMOTE_ADDR": "10.0.0.1"}
    assert asks(client, 4, **first)[-1] == 429
    assert asks(client, 1, **second) == [200]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2001:db8::1", "2001:db8::ffff:2"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        (" 192.0.2.7", "192.0.2.7"),
    ],
)
def test_one_home_is_one_caller(one, other):
    assert network(one) == network(other)


def test_a_member_has_a_count_of_their_own(member_client, three_a_minute):
    answers = [member_client.get("/api/v1/mine/").status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]
