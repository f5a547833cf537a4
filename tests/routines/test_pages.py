"""The library: what anyone may read, in few queries and with the way to help above it."""

import pytest
from django.urls import reverse

from routines.models import Exercise, Reference, Routine
from tests.staff import sign_in

pytestmark = pytest.mark.usefixtures("content")
MOST_QUERIES = 5


def body(response):
    return response.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/exercises/",
        "/exercises/half-kneeling-stretch/",
        "/routines/",
        "/routines/desk-break/",
    ],
)
def test_a_page_of_the_library_takes_few_queries(client, path, django_assert_max_num_queries):
    with django_assert_max_num_queries(MOST_QUERIES):
        assert client.get(path).status_code == 200


def test_the_page_of_sources_says_what_leans_on_each_in_a_few_queries(
    client, django_assert_max_num_queries
):
    with django_assert_max_num_queries(7):
        page = client.get("/evidence/").content.decode()
    entry = page[page.index('id="ref-thorborg-2016"') :].split("</li>\n        \n", 1)[0]
    assert "fair: one trial" in entry
    assert 'href="/how-we-decide/#p_strong"' in entry


@pytest.mark.parametrize(
    "path", ["/exercises/", "/exercises/bridge/", "/routines/", "/routines/desk-break/"]
)
def test_the_way_to_the_check_and_to_help_stands_above_the_moves(client, path):
    page = body(client.get(path))
    main = page[page.index("<main") :]
    first_move = (
        main.index('<svg class="fig"') if '<svg class="fig"' in main else main.index('class="fig"')
    )
    assert main.index(f'href="{reverse("symptoms:start")}"') < first_move
    assert main.index(f'href="{reverse("symptoms:get_help")}"') < first_move


def test_every_exercise_has_its_page(client):
    for exercise in Exercise.objects.current():
        page = body(client.get(exercise.get_absolute_url()))
        assert all(
            text in page
            for text in (
                "How to do it",
                "When to stop",
                "Who leaves it out",
                "How good is the evidence?",
            )
        )


def test_an_exercise_says_who_leaves_it_out_how_much_and_how_well_it_is_known(client):
    page = body(client.get("/exercises/half-kneeling-stretch/"))
    for words in (
        "A sudden strain in the last 2 weeks",
        "45 seconds, twice each side.",
        "Grade B",
        "One good trial, or reviews in healthy people or a neighbouring problem",
        'href="/evidence/#ref-gonzalez-2024"',
        'href="/exercises/standing-hip-flexor-stretch/"',
        'href="/exercises/couch-stretch/"',
        'href="/routines/hip-flexor-mobility/"',
        'role="img"',
    ):
        assert words in page, words


def test_a_routine_shows_its_moves_in_order_and_the_rules(client):
    page = body(client.get("/routines/hip-flexor-mobility/"))
    routine = Routine.objects.get(key="r_mobility")
    places = [page.index(f">{step.exercise.name}<") for step in routine.steps.all()]
    assert places == sorted(places)
    assert routine.see_someone in page
    assert routine.regress in page
    assert 'action="/routines/hip-flexor-mobility/play/"' in page


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("kind=gentle&minutes=5", {"desk-break"}),
        ("place=chair", {"desk-break"}),
        ("kind=strength&place=no-kneel", {"uphill-and-walking", "strength-progression"}),
        ("kind=strength&minutes=5", set()),
    ],
)
def test_the_list_narrows_to_what_fits(client, query, slugs):
    assert {
        routine.slug for routine in client.get(f"/routines/?{query}").context["routines"]
    } == slugs


def test_a_choice_that_is_not_on_offer_is_told_kindly_and_all_are_shown(client):
    response = client.get("/routines/?minutes=soon")
    assert response.status_code == 422
    assert "Choose a time from the list." in body(response)
    assert len(response.context["routines"]) == 10


def test_every_source_can_be_reached_and_says_how_far_it_was_read(client):
    page = body(client.get("/evidence/"))
    for reference in Reference.objects.current():
        assert f'id="ref-{reference.key}"' in page
    assert "We read a copy of it, not the original page." in page
    assert "Not checked against a source yet." in page
    assert "about:blank" not in page


@pytest.mark.parametrize(
    "path", ["/exercises/nothing/", "/routines/nothing/", "/routines/nothing/play/"]
)
def test_what_does_not_exist_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_what_left_the_library_is_not_found(client):
    Exercise.objects.filter(slug="bridge").update(retired=True)
    Routine.objects.filter(slug="desk-break").update(retired=True)
    assert client.get("/exercises/bridge/").status_code == 404
    assert client.get("/routines/desk-break/").status_code == 404
    assert 'href="/routines/desk-break/"' not in body(client.get("/routines/"))


def test_an_editor_can_look_at_clinical_content_but_not_change_it(client, make_member):
    sign_in(client, make_member("editor@example.org", is_staff=True, is_superuser=True))
    for name, key in (("exercise", Exercise), ("routine", Routine), ("reference", Reference)):
        one = key.objects.first()
        assert client.get(reverse(f"admin:routines_{name}_changelist")).status_code == 200
        assert (
            client.get(reverse(f"admin:routines_{name}_change", args=[one.pk])).status_code == 200
        )
        assert (
            client.post(
                reverse(f"admin:routines_{name}_change", args=[one.pk]), {"name": "x"}
            ).status_code
            == 403
        )
        assert client.get(reverse(f"admin:routines_{name}_add")).status_code == 403
