"""The public API says what the pages say: to anybody, in few queries, and again only when it changed."""

import pytest

from routines.models import Exercise, Routine

API = "/api/v1"
MOST_QUERIES = 10  # some of them count the caller, in the cache table of a site without Redis
PATHS = [
    "/exercises/",
    "/exercises/half-kneeling-stretch/",
    "/routines/",
    "/routines/return-to-pigeon-pose/",
]
pytestmark = pytest.mark.usefixtures("content")


@pytest.mark.parametrize("path", PATHS)
def test_an_answer_is_kept_by_caches_and_asked_again_by_its_tag(client, path):
    first = client.get(API + path)
    assert "public" in first["Cache-Control"]
    again = client.get(API + path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(API + path, headers={"If-None-Match": '"another"'}).status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_an_answer_takes_few_queries(client, path, django_assert_max_num_queries):
    with django_assert_max_num_queries(MOST_QUERIES):
        assert client.get(API + path).status_code == 200


def test_a_changed_exercise_has_a_new_tag(client):
    address = f"{API}/exercises/bridge/"
    before = client.get(address)["ETag"]
    Exercise.objects.filter(slug="bridge").update(feel="Something else.")
    after = client.get(address, headers={"If-None-Match": before})
    assert after.status_code == 200
    assert after.json()["feel"] == "Something else."


def test_every_exercise_is_there_with_its_warnings_and_its_evidence(client):
    listed = client.get(f"{API}/exercises/").json()
    assert len(listed) == Exercise.objects.current().count() == 34
    for one in listed:
        whole = client.get(f"{API}/exercises/{one['slug']}/").json()
        assert (
            whole["steps"] and whole["stop_rules"] and whole["evidence"] and whole["dose"]["words"]
        )
        assert whole["picture_in_words"].endswith(".")


def test_an_exercise_names_the_moves_around_it(client):
    whole = client.get(f"{API}/exercises/half-kneeling-stretch/").json()
    assert whole["easier"] == ["standing-hip-flexor-stretch"]
    assert whole["harder"] == ["couch-stretch"]
    assert whole["if_no_kneel"] == "standing-hip-flexor-stretch"
    assert "a sudden strain in the last 2 weeks" in [w.lower() for w in whole["leave_out_with"]]
    assert whole["page"].endswith("/exercises/half-kneeling-stretch/")


def test_a_routine_has_its_moves_in_order_and_adds_up(client):
    whole = client.get(f"{API}/routines/return-to-pigeon-pose/").json()
    assert [step["position"] for step in whole["steps"]] == list(range(1, 8))
    assert sum(step["seconds"] for step in whole["steps"]) == whole["total_seconds"]
    assert whole["regress"] and whole["see_someone"] and whole["stop_rules"]


def test_lists_narrow_and_refuse_what_they_do_not_know(client):
    short = client.get(f"{API}/routines/?minutes=5").json()
    assert 0 < len(short) < Routine.objects.count()
    assert all(one["minutes"] <= 5 for one in short)
    breathing = client.get(f"{API}/exercises/?category=relaxation").json()
    assert {one["category"] for one in breathing} == {"relaxation"}
    for path in ("/exercises/?category=magic", "/routines/?kind=magic", "/routines/?minutes=7"):
        refused = client.get(API + path)
        assert refused.status_code == 400
        assert refused["Content-Type"] == "application/problem+json"


def test_what_has_left_the_library_is_not_found(client):
    Exercise.objects.filter(slug="bridge").update(retired=True)
    assert client.get(f"{API}/exercises/bridge/").status_code == 404
    assert client.get(f"{API}/routines/no-such-routine/").status_code == 404
