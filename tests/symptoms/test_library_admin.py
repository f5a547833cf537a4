"""The editors' pages of exercises, routines and versions of the self-check: all to read, nothing to change."""

import pytest
from django.urls import reverse

from articles.models import Article
from routines.models import Exercise, Reference, Routine
from symptoms.models import SelfCheckVersion
from tests.staff import sign_in

MODELS = [Exercise, Routine, Reference, SelfCheckVersion]


@pytest.fixture
def superuser(client, make_member, content):
    return sign_in(client, make_member("editor@example.org", is_staff=True, is_superuser=True))


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def snapshot(model):
    return list(model.objects.order_by("pk").values())


@pytest.mark.parametrize("model", MODELS)
def test_nobody_changes_clinical_content_in_the_admin_not_even_a_superuser(superuser, model):
    one, before = model.objects.first(), snapshot(model)
    everything = {field.name: "changed" for field in model._meta.concrete_fields}
    assert superuser.get(address(model, "add")).status_code == 403
    for page in ("add", "change", "delete"):
        args = [] if page == "add" else [one.pk]
        for data in ({}, everything, {"post": "yes"}, {"_save": "1", **everything}):
            assert superuser.post(address(model, page, *args), data).status_code == 403
    picked = {"action": "delete_selected", "_selected_action": [one.pk], "post": "yes"}
    superuser.post(address(model, "changelist"), picked)
    for method in ("put", "patch", "delete"):
        assert getattr(superuser, method)(address(model, "change", one.pk)).status_code == 403
    assert snapshot(model) == before


@pytest.mark.parametrize("model", MODELS)
def test_each_row_has_its_page_and_an_unknown_one_is_not_found(superuser, model):
    for one in model.objects.all():
        assert superuser.get(address(model, "change", one.pk)).status_code == 200
    assert superuser.get(address(model, "change", 999_999)).status_code in (302, 404)
    assert superuser.get(address(model, "changelist")).status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_only_staff_who_may_see_them_do(client, make_member, content, model):
    one = model.objects.first()
    pages = [address(model, "changelist"), address(model, "change", one.pk)]
    for page in pages:
        assert client.get(page).status_code == 302
    client.force_login(make_member("a@example.org"))
    for page in pages:
        assert client.get(page).status_code in (302, 403)
    sign_in(client, make_member("b@example.org", is_staff=True))
    for page in pages:
        assert client.get(page).status_code == 403


def test_an_exercise_shows_its_poses_and_where_it_is_used(superuser):
    one = Exercise.objects.get(key="ex_half_kneeling")
    page = superuser.get(address(Exercise, "change", one.pk)).content.decode()
    assert page.count('class="lib-stage"') == 2
    for routine in Routine.objects.current().filter(steps__exercise=one):
        assert routine.get_absolute_url() in page
    shown = [a for a in Article.objects.all() if a.picture.startswith("ex_half_kneeling-")]
    assert shown
    for article in shown:
        assert article.get_absolute_url() in page


def test_a_routine_shows_its_moves_in_order_and_the_rules_that_lead_to_it(superuser):
    one = Routine.objects.get(key="r_mobility")
    page = superuser.get(address(Routine, "change", one.pk)).content.decode()
    places = [page.index(f">{step.exercise}</a>") for step in one.steps.all()]
    assert places == sorted(places)
    assert "/how-we-decide/#" in page


def test_a_version_shows_its_map_its_proof_and_whether_it_is_in_use(superuser):
    one = SelfCheckVersion.objects.latest("loaded_at")
    page = superuser.get(address(SelfCheckVersion, "change", one.pk)).content.decode()
    assert page.count('class="lane') == 3
    assert "It holds." in page
    for promise in one.proof["properties"]:
        assert promise["text"][:20].replace("'", "&#x27;") in page
    assert one.hash in page


def test_a_version_of_an_older_form_still_has_its_page(superuser):
    old = SelfCheckVersion.objects.create(
        hash="0" * 64,
        version="0.1",
        document={"questions": ["<script>alert(1)</script>"]},
        loaded_at=SelfCheckVersion.objects.latest("loaded_at").loaded_at,
    )
    page = superuser.get(address(SelfCheckVersion, "change", old.pk)).content.decode()
    assert "Its form is older than this program" in page
    assert "<script>alert(1)" not in page
